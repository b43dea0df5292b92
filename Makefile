# Everything a newcomer needs: `make run`, `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PACKAGES := bywhen ingest extract normalise schemas publish
.DEFAULT_GOAL := help

.PHONY: help setup run test check lint format types imports docs golden samples accuracy calibration bench lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(READY) ## Make the virtual environment from the lock file

$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q $(PACKAGES)
	@touch $@

run: $(READY) ## Read samples/ and write output/*.parquet
	@$(BIN)/bywhen run samples --out output

test: $(READY) ## Run every test
	@$(BIN)/python -m pytest -n 2 --dist worksteal

check: lint types imports test ## What CI runs: lint, format check, types, import directions, tests

lint: $(READY) ## Lint and check the format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(READY) ## Put the code into the house format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(READY) ## Check the types
	@$(BIN)/mypy

imports: $(READY) ## Check that stages import in one direction only
	@$(BIN)/lint-imports

docs: $(READY) ## Make docs/data-dictionary.md again from schemas/
	@$(BIN)/python -m publish.descriptors > docs/data-dictionary.md

golden: $(READY) ## Write the golden files of the samples again; review the diff before you commit it
	@BYWHEN_GOLDEN=refresh $(BIN)/python -m pytest tests/test_golden.py tests/test_golden_readings.py

samples: $(READY) ## Make the sample papers again (needs LibreOffice and Chromium)
	@$(BIN)/python -m samples.make

accuracy: $(READY) ## Measure accuracy on unseen look-alike papers and the labelled corpus
	@$(BIN)/python -m accuracy.score

calibration: $(READY) ## Fit the table of confidences again, on papers nobody worked with (an hour with the scans)
	@$(BIN)/python -m accuracy.calibrate --scans --write

bench: $(READY) ## Time reading against other tools, as ratios in one run
	@$(BIN)/python -m bench.reading

lock: ## Pin the dependencies again (needs uv)
	@uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate --quiet -o requirements.lock

clean: ## Remove what runs and tests leave behind
	@rm -rf output/*.parquet output/.stage output/*.json .bench .pytest_cache .mypy_cache .ruff_cache .hypothesis
