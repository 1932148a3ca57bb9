# `make chat` is all that a user needs; `make` alone lists the rest.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help chat setup dev test check eval inspect facts bench load tune screenshots lock clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

chat: setup  ## set up, then serve the chat on http://localhost:8000
	@exec $(BIN)/waymark chat

setup:  ## make .venv: locked packages and a llama.cpp built for this processor
	@$(PYTHON) -m tools.setup

dev:  ## setup, and what the tests, the checks, the benches and the training need
	@$(PYTHON) -m tools.setup --dev

test: dev  ## run the whole test suite
	$(BIN)/python -m pytest

check: dev  ## ruff and mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

eval: setup  ## judge the answers in every mode: figures, report, gates (about an hour)
	$(BIN)/waymark eval --mode end-to-end --mode quotes --mode oracle

inspect: dev  ## add inspect_ai and its viewer, an optional extra
	$(BIN)/python -m pip install -q -r requirements-inspect.lock

facts: setup  ## ask one question for each of 274 facts of the guides (about twenty minutes)
	$(BIN)/waymark eval --split facts

bench: dev  ## measure speed and memory beside raw llama.cpp; with ONET=… OEWS="…" at their size, too
	$(BIN)/python -m evals.bench $(if $(ONET),--onet "$(ONET)" --oews $(OEWS))

load: dev  ## let 30 learners chat at once for ten minutes
	$(BIN)/python -m evals.load

tune: dev  ## train our weights anew (an hour): make tune SQUAD=dev-v2.0.json ONET=db_30_0_text
	$(BIN)/python -m tuning --squad "$(SQUAD)" --onet "$(ONET)"

screenshots: dev  ## take the README's pictures anew
	$(BIN)/python docs/screenshots.py

lock: dev  ## remake the lock files from .venv
	$(BIN)/python -m tools.lock

clean:  ## remove .venv, the native builds and the tools' caches
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache
