# Two commands do everything: `make run` and `make test`.
.DEFAULT_GOAL := help
SHELL := /bin/bash

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= var
PORT ?= 8000
export CARNET_DATA := $(abspath $(DATA))
export PORT
ifneq ($(DATABASE_URL),)
export DATABASE_URL
endif

help: ## Say what each command does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/runtime ## Start everything, with a synthetic nation (PORT= DATA= DATABASE_URL=)
	@exec $(BIN)/carnet run --port $(PORT) --data $(CARNET_DATA)

test: lint browser ## Check the style, the types and the layers, then run all tests
	$(BIN)/python -m pytest -n 2 --dist loadscope

lint: $(VENV)/development ## Check the style, the types and the layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/development ## Measure speed and memory beside their floors (writes var/bench.csv)
	$(BIN)/python -m bench

ROUNDS ?= 10000
tamper: $(VENV)/development ## Edit the trace and the entries as a superuser would: is each edit named? (ROUNDS=)
	$(BIN)/python -m campaigns.tamper --rounds $(ROUNDS)

mutate: $(VENV)/development ## Deposit mutated documents, read them, search them: no fault, no hang, none lost (ROUNDS=)
	$(BIN)/python -m campaigns.mutate --rounds $(ROUNDS)

ui-checks: $(VENV)/development browser ## Check every page as a robot would (pictures in var/ui/)
	$(BIN)/python -m uichecks

messages: $(VENV)/development ## Gather the words of the pages, list those still without English
	$(BIN)/python -m tests.lint.catalogue

# Chromium is a package of the system: install it where we may, say what to do elsewhere.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	  || echo "Chromium is absent: browser tests will say that they were skipped (apt install chromium)"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Carnet needs Python 3.11 or later (PYTHON=/path/to/python3 chooses one)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "On Debian: apt install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/runtime: requirements.lock pyproject.toml $(VENV)/bin/python
	@echo "Installing what Carnet needs (once)…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q carnet
	@touch $@

$(VENV)/development: requirements-dev.lock $(VENV)/runtime
	@echo "Installing what its tests need (once)…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

lock: ## Renew the lock files (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --group build pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --group build --group dev pyproject.toml -o requirements-dev.lock

clean: ## Remove the virtual environment and the data folder
	rm -rf $(VENV) $(CARNET_DATA)

.PHONY: help run test lint bench tamper mutate ui-checks messages browser lock clean
