# `make help` says what each does.
.DEFAULT_GOAL := help
SHELL := bash
python := .venv/bin/python
unexport PYTHONDONTWRITEBYTECODE  # a start that compiles everything again takes seconds longer
lock := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url

.PHONY: help run environment lock

help: ## This list
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

environment: ## The Python environment with every tool (.venv)
	@bin/environment dev

run: ## Cyfran with a demonstration on http://localhost:8000; Ctrl-C stops it
	@bin/environment runtime
	@exec $(python) -m cyfran run --demonstration

lock: ## The hashed requirements again, from pyproject.toml (needs uv)
	$(lock) --output-file requirements.txt pyproject.toml
	$(lock) --output-file requirements-dev.txt --constraint requirements.txt --group dev pyproject.toml
