.DEFAULT_GOAL := help
SHELL := /bin/bash

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
NODE := tests/node
NODE_READY := $(NODE)/node_modules/.ready
WORKERS ?= 2

.PHONY: help setup generate watch check release-check lint types imports test test-httpx2 mock demo docs documents bench mutants build lock clean

help: ## Show what can be made
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Make the virtual environment; every other target does it by itself

$(READY): requirements.lock pyproject.toml mock_server/pyproject.toml contract/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation \
		--editable . --editable generated --editable mock_server --editable contract
	@touch $@

$(NODE_READY): $(NODE)/package-lock.json
	npm ci --prefix $(NODE) --no-audit --no-fund --loglevel=error
	@touch $@

generate: $(READY) ## Write generated/ from spec/
	$(BIN)/python -m generator generate

watch: $(READY) ## Write generated/ again at each change of spec/, with complaints as they appear
	$(BIN)/python -m generator watch $(ARGS)

check: lint types imports ## Format, lint, types, import contract, generated/ in step with spec/
	$(BIN)/python -m generator check

release-check: $(READY) ## Compare with the last release: is the version high enough, is the changelog told, what is its draft
	$(BIN)/python -m generator release-check $(ARGS)

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY) $(NODE_READY)
	$(BIN)/mypy generator tests benchmarks docs
	MYPYPATH=examples/storybook/src $(BIN)/mypy examples/storybook
	$(BIN)/mypy --python-version 3.10 --package imgopen --package imgopen_mock --package imgopen_contract
	$(NODE)/node_modules/.bin/pyright --project tests/pyrightconfig.json

imports: $(READY)
	$(BIN)/lint-imports

test: $(READY) $(NODE_READY) ## Run all tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

test-httpx2: $(READY) ## Run the client's tests with a package made for httpx2
	$(BIN)/python -m generator generate --http httpx2 --out build/httpx2
	MYPYPATH=build/httpx2/src $(BIN)/mypy --python-version 3.11 --no-warn-unused-ignores --package imgopen
	HTTP_LIBRARY=httpx2 PYTHONPATH=build/httpx2/src $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal \
		tests/client tests/contract/test_boundaries.py -k "not test_simulator" \
		--ignore tests/client/http/test_package_for_httpx2.py --ignore tests/client/http/test_one_alone.py $(ARGS)

mock: $(READY) ## Run the mock server on port 4010
	$(BIN)/imgopen-mock --port 4010 $(ARGS)

demo: $(READY) ## Run a task from submit to callback against a mock server of its own, and save its picture
	$(BIN)/python -m docs.demo

docs: $(READY) ## Build the reference as a site in build/docs/, from spec/ and docs/guides/
	$(BIN)/python -m generator docs --guides docs/guides --changelog CHANGELOG.md --out build/docs $(ARGS)

documents: $(READY) $(NODE_READY) ## Try the generator on every OpenAPI document of a folder: make documents SPECS=folder
	$(BIN)/python -m tests.documents $(SPECS) --out docs/documents.md $(ARGS)

bench: $(READY) $(NODE_READY) ## Measure speed against peers; prints a table, writes benchmarks/results.json
	$(BIN)/python -m benchmarks $(ARGS)

mutants: $(READY) ## Change each rule of the spec on one side, and require the contract suite to notice
	$(BIN)/python -m tests.mutants $(ARGS)

build: $(READY) ## Build wheels of client, mock server and contract suite into dist/
	$(BIN)/python -m build --no-isolation --outdir dist generated
	$(BIN)/python -m build --no-isolation --outdir dist mock_server
	$(BIN)/python -m build --no-isolation --outdir dist contract

lock: ## Renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --upgrade --output-file requirements.lock

clean: ## Remove everything that can be made again
	rm -rf $(VENV) $(NODE)/node_modules build dist examples/*/.ruff_cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
