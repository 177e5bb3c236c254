from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from grader.model import Timeline, TimelineRow
from grader.report.timeline import LEAST_WIDTH, lines_of, text_of

ADD = "balance.value += amount"
RETURN = "return balance.value"


def row(process: str, what: str, line: int = 14, source: str = ADD, file: str = "lock_race.py") -> TimelineRow:
    return TimelineRow(process=process, what=what, file=file, line=line, source=source)


THREE = Timeline(
    processes=("MainProcess", "ForkProcess-1", "ForkProcess-2"),
    rows=(
        row("ForkProcess-1", "read balance = 0"),
        row("ForkProcess-2", "read balance = 0"),
        row("ForkProcess-2", "wrote balance = 995474"),
        row("ForkProcess-1", "wrote balance = 995474"),
        row("MainProcess", "read balance = 995474", 11, RETURN, "scenarios.py"),
    ),
    cause=(
        "ForkProcess-1 read balance = 0 before ForkProcess-2 wrote 995474, and then wrote 995474 over it: "
        "what ForkProcess-2 wrote is lost."
    ),
)
THREE_AT_80 = """\
                 main               Process-1          Process-2
lock_race.py:14                     read balance = 0
                                      balance.value += amount
lock_race.py:14                     │                  read balance = 0
                                    │                    balance.value += amount
lock_race.py:14                     │                  wrote balance = 995474
lock_race.py:14                     wrote balance = 995474
scenarios.py:11  read balance = 995474
                   return balance.value

Process-1 read balance = 0 before Process-2 wrote 995474, and then wrote 995474
over it: what Process-2 wrote is lost."""
THREE_AT_60 = """\
main          Process-1     Process-2
              read balance = 0
                lock_race.py:14  balance.value += amount
              │             read balance = 0
              │               lock_race.py:14
              │               balance.value += amount
              │             wrote balance = 995474
              wrote balance = 995474
read balance = 995474
  scenarios.py:11  return balance.value

Process-1 read balance = 0 before Process-2 wrote 995474,
and then wrote 995474 over it: what Process-2 wrote is lost."""
THREE_AT_40 = """\
Process-1  read balance = 0
             lock_race.py:14
             balance.value += amount
Process-2  read balance = 0
             lock_race.py:14
             balance.value += amount
Process-2  wrote balance = 995474
Process-1  wrote balance = 995474
main       read balance = 995474
             scenarios.py:11
             return balance.value

Process-1 read balance = 0 before
Process-2 wrote 995474, and then wrote
995474 over it: what Process-2 wrote is
lost."""

TWO = Timeline(
    processes=("MainProcess", "SpawnProcess-1"),
    rows=(
        row("MainProcess", "took lock", 31, "with lock:", "scenarios.py"),
        row("MainProcess", "read balance = 0", 32, "first = balance.value", "scenarios.py"),
        row("SpawnProcess-1", "read balance = 0"),
        row("SpawnProcess-1", "wrote balance = 297315"),
        row("MainProcess", "read balance = 297315", 33, "second = balance.value", "scenarios.py"),
        row("SpawnProcess-1", "took lock", 24, "with lock:"),
    ),
    cause="",
)
TWO_AT_80 = """\
                 main                       Process-1
scenarios.py:31  took lock
                   with lock:
scenarios.py:32  read balance = 0
                   first = balance.value
lock_race.py:14  │                          read balance = 0
                 │                            balance.value += amount
lock_race.py:14  │                          wrote balance = 297315
scenarios.py:33  read balance = 297315      │
                   second = balance.value   │
lock_race.py:24                             took lock
                                              with lock:"""

FIVE = Timeline(
    processes=("MainProcess", *(f"ForkProcess-{n}" for n in range(1, 5))),
    rows=(
        *(row(f"ForkProcess-{n}", f"took fork{n}", 8, "left.acquire()", "table.py") for n in range(1, 5)),
        row("ForkProcess-4", "gave back fork4", 11, "left.release()", "table.py"),
        row("MainProcess", "read meals = 1", 3, "return meals.value", "scenarios.py"),
    ),
    cause="MainProcess waits for ForkProcess-1 to end (scenarios.py:9). ForkProcess-1 waits for fork2 (table.py:9).",
)
FIVE_AT_80 = """\
                main        Process-1   Process-2   Process-3   Process-4
table.py:8                  took fork1
                              left.acquire()
table.py:8                              took fork2
                                          left.acquire()
table.py:8                                          took fork3
                                                      left.acquire()
table.py:8                                                      took fork4
                                                                  left.acquire()
table.py:11                                                     gave back fork4
                                                                  left.release()
scenarios.py:3  read meals = 1
                  return meals.value

main waits for Process-1 to end (scenarios.py:9). Process-1 waits for fork2
(table.py:9)."""


def test_three_processes_side_by_side() -> None:
    assert text_of(THREE) == THREE_AT_80


def test_two_processes_side_by_side() -> None:
    assert text_of(TWO) == TWO_AT_80


def test_five_processes_side_by_side() -> None:
    assert text_of(FIVE) == FIVE_AT_80


def test_on_a_narrower_screen_the_places_go_to_the_source_lines() -> None:
    assert text_of(THREE, 60) == THREE_AT_60


def test_on_a_narrow_screen_there_is_one_column() -> None:
    assert text_of(THREE, 40) == THREE_AT_40


def test_only_the_last_steps_are_shown_where_so_many_are_asked_for() -> None:
    lines = [line.plain for line in lines_of(THREE, last=2)]
    assert lines[0] == "... 3 earlier steps"
    assert sum("lock_race.py:14" in line for line in lines) == 1
    assert lines[2].endswith("wrote balance = 995474")
    assert lines_of(THREE, last=5) == lines_of(THREE)


def test_a_source_line_comes_again_when_its_process_was_elsewhere() -> None:
    rows = (row("main", "a", 1), row("main", "b", 1), row("main", "c", 2, "other"), row("main", "d", 1))
    text = text_of(Timeline(processes=("main",), rows=rows, cause=""))
    assert text.count(ADD) == 2
    assert text.count("other") == 1


def test_names_that_would_be_the_same_stay_as_they_are() -> None:
    rows = (row("ForkProcess-1", "a"), row("Process-1", "b"))
    text = text_of(Timeline(processes=("ForkProcess-1", "Process-1"), rows=rows, cause="ForkProcess-1 waits."))
    assert text.splitlines()[0].split() == ["ForkProcess-1", "Process-1"]
    assert text.endswith("\n\nForkProcess-1 waits.")


def test_a_name_that_is_a_value_of_the_program_is_not_shortened() -> None:
    rows = (row("ForkServerProcess-2:1", "wrote who = 'ForkProcess-1'"), row("SpawnPoolWorker-3", "read who"))
    cause = "MainProcess read who = 'MainProcess' before ForkServerProcess-2:1 wrote 'ForkProcess-1'."
    text = text_of(Timeline(processes=("ForkServerProcess-2:1", "SpawnPoolWorker-3"), rows=rows, cause=cause))
    assert text.splitlines()[0].split() == ["Process-2:1", "PoolWorker-3"]
    assert "wrote who = 'ForkProcess-1'" in text
    assert "main read who = 'MainProcess' before Process-2:1 wrote 'ForkProcess-1'." in " ".join(text.split())


def test_a_long_line_of_the_student_is_wrapped_and_a_very_long_one_cut() -> None:
    long = "total = " + " + ".join(f"number_{n}" for n in range(12))
    told = " ".join(
        text_of(Timeline(processes=("main",), rows=(row("main", "read x = 1", 1, long),), cause="")).split()
    )
    assert long in told
    text = text_of(Timeline(processes=("main",), rows=(row("main", "read x = 1", 1, "x" * 10**6),), cause=""))
    assert len(text) < 1000


def test_a_step_of_the_library_alone_has_no_place() -> None:
    for width in (80, 60, 40):
        text = text_of(
            Timeline(processes=("main",), rows=(row("main", "its feeder wrote", 0, "", ""),), cause=""), width
        )
        assert "its feeder wrote" in text
        assert ":0" not in text


def test_without_steps_there_is_the_cause_and_without_a_cause_nothing() -> None:
    assert text_of(Timeline(processes=(), rows=(), cause="a\nb")) == "a\nb"
    assert lines_of(Timeline(processes=(), rows=(), cause="")) == []


def test_text_of_a_submission_is_no_escape() -> None:
    nasty = "\x1b[31mred\x1b[0m\x07 \u202eleft\nnext [bold]x[/bold]"
    told = Timeline(processes=(nasty,), rows=(row(nasty, nasty, 1, nasty, nasty),), cause=nasty)
    for width in (80, 60, 30):
        text = text_of(told, width)
        assert not set("\x1b\x07\u202e") & set(text)
        assert "[bold]x[/bold]" in text


words = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
rows = st.builds(
    row, st.sampled_from("abcdef") | words, words, st.integers(0, 10**6), words, st.sampled_from(("x.py", "锁.py"))
)


@given(st.lists(rows, max_size=8), words, st.integers(1, 120))
def test_no_line_is_wider_than_the_screen(steps: list[TimelineRow], cause: str, width: int) -> None:
    told = Timeline(processes=tuple(step.process for step in steps), rows=tuple(steps), cause=cause)
    for line in lines_of(told, width):
        assert cell_len(line.plain) <= max(width, LEAST_WIDTH)
        assert "\n" not in line.plain
