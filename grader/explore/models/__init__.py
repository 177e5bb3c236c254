"""The meaning of each primitive, one a module: whether a step can go on, what it does, what it commutes with."""
