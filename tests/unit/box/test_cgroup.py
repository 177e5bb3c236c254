"""The cgroup of a box: a real one, where this machine allows it; and how it is looked for on other machines."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.box import cgroup
from grader.box.backend import BACKENDS
from grader.box.orders import Order, resource_limits
from grader.box.sandbox import Sandbox
from grader.judge.run import Run
from grader.model import Limits

SUBMISSION = """
def grow(count):
    block = bytearray(count)
    for place in range(0, count, 4096):
        block[place] = 1
    print("grown", flush=True)
"""
SCENARIOS = """
def grows(submission, ctx, *, sizes):
    team = [ctx.Process(target=submission.grow, args=(size,)) for size in sizes]
    for process in team:
        process.start()
    for process in team:
        process.join()
    return sorted(process.exitcode for process in team)
"""
MIB = 1 << 20


def limited(controller):
    return any(controller in place.controllers for place in cgroup.places())


@pytest.mark.parametrize("box", ["bwrap", "landlock"])
@pytest.mark.skipif(not limited("memory"), reason="no cgroup that limits memory can be made here")
def test_the_memory_of_a_box_as_a_whole_is_limited(box, tmp_path):
    scenarios = tmp_path / "scenarios.py"
    scenarios.write_text(SCENARIOS)
    limits = Limits(total_memory_bytes=64 * MIB)
    with Sandbox(BACKENDS[box], "katas", SUBMISSION.encode(), scenarios, limits) as sandbox:
        live = sandbox.live()
        started = live._started
        group = started.group
        assert all(folder.is_dir() for folder, _ in group.folders)

        def play(*sizes):
            words = resource_limits(limits, shared_user=box != "bwrap")
            return Run(sandbox.run(Order("run", "fork", words, "grows", {"sizes": sizes})), "katas", SUBMISSION)

        assert play(8 * MIB, 8 * MIB).value == [0, 0]
        assert not started.memory_hit()
        # Each is far below what one process may have.
        # Whoever is first, the kernel or the judge at a look.
        assert play(400 * MIB, 400 * MIB).over.limit == "total_memory"
    assert not any(folder.exists() for folder, _ in group.folders)


def tree(root: Path, own: str, controllers: dict[str, str]) -> tuple[str, str]:
    """A hierarchy of version 2 on disk, as mountinfo and /proc/self/cgroup tell of it."""
    for path, enabled in controllers.items():
        folder = root / path
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cgroup.procs").touch()
        (folder / "cgroup.subtree_control").write_text(enabled)
    return f"30 24 0:26 / {root} rw,nosuid - cgroup2 cgroup2 rw\n", f"0::/{own}\n"


def found(mounts, membership, allowed=None):
    """allowed: the folders in which a group could be made and entered; by default all."""
    (hierarchy,) = cgroup._hierarchies(mounts, membership)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cgroup, "_can_make", lambda folder, _: allowed is None or folder in allowed)
        version, controllers, folder, top = hierarchy
        return cgroup._place(version, controllers, folder, top)


def test_a_delegated_subtree_of_version_2_is_used(tmp_path):
    scope = "user.slice/user@1000.service/app.slice/terminal.scope"
    mounts, membership = tree(
        tmp_path,
        scope,
        {
            "": "memory pids",
            "user.slice": "memory pids",
            "user.slice/user@1000.service": "memory pids",
            "user.slice/user@1000.service/app.slice": "cpu memory pids",
            scope: "",
        },
    )
    place = found(mounts, membership)
    # Not in the scope itself, where processes are, but beside it.
    assert place == cgroup.Place(tmp_path / scope.rpartition("/")[0], 2, ("memory", "pids"))


def test_what_is_not_delegated_is_not_used(tmp_path):
    mounts, membership = tree(tmp_path, "session.scope", {"": "memory pids", "session.scope": ""})
    assert found(mounts, membership, allowed=()) is None


def test_a_container_that_tells_the_hosts_paths(tmp_path):
    mounts, _ = tree(tmp_path, "", {"": "memory pids"})
    mounts = mounts.replace(" / ", " /docker/abc ")
    assert found(mounts, "0::/docker/abc\n") == cgroup.Place(tmp_path, 2, ("memory", "pids"))
    assert found(mounts, "0::/elsewhere\n") == cgroup.Place(tmp_path, 2, ("memory", "pids"))


def test_hierarchies_of_version_1_are_one_for_each_controller(tmp_path):
    for name in ("pids", "cpu,memory/inner"):
        (tmp_path / name).mkdir(parents=True)
    mounts = (
        f"1 2 0:1 / {tmp_path}/pids rw - cgroup cgroup rw,pids\n"
        f"2 2 0:2 / {tmp_path}/cpu,memory rw - cgroup cgroup rw,cpu,memory\n"
        f"3 2 0:3 / {tmp_path}/devices rw - cgroup cgroup rw,devices\n"
        f"4 2 0:4 / {tmp_path} rw - tmpfs tmpfs rw\n"
    )
    assert list(cgroup._hierarchies(mounts, "5:pids:/\n4:cpu,memory:/inner\n1:devices:/x\n0::/\n")) == [
        (1, {"pids"}, tmp_path / "pids", tmp_path / "pids"),
        (1, {"memory"}, tmp_path / "cpu,memory" / "inner", tmp_path / "cpu,memory"),
    ]


def test_limits_of_version_2_are_written(tmp_path):
    place = cgroup.Place(tmp_path, 2, ("memory", "pids"))
    (tmp_path / "memory.events").write_text("low 0\nmax 12\noom 1\noom_kill 0\n")
    cgroup._write_limits(tmp_path, place, Limits(processes=5, total_memory_bytes=MIB), own=3)
    assert (tmp_path / "pids.max").read_text() == str(5 + 3)
    assert (tmp_path / "memory.max").read_text() == str(MIB + cgroup.OWN_BYTES)
    assert (tmp_path / "memory.swap.max").read_text() == "0"
    group = cgroup.Group(((tmp_path, 2),))
    assert not group.memory_hit()
    (tmp_path / "memory.events").write_text("low 0\nmax 12\noom 1\noom_kill 1\n")
    assert group.memory_hit()
