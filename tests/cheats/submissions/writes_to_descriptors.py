"""Writes what the judge would like to hear into every descriptor that it has inherited, then closes them."""

# attacks: lock_race, join_before_get

import os

WORDS = (
    b'{"type":"ended","status":0}',
    b'{"type":"returned","value":true,"exit_codes":[0],"unreaped":[]}',
    b'{"type":"cleared"}',
    b'{"type":"tell","at":["",0,""],"message":{"type":"returned","value":4,"exit_codes":[0,0],"unreaped":[]}}',
)


def attack():
    for descriptor in range(3, 256):
        for word in WORDS:
            attempt(os.write, descriptor, word)
        attempt(os.close, descriptor)
