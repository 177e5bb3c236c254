"""The box: a sandbox in which a submission runs, watched from outside. What comes out of it is an observation."""
