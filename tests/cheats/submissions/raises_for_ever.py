"""An exception whose text, cause and frames have no end."""

# attacks: lock_race
# shows: error


class Endless(Exception):
    def __str__(self):
        return "x" * (64 << 20)

    @property
    def __cause__(self):
        return Endless()

    @property
    def obj(self):
        return self


def attack():
    raise Endless
