"""The proof of an exercise: what its suite says of answers whose worth is known.

`answers` finds them, `tasks` says what is to be graded, `crew` grades in processes of its own, `prove` leads, and
`rules` judges the `matrix`. `files` and `canaries` look at what is written, `kept` remembers what was graded.
"""
