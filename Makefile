SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
TESTED := .venv/.tested
# neither news nor updates nor a shop of extensions: nothing is asked of the network; root, as in a container
LAB := --allow-root --LabApp.news_url=None --LabApp.extension_manager=readonly \
  --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate
# what is compiled once serves every process after
unexport PYTHONDONTWRITEBYTECODE

.PHONY: study coverage test test-all faults fuzz lab bench lint clean

study: $(READY)
	$(BIN)/python analysis/pipeline.py run
	$(BIN)/python analysis/pipeline.py notebooks

# what the intervals cover and how often the tests err, simulated on the pieces' own lengths
coverage: $(READY)
	$(BIN)/python analysis/pipeline.py coverage

# two processes, each file of tests in one of them
test: $(TESTED)
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

# the long sets, which make test leaves out
test-all: $(TESTED)
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m long

# an exception, a kill and a full disk at every write of every command
faults: $(TESTED)
	FRAMING_FAULTS=60 $(BIN)/python -m pytest tests/faults -n auto -m "long or not long" -rP

# the property tests with twenty times as many examples, other ones at each run
fuzz: $(TESTED)
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m hypothesis

# .jupyter answers the question whether news is wanted; without a screen no browser is looked for
lab: $(READY)
	if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then browser=; else browser=--no-browser; fi; \
	JUPYTER_CONFIG_PATH="$(CURDIR)/.jupyter" $(BIN)/jupyter lab notebooks $(LAB) $$browser

lint: $(TESTED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/vulture

bench: $(TESTED)
	$(BIN)/python tests/benchmarks/bench.py
	$(BIN)/python tests/benchmarks/vader.py

clean:
	rm -rf .venv

# uv where it is there (copies: NLTK refuses hard-linked files), else pip
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(None if (3, 11) <= sys.version_info[:2] <= (3, 13) else "Python 3.11, 3.12 or 3.13 is needed, this is " + sys.version.split()[0] + ": try make PYTHON=python3.12")'
	rm -rf .venv
	$(PYTHON) -m venv .venv
	if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(BIN)/python --link-mode copy --require-hashes -r requirements.lock && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --link-mode copy -e .; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
	touch $(READY)

# what reads files of other kinds, which the study itself does without
$(TESTED): $(READY) requirements-test.lock
	if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(BIN)/python --link-mode copy --require-hashes -r requirements-test.lock; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock; \
	fi
	touch $(TESTED)
