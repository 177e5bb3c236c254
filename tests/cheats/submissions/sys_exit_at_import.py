"""Leaves politely before anything was asked."""

import sys

sys.exit(0)
