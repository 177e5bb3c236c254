from __future__ import annotations

from grader.box.cpu import CpuMeter
from grader.box.processes import ProcessLook


def looks(**used: tuple[float, float]) -> dict[int, ProcessLook]:
    """Of each process p1, p2, ...: its own CPU seconds, and those of its reaped children."""
    return {
        (pid := int(name[1:])): ProcessLook(pid, 1, "R", own + reaped, 7, (), own_cpu_s=own)
        for name, (own, reaped) in used.items()
    }


def test_what_was_used_before_the_first_look_does_not_count() -> None:
    cpu = CpuMeter()
    assert cpu.see(looks(p1=(5, 3))) == 0
    assert cpu.see(looks(p1=(6, 3))) == 1


def test_a_reaped_child_counts_once() -> None:
    cpu = CpuMeter()
    cpu.see(looks(p1=(1, 0)))
    assert cpu.see(looks(p1=(1, 0), p2=(4, 0))) == 4
    assert cpu.see(looks(p1=(1, 5))) == 5


def test_a_child_that_nobody_reaps_still_counts() -> None:
    cpu = CpuMeter()
    cpu.see(looks(p1=(1, 0)))
    cpu.see(looks(p1=(1, 0), p2=(4, 0)))
    assert cpu.see(looks(p1=(1, 0))) == 4
    assert cpu.see(looks(p1=(1, 0), p3=(3, 0))) == 7


def test_a_pid_that_is_used_again_is_another_process() -> None:
    cpu = CpuMeter()
    cpu.see({2: ProcessLook(2, 1, "R", 0, 7, (), own_cpu_s=0)})
    cpu.see({2: ProcessLook(2, 1, "R", 4, 7, (), own_cpu_s=4)})
    assert cpu.see({2: ProcessLook(2, 1, "R", 3, 9, (), own_cpu_s=3)}) == 7
