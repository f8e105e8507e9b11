# make run    set up and open the dashboard with the sample programme loaded
# make test   set up and run every test (with Chromium from Debian where it may be installed)
# make check  format, lint, types, layers, unit tests with doctests; fast
# make bench  speeds as ratios against a baseline in the same run; coverage simulations

PYTHON ?= python3
PORT ?= 8501
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: run setup setup-dev chromium test check format bench quality lock samples screenshots

run: setup
	@$(PY) -m pages.ui.launch --port $(PORT)

setup: $(VENV)/run.installed
setup-dev: $(VENV)/dev.installed

$(VENV)/run.installed: requirements.txt
	@$(PYTHON) .ci/make_venv.py $(VENV)
	@echo "Installing what the dashboard runs on (a few minutes the first time) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.installed: requirements-dev.txt $(VENV)/run.installed
	@echo "Installing what the tests need ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# Browser tests need the system's Chromium. Where it is missing and may not be installed, they are left out by name,
# unless PUNTARI_BROWSER=required.
chromium:
	@bash .ci/chromium

test: setup-dev chromium
	@bash .ci/pytest

check: setup-dev
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PY) -m pytest -m "not browser and not slow"

format: setup-dev
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

bench: setup-dev
	@$(PY) -m tests.bench

quality: setup-dev
	@$(PY) -m analysis.coding.quality

samples: setup
	@$(PY) data/samples/make_samples.py

screenshots: setup-dev chromium
	@$(PY) -m tests.browser.screenshots docs/screenshots

lock: setup-dev
	@$(PY) -m uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
	@$(PY) -m uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header requirements-dev.in -o requirements-dev.txt
