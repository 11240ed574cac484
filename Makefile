# make run    everything on this machine, with the sample pages (PAGES=DIR adds a folder of pages)
# make test   every test, with a real Redis or Valkey and a real PostgreSQL
# make check  what CI runs: lint, types, imports, the tests, the audit and the bill of materials
# make audit  whether a locked package has a known vulnerability; asks PyPI
# make sbom   what the image installs, as CycloneDX, in build/newsfold.cdx.json

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PAGES ?= $(wildcard ../shared/pages)
# A file of tests stays with one process, which has servers of its own; the long ones come first.
TOGETHER := -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
# They make files by the hundred thousand: in memory where there is room and programs may run, as PostgreSQL's do.
MEMORY := $(shell ! grep -qs ' /dev/shm .*noexec' /proc/mounts && \
    [ "$$(df -Pk /dev/shm | awk 'END {print $$4}')" -ge 8000000 ] && echo /dev/shm)
TEMPORARY := $(or $(TMPDIR),$(MEMORY),/tmp)

# They start processes by the hundred: each reads what one of them has compiled.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run setup setup-dev test check lint audit sbom lock clean

run: setup
	@$(BIN)/newsfold up ops/samples $(PAGES)

setup: $(VENV)/.installed

setup-dev: $(VENV)/.installed-dev

test: setup-dev
	TMPDIR=$(TEMPORARY) $(BIN)/pytest $(TOGETHER)

# The types, checked on one processor in three quarters of a minute, are checked beside the tests.
check: setup-dev
	@$(MAKE) --no-print-directory --jobs 2 lint test audit sbom

lint: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

audit: setup-dev
	$(BIN)/python -m ops.audit

# Out of the lock, not out of .venv: the image holds what the lock names, .venv the tests' tools too.
sbom: setup-dev
	@mkdir -p build
	$(BIN)/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --mc-type application \
	    --output-reproducible --validate -o build/newsfold.cdx.json

# The locks, made anew from pyproject.toml; needs uv.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --group build \
	    pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --group build --group dev \
	    -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "newsfold needs Python 3.11 or newer; say which with PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing into $(VENV) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing what the tests need …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
