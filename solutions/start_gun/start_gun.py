"""Nobody before the gun: racers wait for a shot, and the starter waits until all of them are there."""

from multiprocessing.context import BaseContext


class StartGun:
    """A starting gun for processes; loaded when made.

    It is made before they start and given to them as an argument. `line_up` is for racers; the others are called by
    one process, the starter. Who must wait sleeps: no polling.
    """

    def __init__(self, ctx: BaseContext, racers: int) -> None:
        """`racers` (>= 1) take part in each heat."""
        self.racers = racers
        self.shot = ctx.Event()
        self.arrived = ctx.Semaphore(0)

    def line_up(self) -> None:
        """Come to the line and wait for the shot; return at once if the gun has been fired and not reloaded."""
        self.arrived.release()
        self.shot.wait()

    def wait_ready(self) -> None:
        """Wait until `racers` racers of this heat have come to the line. Once a heat, before the shot."""
        for _ in range(self.racers):
            self.arrived.acquire()

    def fire(self) -> None:
        """Let go all who stand at the line and all who come later.

        Firing a fired gun changes nothing, also while racers are just leaving.
        """
        self.shot.set()

    def reload(self) -> None:
        """Begin the next heat: who comes now waits for the next shot, and counts as ready anew.

        Called when nobody is in `line_up`.
        """
        while self.arrived.acquire(block=False):
            pass  # who came late to the last heat is not of this one
        self.shot.clear()
