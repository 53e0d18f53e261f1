# Two commands: `make demo` shows the platform, `make test` checks it.
.PHONY: demo test check lock messages

PYTHON ?= python3
VENV := .venv

demo: $(VENV)/installed
	@$(VENV)/bin/intreccio demo

test: $(VENV)/installed-dev
	@scripts/test

check: $(VENV)/installed-dev
	@scripts/check

$(VENV)/installed: requirements.lock pyproject.toml
	@echo "Installing into $(VENV) (once; a minute or two) ..."
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@echo "Installing what tests need ..."
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Needs `uv`: pins every dependency with hashes, for every platform, without any registry's address.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-find-links \
		--group build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-find-links \
		--group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

messages: $(VENV)/installed-dev
	@$(VENV)/bin/python scripts/messages.py
