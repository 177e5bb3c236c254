"""Where code comes from: the standard library's folder and ours. Both end with a separator."""

from __future__ import annotations

import os

LIBRARY = os.path.realpath(os.path.dirname(os.__file__)) + os.sep
OURS = os.path.dirname(os.path.realpath(__file__)) + os.sep
