# Two commands are enough for a newcomer: `make demo` and `make test`. `make help` lists the rest.
#
# Everything is made once and again only when what it rests on has changed, so that a second run starts at once.
# Nothing here names a host: pip and npm use whatever index the machine is set up with.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup development demo demo-reset serve test test-sqlite test-postgres browser check lint types layers \
        migrations catalogues docs-check templates locks-check traceability doctor lock audit sbom accuracy bench format \
        traceability-check survival pages pictures changelog clean

PYTHON ?= python3
VENV ?= .venv
PY = $(VENV)/bin/python
PIP = $(PY) -m pip --disable-pip-version-check --no-input install --quiet
DONE = $(VENV)/done
CATALOGUE = src/medgang/locale/nn/LC_MESSAGES/django.mo
# The tests use two processes: that is what the smallest machine we know has. A larger one may say more.
WORKERS ?= 2
IN_TESTS = MEDGANG_PROFILE=test MEDGANG_DATA=build/check

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

# --- the environment ----------------------------------------------------------------------------------------------

setup: $(DONE)/installed node_modules/.done $(CATALOGUE)  ## the environment alone: .venv with the `medgang` command

development: setup $(DONE)/development  ## what tests and checks need beside it

$(DONE)/environment:
	@sh tools/system.sh python "$(PYTHON)"
	@$(PYTHON) -m venv "$(VENV)"
	@mkdir -p $(DONE) && touch $@

$(DONE)/runtime: requirements/runtime.txt requirements/build.txt | $(DONE)/environment
	@echo "Installing what Medgang needs to run"
	@$(PIP) --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	@touch $@

# A hashed install of the checkout itself is refused by pip, so it goes on its own, with nothing fetched.
$(DONE)/installed: pyproject.toml $(DONE)/runtime
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(DONE)/development: requirements/development.txt $(DONE)/installed
	@echo "Installing what tests and checks need"
	@$(PIP) --require-hashes -r requirements/development.txt
	@touch $@

# Node comes as a wheel, which knows neither the machine's certificates nor its npm settings until it is told of them.
# No package may run a script of its own while it is installed.
node_modules/.done: package.json package-lock.json | $(DONE)/runtime
	@echo "Fetching the design system"
	@if [ -f /etc/npmrc ]; then export NPM_CONFIG_GLOBALCONFIG="$${NPM_CONFIG_GLOBALCONFIG:-/etc/npmrc}"; fi; \
	NODE_USE_SYSTEM_CA=1 PATH="$(abspath $(VENV)/bin):$$PATH" npm ci --ignore-scripts --no-update-notifier --silent
	@touch $@

$(CATALOGUE): $(wildcard src/medgang/locale/*/*.po) tools/catalogues.py | $(DONE)/installed
	@$(PY) tools/catalogues.py compile
	@touch $@

# --- running it -----------------------------------------------------------------------------------------------------

demo: setup  ## a made-up clinic on http://localhost:8000; a second run keeps its data
	@$(VENV)/bin/medgang demo

demo-reset: setup  ## the same from the beginning
	@$(VENV)/bin/medgang demo --reset

# --- tests ------------------------------------------------------------------------------------------------------------

# Both runs are always made, and either can fail the whole; pytest's own closing line is the last that is said.
test: development browser  ## every test: on PostgreSQL what touches the database, then everything on SQLite
	@failed=0; $(MAKE) test-postgres || failed=1; $(MAKE) test-sqlite || failed=1; exit $$failed

test-sqlite: development browser  ## every test, with the embedded database
	@$(PY) -m pytest -n $(WORKERS)

test-postgres: development browser  ## what touches the database, on PostgreSQL
	@$(PY) tools/with_postgres.py $(PY) -m pytest -n $(WORKERS) --database-only

browser:
	@sh tools/system.sh chromium

# --- checks -----------------------------------------------------------------------------------------------------------

CHECKS = lint types layers migrations catalogues templates docs-check locks-check traceability-check
check: development  ## lint, types, layers, migrations, catalogues, templates, links in docs, locks, traceability
	@$(MAKE) -k $(CHECKS)

lint: development
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: development
	@$(IN_TESTS) $(PY) -m mypy
	@$(PY) -m mypy --config-file tools/mypy.ini tools

layers: development
	@$(VENV)/bin/lint-imports --no-logo

migrations: development
	@mkdir -p build/check
	@$(IN_TESTS) $(PY) -m django makemigrations --check --dry-run --settings medgang.web.config.settings

catalogues: development
	@$(PY) tools/catalogues.py check

templates: development
	@find src -path '*/templates/*.html' -exec $(VENV)/bin/djade --target-version 5.2 --check {} +

docs-check: development
	@$(PY) tools/doc_links.py
	@$(PY) tools/states.py check
	@$(PY) tools/doc_index.py check

locks-check: development
	@$(PY) tools/locks.py

traceability: development  ## writes docs/traceability.md from the marks on the tests
	@$(PY) tools/traceability.py write

pages: development  ## the pages that are made: state machines, permission table, lists of pages
	@$(PY) tools/states.py write
	@$(PY) tools/permission_table.py write
	@$(PY) tools/doc_index.py write

pictures: development browser  ## takes the pictures of the docs again
	@MEDGANG_PICTURES=1 $(PY) -m pytest -q tests/journeys/test_the_nurse.py

traceability-check: development
	@$(PY) tools/traceability.py check

format: development  ## mends what can be mended by itself: layout, imports, templates
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format --quiet .
	@find src -path '*/templates/*.html' -exec $(VENV)/bin/djade --target-version 5.2 {} + || true

# --- now and then -------------------------------------------------------------------------------------------------------

doctor:  ## which system packages are used, and whether they are here
	@$(PYTHON) tools/doctor.py

lock: development  ## renews the locks from requirements/*.in
	@sh tools/lock.sh "$(VENV)/bin/uv"

audit: development  ## known vulnerabilities in what is locked (asks a database on the network)
	@$(VENV)/bin/pip-audit --strict --require-hashes --disable-pip -r requirements/runtime.txt

sbom: development  ## what a running Medgang is made of, as build/sbom.json (CycloneDX)
	@mkdir -p build
	@$(VENV)/bin/cyclonedx-py requirements requirements/runtime.txt --output-file build/sbom.json

accuracy: development  ## measures against labelled data: make accuracy DATA=folder
	@test -n "$(DATA)" || { echo "Say where the data lie: make accuracy DATA=folder" >&2; exit 2; }
	@$(PY) tools/measure.py accuracy "$(DATA)"

bench: development  ## runs the benchmarks in tests/benchmarks
	@$(PY) tools/measure.py bench

survival: development  ## kills the site 200 times while it is written to, on each database, and looks what is left
	@failed=0; $(PY) tools/survival.py --kills 200 || failed=1; \
	$(PY) tools/with_postgres.py $(PY) tools/survival.py --kills 200 || failed=1; exit $$failed

changelog: development  ## gathers changelog.d into CHANGELOG.md: make changelog VERSION=0.2.0
	@test -n "$(VERSION)" || { echo "Say which version: make changelog VERSION=0.2.0" >&2; exit 2; }
	@$(PY) tools/changelog.py "$(VERSION)"

clean:  ## removes what was made, except the demo's data
	@rm -rf "$(VENV)" node_modules build
