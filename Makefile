# make run · make test · make check · make lint · make audit · make bench · make fuzz
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: run test faults mutants fuzz check lint audit bench clean lock

run: $(VENV)/.run  ## the web chat; Telegram too where a token is set in .env
	@set -a; if [ -f .env ]; then . ./.env; fi; set +a; exec $(BIN)/python -m bot run

test: $(VENV)/.dev  ## all tests
	@$(BIN)/python -m pytest $(ARGS)

faults: $(VENV)/.dev  ## kills, full disks, outages: the long form, with its figures
	@FAULTS_LONG=1 $(BIN)/python -m pytest tests/faults -n 0 -s $(ARGS)

mutants: $(VENV)/.mutants  ## which small faults in the code the tests notice; docs/mutation.md
	@$(BIN)/python -m scripts.mutants $(ARGS)

fuzz: $(VENV)/.fuzz  ## any bytes into each way in: FUZZ_MINUTES (5) a target, ARGS names some
	@$(BIN)/python -m tests.fuzzing $(ARGS)

check: $(VENV)/.run  ## every fault of the knowledge folder
	@$(BIN)/python -m bot check

lint: $(VENV)/.dev  ## style, types, who may import whom, knowledge
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m bot check

audit: $(VENV)/.dev  ## known weaknesses of what is pinned; asks the network
	@for name in requirements requirements-dev requirements-bench requirements-mutants requirements-fuzz; do \
	  $(BIN)/pip-audit --strict --disable-pip --require-hashes --requirement $$name.txt || exit 1; \
	done

bench: $(VENV)/.bench  ## measure; rewrites docs/benchmarks.md
	@$(BIN)/python -m bench $(ARGS)

lock:  ## pin every dependency with its hashes
	@bash scripts/lock.sh

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt pyproject.toml | $(VENV)/bin/python
	@$(PIP) --requirement requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@$(PIP) --requirement requirements-dev.txt
	@touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.dev $(VENV)/.aiogram
	@$(PIP) --requirement requirements-bench.txt
	@touch $@

$(VENV)/.mutants: requirements-mutants.txt $(VENV)/.dev
	@$(PIP) --requirement requirements-mutants.txt
	@touch $@

$(VENV)/.fuzz: requirements-fuzz.txt $(VENV)/.dev
	@$(PIP) --requirement requirements-fuzz.txt
	@touch $@

$(VENV)/.aiogram: requirements-aiogram.txt | $(VENV)/bin/python
	@$(PYTHON) -m venv $(VENV)/aiogram
	@$(VENV)/aiogram/bin/python -m pip --disable-pip-version-check install --quiet --requirement $<
	@touch $@

clean:
	@rm -rf $(VENV) data .pytest_cache .mypy_cache .ruff_cache
