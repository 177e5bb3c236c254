"""Would be imported, or read, by whoever looks into the folder of the submission."""

import pathlib

pathlib.Path("/tmp/mpkata-attack-imported").touch()
raise SystemExit(0)
