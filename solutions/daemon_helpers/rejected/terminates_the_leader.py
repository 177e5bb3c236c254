# loses test_both_run_beside_work: leaked
# loses test_program_can_end: leaked
# loses test_leader_may_have_children: leaked
# loses test_leader_is_told: leaked
# loses test_work_raises: leaked

"""The leader is ended by a signal instead of told by its event, and its hands become orphans."""


def session(ctx, helper, leader, work):
    stop = ctx.Event()
    background = ctx.Process(target=helper, daemon=True)
    chief = ctx.Process(target=leader, args=(stop,))
    background.start()
    chief.start()
    try:
        return work()
    finally:
        chief.terminate()
        chief.join()
