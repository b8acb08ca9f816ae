# `make` alone lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
	--no-header --upgrade pyproject.toml
PROTOS = $(shell cd proto && find maillage -name '*.proto' | sort)

.DEFAULT_GOAL := help
.PHONY: help setup up test check proto proto-release lock clean

help: ## Lists these commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

setup: $(VENV)/runtime.done ## Installs the product into .venv, and nothing else

up: setup ## Starts every service on this machine, with the demo network; Ctrl-C stops it
	@exec $(BIN)/maillage up $(UP)

test: $(VENV)/dev.done $(VENV)/tools.done ## Installs what the tests need, then runs every check and test
	@$(MAKE) --no-print-directory check
	$(BIN)/pytest

check: $(VENV)/dev.done $(VENV)/tools.done ## Lint, types, walls and contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	cd proto && ../node_modules/.bin/buf lint && ../node_modules/.bin/buf breaking --against released.binpb

proto: $(VENV)/dev.done ## Generates proto/gen from the contracts
	$(BIN)/python -m grpc_tools.protoc -I proto --python_out=proto/gen --pyi_out=proto/gen \
		--grpc_python_out=proto/gen $(PROTOS)

proto-release: $(VENV)/tools.done ## Takes today's contracts as those that must not break (at a release)
	cd proto && ../node_modules/.bin/buf build --exclude-source-info -o released.binpb

lock: $(VENV)/bin/python ## Resolves the dependencies again into locks/, hashes and no registry
	$(PIP) install uv
	$(LOCK) --extra build --extra dev -o locks/dev.txt
	$(LOCK) --extra build -c locks/dev.txt -o locks/runtime.txt
	$(LOCK) --extra data -c locks/dev.txt -o locks/data.txt

clean: ## Removes what was installed and generated here; the data in var/ stays
	rm -rf $(VENV) node_modules

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Maillage needs Python 3.11 or newer"'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || tools/debian.sh python3-venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.done: locks/runtime.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing (hash-locked)…"
	@$(PIP) install --require-hashes -r locks/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.done: locks/dev.txt $(VENV)/runtime.done
	@$(PIP) install --require-hashes -r locks/dev.txt
	@touch $@

$(VENV)/tools.done: package-lock.json tools/debian.sh | $(VENV)/bin/python
	@tools/debian.sh postgresql nodejs npm
	@npm install --no-save --no-audit --no-fund --loglevel=error
	@touch $@
