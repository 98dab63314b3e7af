# `make help` says what each does.
.DEFAULT_GOAL := help
SHELL := bash
python := .venv/bin/python
checked := DJANGO_SETTINGS_MODULE=cyfran.site.testing.settings CYFRAN_LOG_LEVEL=ERROR $(python) -m
# A start that compiles every module again takes seconds longer.
unexport PYTHONDONTWRITEBYTECODE
lock := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url

.PHONY: help run test test-fast walk check bench words migrations permissions format environment lock clean

help: ## This list
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: ## Cyfran with a demonstration, on http://localhost:8000 (or PORT=…); Ctrl-C stops it
	@bin/environment runtime
	@exec $(python) -m cyfran run --demonstration

test: ## Every test: first those without a browser, then the walks
	@$(MAKE) --no-print-directory test-fast
	@$(MAKE) --no-print-directory walk

test-fast: environment ## The tests that need no browser, on every PostgreSQL there is
	@bin/test-fast

walk: environment ## Journeys and page walks in Chromium; one part alone with PART=journeys
	@bin/walk $(PART)

check: environment ## Every tool that holds the shape of the sources; one alone with ONLY=mypy
	@$(python) -m cyfran.site.testing.check $(ONLY)

bench: environment ## The figures, each beside its limit
	@$(python) -m bench

words: environment ## The Welsh catalogues brought up to date with the sources, and compiled
	@$(python) -m cyfran words

migrations: environment ## Migrations for what changed in the models
	@$(checked) cyfran.site.testing.fold
	@$(checked) django create_max_migration_files
	@$(checked) django makemigrations
	@$(checked) cyfran.site.testing.fold

permissions: environment ## docs/permissions.md brought up to date with the catalogue
	@$(checked) django permissions > docs/permissions.md

format: environment ## Sources and templates laid out as `make check` wants them
	@bin/format

environment: ## The Python environment with every tool (.venv)
	@bin/environment dev

lock: ## The hashed requirements again, from pyproject.toml (needs uv)
	$(lock) --output-file requirements.txt pyproject.toml
	$(lock) --output-file requirements-dev.txt --constraint requirements.txt --group dev pyproject.toml

clean: ## What tests and tools left behind; the environment and your data stay
	rm -rf .state/test .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -prune -exec rm -rf {} +
