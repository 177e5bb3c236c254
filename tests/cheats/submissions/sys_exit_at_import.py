"""Leaves politely before anything was asked."""

# shows: crashed

import sys

sys.exit(0)
