"""How the gun is used: heats with racers who come in time, too late, one too few, and without a shot.

Main is the starter. A racer marks `arrive`, comes to the line, and marks `run` when it is let go; before each first
shot main marks `gun`. The data of each mark is the number of the heat.
"""

import contextlib
from pathlib import Path

from grader.inside import asleep, mark, until


def race(submission, ctx, *, racers):
    """One heat."""
    gun = submission.StartGun(ctx, racers)
    _join(_heat(ctx, gun, racers, 1))


def line(submission, ctx, *, racers):
    """One heat, in which main fires only when all racers have been found asleep at the line."""
    gun = submission.StartGun(ctx, racers)
    team = _line_up(ctx, gun, racers, 1)
    gun.wait_ready()
    until(lambda: _at_rest(team))
    gun.fire()
    _join(team)


def late(submission, ctx, *, racers, heats):
    """Several heats; in each, one more process comes to the line after the shot and marks `late` when it is let go."""
    gun = submission.StartGun(ctx, racers)
    for heat in range(1, heats + 1):
        if heat > 1:
            gun.reload()
        team = _heat(ctx, gun, racers, heat)
        latecomer = ctx.Process(target=come_late, args=(gun, heat))
        latecomer.start()
        _join([*team, latecomer])


def twice(submission, ctx, *, racers):
    """Two heats; in the first, main fires a second time at once."""
    gun = submission.StartGun(ctx, racers)
    team = _heat(ctx, gun, racers, 1)
    gun.fire()
    _join(team)
    gun.reload()
    _join(_heat(ctx, gun, racers, 2))


def fired_early(submission, ctx, *, n):
    """The gun, for one racer, is fired before anybody is there; then `n` racers, each joined before the next."""
    gun = submission.StartGun(ctx, 1)
    gun.fire()
    for _ in range(n):
        racer = ctx.Process(target=run_a_heat, args=(gun, 1))
        racer.start()
        racer.join()


def silent(submission, ctx, *, racers):
    """The racers come to the line, and no shot is fired."""
    gun = submission.StartGun(ctx, racers)
    team = _line_up(ctx, gun, racers, 1)
    gun.wait_ready()
    _join(team)


def one_too_few(submission, ctx, *, racers):
    """One racer does not come, and main waits until all are there."""
    gun = submission.StartGun(ctx, racers)
    team = _line_up(ctx, gun, racers - 1, 1)
    gun.wait_ready()
    mark("ready")
    _join(team)


def run_a_heat(gun, heat):
    """A racer, in a process of its own."""
    mark("arrive", heat)
    gun.line_up()
    mark("run", heat)


def come_late(gun, heat):
    """Somebody who comes to the line after the shot, in a process of its own."""
    gun.line_up()
    mark("late", heat)


def _heat(ctx, gun, racers, heat):
    team = _line_up(ctx, gun, racers, heat)
    gun.wait_ready()
    mark("gun", heat)
    gun.fire()
    return team


def _line_up(ctx, gun, racers, heat):
    team = [ctx.Process(target=run_a_heat, args=(gun, heat)) for _ in range(racers)]
    for racer in team:
        racer.start()
    return team


def _join(team):
    for process in team:
        process.join()


def _at_rest(team):
    """Whether all were found asleep twice, and none was on a processor in between."""
    before = _switches(team)
    return all(asleep(racer.pid) for racer in team * 2) and _switches(team) == before


def _switches(team):
    """How often each thread of each process has given up its processor so far, or lost it."""
    counts = []
    for racer in team:
        for status in sorted(Path(f"/proc/{racer.pid}/task").glob("*/status")):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # a thread that has just ended
                counts += [line for line in status.read_text("utf-8").splitlines() if "ctxt_switches" in line]
    return counts
