"""The fixture `explore`, in a test session of its own, as anybody would use it."""

pytest_plugins = ["pytester"]

PROGRAM = """
def add(value):
    value.value += 1


def two_adders(ctx):
    value = ctx.Value("q", 0)
    team = [ctx.Process(target=add, args=(value,)) for _ in range(2)]
    for process in team:
        process.start()
    for process in team:
        process.join()
    assert value.value == 2
"""


def test_a_failing_schedule_is_told_where_the_test_fails(pytester):
    pytester.makepyfile(adders=PROGRAM)
    pytester.makepyfile(
        """
        import pytest
        from adders import two_adders

        @pytest.mark.parametrize("start_method", ["fork", "spawn"])
        def test_adders(explore, start_method):
            assert not explore(two_adders, start_method).failed
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*explore*", "*value.value += 1*", "*what ForkProcess-2 wrote is lost.*"])
    result.stdout.fnmatch_lines(["schedule x1-*"])


def test_who_does_not_ask_for_it_does_not_load_the_explorer(pytester):
    pytester.makepyfile("import sys\ndef test_nothing():\n    assert 'grader.explore.api' not in sys.modules\n")
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)
