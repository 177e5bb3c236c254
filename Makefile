# Two commands are enough: `make grade` for students, `make test` for developers. Both set up .venv by themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# pytest-xdist workers for the project's own tests
WORKERS ?= 2
# Named, since what pyproject's testpaths name is never ignored
FAST := tests/unit tests/explore
SLOW := $(addprefix tests/explore/test_,pairs.py against_all_schedules.py cpython.py)

.PHONY: help grade solutions verify test test-fast check fix clean
.DEFAULT_GOAL := help

help:  ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "mpkata needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }
	@echo "setting up $(VENV) (once, about a minute)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml course.toml | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[sandbox]'
	@touch $@

$(VENV)/.installed-dev: pyproject.toml course.toml | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[sandbox,dev]'
	@touch $@ $(VENV)/.installed

# Exit code 1 of `grade` says "below full marks", which is what stubs are; 2 and 3 are failures.
grade: $(VENV)/.installed  ## grade every exercise as it stands in exercises/
	@$(BIN)/grade run --all; code=$$?; [ $$code -le 1 ] || exit $$code

solutions: $(VENV)/.installed  ## grade the model answers: every exercise 100 %
	@$(BIN)/grade run --all --submission solutions

verify: $(VENV)/.installed  ## prove what has changed since its last proof
	@$(BIN)/grade verify

test: check  ## all checks and all tests, with the whole course proven
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

test-fast: check  ## without the course's proof, the attacks and the long searches
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(FAST) $(addprefix --ignore=,$(SLOW))

check: $(VENV)/.installed-dev  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict grader

fix: $(VENV)/.installed-dev  ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:  ## remove the environment and all caches; keeps .grade/
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
