# make run    serve the app             make bench  measure speed, as a table
# make test   run every test            make check  formats, lints, types and tests (needs Node.js)
# make clean  remove what these made
#
# ARGS goes to the command: make run ARGS="--port 8600", make test ARGS="-k polar -x"

PY := .venv/bin/python
APP_READY := .venv/.requirements-installed
TESTS_READY := .venv/.test-requirements-installed
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
TOOLS_READY := tests/node_modules/.package-lock.json
SOURCES := jacviz $(wildcard app.py pages)

.PHONY: run test bench check clean

run: $(APP_READY)
	$(PY) -m jacviz $(ARGS)

test: $(TESTS_READY)
	$(PY) -m tests.chromium
	$(PY) -m pytest -n 2 --dist loadfile $(ARGS)

bench: $(TESTS_READY)
	$(PY) -m tests.chromium
	$(PY) -m tests.benchmarks $(ARGS)

check: $(TESTS_READY) $(TOOLS_READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	npm run --silent --prefix tests check
	$(PY) -m mypy $(SOURCES)
	$(MAKE) test

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results tests/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps make the installation happen once, and again when a list of requirements changes.
$(APP_READY): requirements.txt
	sh .ci/venv.sh .venv
	@echo "Installing $< (once) ..."
	$(PIP) -r $<
	@touch $@

$(TESTS_READY): tests/requirements.txt $(APP_READY)
	@echo "Installing $< (once) ..."
	$(PIP) -r $<
	@touch $@

# What looks at the browser's modules; nothing that runs or is tested needs it.
$(TOOLS_READY): tests/package.json tests/package-lock.json
	npm ci --silent --prefix tests
	@touch $@
