"""Every attack in `submissions` is graded: it gains nothing, reads nothing, leaves nothing and disturbs nobody.

A new attack is one file plus nothing; see CONTRIBUTING.md.
"""

from __future__ import annotations

import harness
import pytest

ATTACKS = harness.attacks()


@pytest.fixture(scope="session")
def honest(tmp_path_factory):
    """The cases of a stub, graded once."""
    known = {}

    def cases(slug, start_methods):
        key = slug, start_methods
        if key not in known:
            known[key] = harness.honest(slug, start_methods, tmp_path_factory.mktemp("honest"))
        return known[key]

    return cases


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_gains_nothing(attack, honest, tmp_path):
    why = attack.not_stopped
    if why:
        pytest.skip(why)
    graded = harness.run(attack, tmp_path)
    said = f"{graded.done.stdout}\n{graded.done.stderr}"
    assert graded.done.returncode in (1, 3), said
    assert "Traceback" not in graded.done.stderr, said
    known_verdicts = set()
    for slug in attack.exercises:
        stub, cases = honest(slug, attack.start_methods), graded.of(slug)
        assert cases.keys() == stub.keys()
        for key, case in cases.items():
            assert case["points"] <= stub[key]["points"], f"{key} gained points\n{said}"
            known_verdicts.add(stub[key]["verdict"])
    bystander = graded.of(harness.BYSTANDER)
    assert len(bystander) == 2 * len(attack.start_methods.split(","))
    assert {case["verdict"] for case in bystander.values()} == {"passed"}, said
    assert "internal" not in graded.verdicts, said
    # Who breaks the search itself may get no score at all; never a point.
    assert graded.done.returncode == 1 or "inconclusive" in graded.verdicts, said
    shown = set(attack.words(f"shows under {harness.BOX}") or attack.words("shows"))
    assert shown <= graded.verdicts, f"the attack did not come to {shown - graded.verdicts}\n{said}"
    # An attack that is merely broken would pass all the rest.
    assert "error" not in graded.verdicts - known_verdicts - shown, said
    assert graded.secrets() == [], said
    assert graded.commands() == []
    assert graded.written == []
    assert graded.traces == []
    assert graded.alive == []


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_has_a_title(attack):
    assert attack.title.endswith(".")
