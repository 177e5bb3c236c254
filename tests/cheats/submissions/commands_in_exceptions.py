"""Puts workflow commands, terminal escapes and markup into what the report shows of an exception."""

# attacks: lock_race, bounded_buffer
# shows: error

COMMANDS = (
    "\n::set-output name=score::10\n::error title=x::y\n  ::stop-commands::z\n##[error]w"
    "\n##vso[task.complete result=Succeeded;]v"
    "\x1b]0;passed\x07\x1b[2J\x1b[H\r\x9b31m[bold]10/10[/bold]</failure></testcase>\u202e001"
)


class PassedError(Exception):
    def __str__(self):
        # Of every length, so that a line that is wrapped may begin with any part of it.
        return COMMANDS + "".join(f"{'x' * n}::add-mask::{n} " for n in range(60, 80))


def attack():
    raise PassedError
