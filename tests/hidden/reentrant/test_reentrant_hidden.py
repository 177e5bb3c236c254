"""The cases with several processes, and the one after the other."""

import pytest

STUCK = (
    "Somebody waits for the lock for ever. Either a process holds it already and asks for it again (move calls add, "
    "restock calls move), or it was taken twice and given back once: on an early return, for example."
)
NO_LOCK = (
    '"cannot pickle" means that the lock could not be given to a process: a lock of threading lives in the memory of '
    'one process; only one that the context makes is the same lock for all. "released too many times" means that a '
    "lock was given back that nobody held: an acquire with a time limit may return False, and then you have no lock, "
    "and nothing to give back."
)


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK, error=NO_LOCK)
def test_two_movers(box):
    """two movers at once lose nothing"""
    there, back = box.secret.sample(range(1, 1000), 2)
    stock = [there + box.secret.randint(1, 1000), back + box.secret.randint(1, 1000)]
    expected = [stock[0] - there + back, stock[1] + there - back]
    for run in box.explore("movers", stock=stock, moves=[[0, 1, there], [1, 0, back]]):
        assert run.value == expected, (
            f"The shelf held {stock}. One process moved {there} pieces from slot 0 to slot 1, another one moved {back} "
            f"the other way, and both are possible, whoever is first. The shelf must hold {expected}, and holds "
            f"{run.value}: both processes were inside at once. Is your lock the same one for both of them? A lock of "
            "threading is copied into each process, and each copy keeps out nobody."
        )
    few, many = sorted(box.secret.sample(range(1, 1000), 2))
    stock = few + many - 1
    outcomes = ([stock - few, few], [stock - many, many])
    for run in box.explore("movers", stock=[stock, 0], moves=[[0, 1, few], [0, 1, many]]):
        assert run.value in outcomes, (
            f"{stock} pieces lay in slot 0. One process wanted to move {few} of them, another one {many}, and only one "
            f"of the two moves is possible. The shelf must hold {outcomes[0]} or {outcomes[1]}; it holds {run.value}. "
            "If both looked before either had moved, both found enough: what you looked at must still be true when you "
            "move, so look inside the lock too."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK, error=NO_LOCK)
def test_two_adders(box):
    """two who add at once lose nothing"""
    n = box.secret.randint(1, 10**6)
    for run in box.explore("adders", n=n):
        assert run.value == [2 * n], (
            f"Two processes put {n} pieces each into an empty slot, and {run.value[0]} lie there instead of {2 * n}: "
            "one read the slot before the other had written it. Also who only adds must hold the lock, and it must be "
            "the same lock for every process."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK, error=NO_LOCK)
def test_move_is_undivided(box):
    """nobody sees a piece on its way"""
    n = box.secret.randint(1, 1000)
    stock = n + box.secret.randint(1, 1000)
    before, after = [stock, 0], [stock - n, n]
    for run in box.explore("stocktaking", stock=before, orders=[[0, 1, n]], whole=False):
        assert run.value in (before, after), (
            f"While {n} pieces were moved from slot 0 to slot 1, somebody who held the lock saw {run.value} on the "
            f"shelf. It may be {before}, before the move, or {after}, after it, and nothing in between. Two short "
            "sections under a lock are not one long one: between the two, everybody can look."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=STUCK, error=NO_LOCK)
def test_restock_is_undivided(box):
    """nobody sees half a delivery"""
    first, second = box.secret.sample(range(1, 1000), 2)
    stock = first + second + box.secret.randint(1, 1000)
    before, after = [stock, 0], [stock - first - second, first + second]
    for run in box.explore("stocktaking", stock=before, orders=[[0, 1, first], [0, 1, second]], whole=True):
        assert run.value in (before, after), (
            f"One restock moved {first} pieces and then {second} from slot 0 to slot 1, and somebody who held the lock "
            f"meanwhile saw {run.value} on the shelf. It may be {before}, before all of it, or {after}, after all of "
            "it: restock must hold the lock from its first move to its last."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK, error=NO_LOCK)
def test_started_under_the_lock(box):
    """a process that is started while the lock is held waits like any other"""
    n = box.secret.randint(1, 1000)
    stock = n + box.secret.randint(1, 1000)
    before, after = [stock, 0], [stock - n, n]
    for run in box.explore("started_under_the_lock", stock=before, order=[0, 1, n]):
        first, second, last = run.value
        assert first == second == before, (
            f"main held the lock, started a process that moves {n} pieces, and read the shelf twice: {first}, then "
            f"{second}. It must be {before} both times. The lock that a process holds is not handed down to the one "
            "that it starts: the child must wait until main lets go."
        )
        assert last == after, (
            f"main let go of the lock and joined the process that moves {n} pieces. The shelf must be {after} then; it "
            f"is {last}."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK, error=NO_LOCK)
def test_the_lock_is_free_afterwards(box):
    """what was taken twice is given back twice"""
    n = box.secret.randint(1, 1000)
    stock = n + box.secret.randint(1, 1000)
    orders = [[0, 1, n], [0, 1, stock - n + 1]]
    shelf = box.run("next_one", stock=[stock, 0], orders=orders).value
    expected = [stock - n + 1, n]
    assert shelf == expected, (
        f"The shelf held [{stock}, 0]. Of the orders {orders} the first is possible, a move of more than there is is "
        f"refused, and in the end another process adds one piece to slot 0. The shelf must hold {expected}, and holds "
        f"{shelf}."
    )
