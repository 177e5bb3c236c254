"""What a free run promises, in each box and under each start method: world, outcomes, marks, helpers."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from grader.box.backend import BACKENDS
from grader.box.orders import Order, resource_limits
from grader.box.sandbox import Sandbox
from grader.box.watch import RunWatch
from grader.judge.run import OutcomeError, Run
from grader.model import START_METHODS, Limits, Verdict

HERE = Path(__file__).parent
LIMITS = Limits(cpu_s=30.0, wall_s=60.0)
SHORT = Limits(cpu_s=1.5, wall_s=60.0)
SUBMISSION = (HERE / "free_run_submission.py").read_text()


class Play:
    def __init__(self, sandbox, backend, method, limits=LIMITS):
        self.sandbox, self.backend, self.method, self.limits = sandbox, backend, method, limits

    def __call__(self, scenario, **inputs):
        limits = resource_limits(self.limits, shared_user=self.backend != "bwrap")
        order = Order("run", self.method, limits, scenario=scenario, inputs=inputs)
        return Run(self.sandbox.run(order), "katas", SUBMISSION)


def new_sandbox(backend, limits=LIMITS):
    return Sandbox(BACKENDS[backend], "katas", SUBMISSION.encode(), HERE / "free_run_scenarios.py", limits)


@pytest.fixture(scope="module", params=list(BACKENDS))
def backend(request):
    return request.param


@pytest.fixture(scope="module", params=START_METHODS)
def play(request, backend):
    with new_sandbox(backend) as sandbox:
        yield Play(sandbox, backend, request.param)


@pytest.fixture
def forked(play):
    if play.method != "fork":
        pytest.skip("the same under each start method")
    return play


def test_every_run_is_its_own_world(play):
    for _ in range(2):
        assert play("world").value == {
            "argv": 1,
            "name": "MainProcess",
            "is_first": False,
            "parent": True,
            "stdin": "",
            "folder": [],
            "count": 1,
            "method": play.method,
            "shm": [],
        }


@pytest.fixture
def deaf_caller():
    """A caller like a shell's background job under nohup, and worse."""
    before = {
        number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGHUP, signal.SIGALRM)
    }
    mask, umask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1}), os.umask(0o077)
    yield
    os.umask(umask)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    for number, handler in before.items():
        signal.signal(number, handler)


def test_nothing_of_the_caller_is_inherited(backend, deaf_caller):
    with new_sandbox(backend) as sandbox:
        seen = Play(sandbox, backend, "fork")("inherited").value
    assert seen == {"ignored": [signal.SIGPIPE, signal.SIGXFSZ], "blocked": [], "mode": "0o755"}


def test_sets_have_the_same_order_in_every_box_and_process(backend, play):
    with new_sandbox(backend) as sandbox:
        (other,) = set(Play(sandbox, backend, play.method)("hashes").value)
    assert play("hashes").value == [other, other]


def test_values_are_exact_json(forked):
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert forked("values").value == [1, [3, digest], [[2, [3]]], {"not_json": "set"}, {"not_json": "float"}]


def test_exit_codes_come_in_the_order_of_start(play):
    if play.method == "forkserver":
        pytest.skip("children of a fork server are not ours to wait for")
    run = play("children", codes=[3, 0, 5])
    assert run.value == 3
    assert run.exitcodes == (3, 0, 5)


@pytest.mark.parametrize("scenario", ["not_joined", "zombie"])
def test_an_unjoined_process_is_left_behind(play, scenario):
    run = play(scenario)
    assert run.outcome == "finished"
    assert run.left_behind == ("Idler" if scenario == "not_joined" else "Gone",)
    assert run.exitcodes == (None,)
    with pytest.raises(OutcomeError) as raised:
        _ = run.value
    assert raised.value.verdict is Verdict.LEAKED


def test_a_child_that_was_reaped_by_hand_is_not_left_behind(play):
    if play.method == "forkserver":
        pytest.skip("children of a fork server are not ours to wait for")
    assert play("reaped_by_hand").left_behind == ()


def test_where_a_forked_child_stands_is_not_where_its_parent_started_it(forked):
    run = forked("calls", name="start_one_that_waits")
    assert run.trouble is Verdict.DEADLOCK
    assert [standing.function for standing in run.observation.standing] == ["start_one_that_waits", ""]
    lines = SUBMISSION.splitlines()
    assert "join" in lines[run.observation.standing[0].line - 1]


def test_asking_for_ever_is_a_livelock(forked):
    assert forked("asks_for_ever").trouble is Verdict.LIVELOCK


def test_an_orphan_is_left_behind(forked):
    assert forked("orphan").trouble is Verdict.LEAKED


def test_shared_memory_is_left_behind(play):
    if play.backend == "none":
        pytest.skip("without a box /dev/shm is everybody's")
    assert play("shared_memory").left_behind == ("left_block",)


def test_semaphores_and_resource_trackers_are_not(play):
    for _ in range(3):
        assert play("semaphores").value == 2


def test_a_manager_is_left_behind_unless_it_is_shut_down(play):
    assert play("manager", shut=True).value is True
    assert play("manager", shut=False).trouble is Verdict.LEAKED


def test_a_deadlock_is_seen_and_shows_where_each_stands(play):
    run = play("waits_for_ever")
    assert run.trouble is Verdict.DEADLOCK
    lines = SUBMISSION.splitlines()
    line = 4 + lines.index("def wait_for_ever():")
    assert lines[line - 1] == "    lock.acquire()"
    stands = f"Sleeper waits at line {line}, in wait_for_ever: lock.acquire()"
    assert run.detail == ("main waits outside your file", stands)


def test_a_manager_that_polls_hides_no_deadlock(play):
    assert play("waits_for_a_manager").trouble is Verdict.DEADLOCK


def test_a_hang_after_the_value_is_a_deadlock(forked):
    assert forked("hangs_at_exit").trouble is Verdict.DEADLOCK


def test_polling_for_nothing_is_a_livelock(forked):
    assert forked("polls_for_ever").trouble is Verdict.LIVELOCK


def test_a_few_naps_are_none(forked):
    assert forked("sleeps_a_little", naps=50).value == 50


def test_a_spin_is_over_the_limit(backend):
    with new_sandbox(backend, SHORT) as sandbox:
        run = Play(sandbox, backend, "fork", SHORT)("spins")
    assert run.trouble is Verdict.OVER_LIMIT
    assert run.over.limit == "cpu"


def test_a_flood_of_output_is_over_the_limit(forked):
    run = forked("floods")
    assert run.trouble in (Verdict.OVER_LIMIT, Verdict.ERROR)
    assert run.over.limit == "output"


def test_a_value_that_is_too_large_is_over_the_limit(forked):
    assert forked("big_value").over.limit == "message"


@pytest.mark.parametrize(
    ("scenario", "inputs", "words"),
    [
        ("exits", {"code": 0}, "SystemExit"),
        ("quits", {"code": 0}, "exit code 0"),
        ("quits", {"code": 3}, "exit code 3"),
        ("dies", {"number": signal.SIGKILL}, "SIGKILL"),
        ("dies", {"number": signal.SIGSEGV}, "SIGSEGV"),
    ],
)
def test_main_that_dies_without_a_result_has_crashed(forked, scenario, inputs, words):
    run = forked(scenario, **inputs)
    assert run.trouble is Verdict.CRASHED
    assert words in run.told


def test_output_is_one_file_for_all(play):
    assert sorted(play("prints").stdout.split()) == ["one", "three", "two"]


def test_marks_come_from_everywhere(play):
    run = play("marks_everywhere")
    assert run.value is None
    marks = {mark.name: mark for mark in run.marks}
    assert list(marks) == ["main", "thread", "handler", "raw fork", "process", "finally"]
    assert {name for name, mark in marks.items() if mark.process == run.main} == {
        "main",
        "thread",
        "handler",
        "finally",
    }
    assert marks["raw fork"].process != marks["process"].process
    assert marks["thread"].thread != marks["main"].thread


def test_a_process_that_is_on_its_way_is_looked_at_again_as_long_as_the_run_may_last(forked, monkeypatch):
    answers = iter([True, True, True])
    monkeypatch.setattr(RunWatch, "_may_become_helper", lambda *_: next(answers, False))
    run = forked("falls_out")
    assert (run.trouble, run.observation.backstop) == (Verdict.ERROR, 0)


@pytest.mark.parametrize("scenario", ["falls_out", "raises_in_fork"])
def test_a_copy_of_main_that_comes_out_is_an_error(forked, scenario):
    assert forked(scenario).trouble is Verdict.ERROR


def test_an_exception_of_the_submission_in_a_child_is_an_error(play):
    run = play("child", name="broken")
    assert run.trouble is Verdict.ERROR
    assert run.exception == ("KeyError", "'no such key'")
    line = 1 + SUBMISSION.splitlines().index('    raise KeyError("no such key")')
    assert f"katas.py:{line}: KeyError in " in run.told


def test_an_exception_of_the_scenario_in_a_child_is_data(play):
    assert play("raises_in_child").value == 1


def test_an_exception_in_a_thread_is_an_error(forked):
    assert forked("raises_in_thread", name="broken").trouble is Verdict.ERROR
    assert forked("raises_in_thread", name="fine").trouble is None


def test_an_exception_that_is_caught_is_data(forked):
    assert forked("caught").value == [{"raised": ["KeyError", "'no such key'"]}, 3]


def test_a_missing_function_is_named(forked):
    run = forked("calls", name="nowhere")
    assert run.trouble is Verdict.ERROR
    assert run.told == "katas.py: AttributeError: module 'katas' has no attribute 'nowhere'"


def test_a_wrong_signature_names_its_own_line(play):
    run = play("calls", name="add", args=[1])
    assert run.trouble is Verdict.ERROR
    assert run.told.startswith("katas.py:")
    assert "add() missing 1 required positional argument" in run.told
    assert "def add(left, right)" in run.detail[0]
    in_child = play("child", name="add")
    assert in_child.trouble is Verdict.ERROR
    assert "def add(left, right)" in in_child.detail[0]


def test_an_unknown_scenario_is_told(forked):
    assert "world" in forked("nowhere").observation.unknown_scenario


def test_helpers_of_scenarios(play):
    assert play("cores").value == [1, 1, 1, 1]
    assert play("timed_sleepers_are_awake").value == [False, False]


def test_unjoined_children_are_counted_and_buried(play):
    assert play("counts_unjoined").value == 2


def test_kept_leaves_nothing_behind(play):
    assert play("keeps").value == [3, 1]


def test_doors_let_through_who_waits(play):
    run = play("doors")
    assert run.value == [0, 1, 2]
    assert [mark.name for mark in run.marks] == ["opened", "through", "through"]


@pytest.mark.parametrize(
    ("source", "verdict", "words"),
    [
        ("def f(:\n    pass\n", Verdict.ERROR, "katas.py:1: SyntaxError: invalid syntax"),
        ("x = 1\nimport nowhere_to_be_found\n", Verdict.ERROR, "katas.py:2: ModuleNotFoundError"),
        ("import sys\nsys.exit(0)\n", Verdict.CRASHED, "katas.py left the program at line 2"),
        ("import os\nos._exit(0)\n", Verdict.CRASHED, "exit code 0"),
        ("import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nsignal.pause()\n", Verdict.CRASHED, "was gone"),
    ],
)
def test_a_submission_that_cannot_be_imported(backend, source, verdict, words):
    with Sandbox(BACKENDS[backend], "katas", source.encode(), HERE / "free_run_scenarios.py", LIMITS) as sandbox:
        run = Play(sandbox, backend, "fork")("world")
        if backend == "none" and "was gone" in words:
            assert run.trouble is not None
            return
        assert run.trouble is verdict
        assert words in run.told


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_program_runs_as_main(backend, method):
    source = """
import multiprocessing, os, sys
def square(n, out):
    out.put(n * n)
if __name__ == "__main__":
    out = multiprocessing.SimpleQueue()
    child = multiprocessing.Process(target=square, args=(int(sys.argv[1]), out))
    child.start()
    print(multiprocessing.get_start_method(), out.get(), sys.stdin.read().split())
    child.join()
    sys.exit(4)
"""
    with Sandbox(BACKENDS[backend], "katas", source.encode(), HERE / "free_run_scenarios.py", LIMITS) as sandbox:
        limits = resource_limits(LIMITS, shared_user=backend != "bwrap")
        run = Run(sandbox.run(Order("script", method, limits, argv=("7",), stdin="a b")), "katas", source)
    assert run.trouble is None
    assert run.exitcodes == (4,)
    assert run.stdout == f"{method} 49 ['a', 'b']\n"
