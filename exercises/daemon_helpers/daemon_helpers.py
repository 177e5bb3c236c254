"""Who may outlive whom: one helper that needs no farewell, and one that must be told when it is over."""


def session(ctx, helper, leader, work):
    """Run work() while two processes help; return what work() returned.

    ctx: the multiprocessing context that makes the two processes.
    helper(): runs for ever and needs no farewell. It must neither keep the program alive nor outlive it.
    leader(stop): starts processes of its own; once the event `stop` is set, it waits for them and ends.
    Both run while work runs. When session returns, or when work raised (its exception goes on), the leader has
    ended; the helper may run on until the program ends. The program is the process that calls session: the main
    one, or one that multiprocessing started.
    """
    stop = ctx.Event()
    background = ctx.Process(target=helper)
    chief = ctx.Process(target=leader, args=(stop,), daemon=True)
    background.start()
    background.daemon = True
    chief.start()
    result = work()
    stop.set()
    chief.join()
    return result
