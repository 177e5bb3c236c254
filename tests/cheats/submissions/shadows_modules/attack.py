"""Lies beside modules with the names of the library's, configuration of pytest, and start-up files of Python."""

# jobs: 2
