"""CPython's own tests of multiprocessing, each as one explored run: what is served by the explorer is multiprocessing.

docs/decisions/0008-where-controlled-primitives-differ.md says more of what differs.
"""

import pytest

pytest.importorskip("test._test_multiprocessing", reason="this interpreter came without its `test` package")

import cpython_cases
from idle_machine import IdleMachine

from grader.explore.execution import Execution
from grader.explore.failure import failure_of
from grader.explore.host import StuckError
from grader.explore.standalone import Standalone
from grader.inside.controlled import wire

STEPS = 100_000

# Classes and tests, of any version of CPython, that are not about what the explorer controls.
LEFT_OUT = {
    "WithProcessesTestPool": "Pool",
    "WithProcessesTestPoolWorkerErrors": "Pool",
    "WithProcessesTestPoolWorkerLifetime": "Pool",
    "TestPoolNotLeakOnFailure": "Pool",
    "TestInitializers": "Pool and managers",
    "TestStdinBadfiledescriptor.test_pool_in_process": "Pool",
    "WithProcessesTestManagerRestart": "managers",
    "TestSyncManagerTypes": "managers",
    "TestManagerExceptions": "managers",
    "WithProcessesTestListener": "sockets",
    "WithProcessesTestListenerClient": "sockets",
    "WithProcessesTestPicklingConnections.test_pickling": "sockets",
    "TestIgnoreEINTR.test_ignore_listener": "sockets",
    "TestWait.test_wait_socket": "sockets",
    "TestWait.test_wait_socket_slow": "sockets",
    "TestInvalidFamily": "sockets",
    "WithProcessesTestFinalize.test_thread_safety": "threads",
    "WithProcessesTestSharedMemory": "shared memory",
    "WithProcessesTestHeap": "the memory under shared values; what is shared lies with the explorer",
    "WithProcessesTestLogging": "logging",
    "TestResourceTracker": "the tracker of names: nothing here has a name",
    "TestNamedResource": "the tracker of names: nothing here has a name",
    "TestFlags": "starts other interpreters",
    "TestNoForkBomb": "starts other interpreters",
    "_TestImportStar": "imports, not processes",
    "WithProcessesTestBarrier.test_thousand": "test_barrier a thousand times: hundreds of thousands of steps",
}

THREADS = "the explorer does not control threads"
PLACEHOLDER = "OSError: [Errno 88]"
ONE_METHOD = "an explored run of fork starts no processes by spawn"

# What differs by design: what is seen instead, and why.
DIFFERS = {
    "WithProcessesTestProcess.test_wait_for_threads": (THREADS, "the child has threads"),
    "WithProcessesTestCondition.test_notify": (THREADS, "one of those who wait is a thread"),
    "WithProcessesTestCondition.test_notify_all": (THREADS, "some of those who wait are threads"),
    "WithProcessesTestCondition.test_notify_n": (THREADS, "some of those who wait are threads"),
    "WithProcessesTestConnection.test_fd_transfer": (PLACEHOLDER, "descriptors cannot go through a virtual pipe"),
    "WithProcessesTestConnection.test_large_fd_transfer": (PLACEHOLDER, "the same"),
    "WithProcessesTestConnection.test_missing_fd_transfer": (PLACEHOLDER, "the same"),
    "SemLockTests.test_semlock_subclass": ("FileNotFoundError", "a virtual semaphore has no name to unlink"),
    "TestStartMethod.test_context[fork]": (ONE_METHOD, "one start method a search"),
    "TestStartMethod.test_set_get[fork]": (ONE_METHOD, "one start method a search"),
}

# Each child of spawn imports CPython's tests, which takes long; so only what a start method makes different.
UNDER_SPAWN = (
    "WithProcessesTestProcess",
    "WithProcessesTestSubclassingProcess.test_subclassing",
    "WithProcessesTestQueue.test_fork",
    "WithProcessesTestCondition.test_waitfor",
    "WithProcessesTestValue",
    "WithProcessesTestConnection.test_spawn_close",
    "WithProcessesTestPicklingConnections",
    "WithProcessesTestSharedCTypes",
    "TestWait.test_wait_integer",
    "TestStartMethod",
    "TestSimpleQueue",
    "TestInternalDecorators",
    "MiscTestCase",
)
LONG_UNDER_SPAWN = ("WithProcessesTestProcess.test_many_processes", "WithProcessesTestProcess.test_args_argument")

ALL = cpython_cases.names()


def is_in(name, chosen):
    return name in chosen or name.partition(".")[0] in chosen


def cases():
    for name in ALL:
        if not is_in(name, LEFT_OUT):
            yield pytest.param("fork", name, id=f"{name}[fork]")
            if is_in(name, UNDER_SPAWN) and name not in LONG_UNDER_SPAWN:
                yield pytest.param("spawn", name, id=f"{name}[spawn]")


def program(ctx):
    cpython_cases.run(ALL[wire.here.run - 1])


@pytest.fixture(scope="module")
def hosts():
    """One host for each start method; execution n is test n of all."""
    opened = {}

    def host(start_method):
        if start_method not in opened:
            opened[start_method] = Standalone(program, start_method, output=False)
        return opened[start_method]

    yield host
    for one in opened.values():
        one.close()


def what_fails(host, name):
    """Run a test as an idle machine would, and return what went wrong, if anything did."""
    execution = Execution(host, ALL.index(name) + 1, STEPS)
    try:
        execution.play(IdleMachine())
    except StuckError as problem:
        return str(problem)
    failure = failure_of(execution)
    if failure is None:
        return ""
    if failure.text.startswith("SkipTest: "):
        pytest.skip(failure.text.removeprefix("SkipTest: "))
    return f"{failure.kind} {failure.text}"


@pytest.mark.parametrize(("start_method", "name"), list(cases()))
def test_it_behaves_as_cpython_says(hosts, start_method, name):
    wrong = what_fails(hosts(start_method), name)
    words, why = DIFFERS.get(f"{name}[{start_method}]") or DIFFERS.get(name) or ("", "")
    if words:
        assert words in wrong, f"it differed because {why}; now it does not, or in another way: strike it off the list"
    else:
        assert not wrong, wrong


def test_the_lists_name_tests_that_exist():
    classes = {name.partition(".")[0] for name in ALL}
    known = classes | set(ALL)
    assert {name.partition("[")[0] for name in (*DIFFERS, *UNDER_SPAWN, *LONG_UNDER_SPAWN)} <= known
