# Every command of the project. `make` alone shows them; CI calls the same ones.

# What may be given to a command, for example: make demo PORT=8080 DATA_DIR=/srv/oza
PORT ?= 8000
DATA_DIR ?= var
DEMO ?= 1
SEARCH_ENGINE ?= embedded
HUNSPELL ?=
ARGS ?=

VENV ?= .venv
PY := $(VENV)/bin/python
MANAGE := $(PY) manage.py
BASE := $(VENV)/.installed-base
DEV := $(VENV)/.installed-dev
HTML := $(wildcard templates academie home search)

# Python keeps its compiled modules: without them every command starts two seconds later.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo setup serve run manage rebuild-search test lint lint-python lint-types \
	lint-templates lint-imports lint-migrations format bench quality lexicon requirements venv \
	elasticsearch elasticsearch-stop clean

help: ## Deze lijst
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-20s %s\n", $$1, $$2}' Makefile
	@echo
	@echo "  Erbij te geven: PORT=8000 DATA_DIR=var DEMO=1|0 SEARCH_ENGINE=embedded|elasticsearch"
	@echo "                  ELASTICSEARCH_URL= DATABASE_URL= ARGS="

# --- the site -------------------------------------------------------------------------------

# These use the demo settings and keep all their data in DATA_DIR.
setup serve manage rebuild-search: export DJANGO_SETTINGS_MODULE := academie.settings.demo
setup serve manage rebuild-search run: export DATA_DIR := $(DATA_DIR)
setup serve manage rebuild-search run: export SEARCH_ENGINE := $(SEARCH_ENGINE)

demo: ## Alles klaarzetten en de site starten (setup + serve)
	@$(MAKE) --no-print-directory setup
	@$(MAKE) --no-print-directory serve

setup: $(BASE) ## Alles klaarzetten, zonder de site te starten
	@$(MANAGE) setup $(if $(filter 0,$(DEMO)),--no-demo)

serve: $(BASE) ## De site starten zoals in productie, met het werkproces ernaast
	@exec $(MANAGE) serve --port $(PORT)

run: $(DEV) ## De ontwikkelserver starten (na make setup)
	@exec $(MANAGE) runserver 127.0.0.1:$(PORT)

manage: $(BASE) ## Een beheeropdracht: make manage ARGS='content_import bestand.jsonl'
	@$(MANAGE) $(ARGS)

rebuild-search: $(BASE) ## De zoekindex opnieuw maken, zonder onderbreking
	@$(MANAGE) search_rebuild $(ARGS)

# --- proof ----------------------------------------------------------------------------------

test: $(DEV) ## Alle tests: make test ARGS='tests/search -x'
	@$(PY) -m pytest $(ARGS)

lint: lint-python lint-types lint-templates lint-imports lint-migrations ## Alle controles op de code

lint-python: $(DEV)
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

lint-types: $(DEV)
	@$(VENV)/bin/mypy

lint-templates: $(DEV)
	@$(VENV)/bin/djhtml --check --tabwidth 2 $(HTML)
	@$(VENV)/bin/curlylint $(HTML)

lint-imports: $(DEV)
	@$(VENV)/bin/lint-imports --no-logo

lint-migrations: $(DEV)
	@DJANGO_SETTINGS_MODULE=academie.settings.test $(MANAGE) makemigrations --check --dry-run

format: $(DEV) ## De code netjes zetten
	@$(VENV)/bin/ruff check --fix-only --quiet .
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/djhtml --tabwidth 2 $(HTML)

bench: $(DEV) ## Meten; schrijft docs/benchmarks.md
	@$(PY) -m tests.bench $(ARGS)

quality: $(DEV) ## Meten hoe goed het zoeken vindt (ARGS=--fast voor een deel)
	@$(PY) -m tests.quality $(ARGS)

lexicon: $(DEV) ## Het woordenboek opnieuw maken: make lexicon HUNSPELL=map-met-nl.aff-en-nl.dic
	@$(PY) -m search.analysis.build $(HUNSPELL)

# --- environment ----------------------------------------------------------------------------

venv: $(DEV) ## De omgeving voor ontwikkelaars

$(BASE): requirements/installer.txt requirements/base.txt
	@VENV=$(VENV) .ci/environment base "Omgeving maken"
	@touch $@

$(DEV): requirements/installer.txt requirements/dev.txt
	@VENV=$(VENV) .ci/environment dev "Omgeving voor ontwikkelaars maken"
	@touch $(BASE) $@

COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make requirements"

requirements: $(DEV) ## De vastgezette lijsten opnieuw maken uit pyproject.toml (ARGS=--upgrade)
	@$(COMPILE) $(ARGS) requirements/installer.in -o requirements/installer.txt
	@$(COMPILE) $(ARGS) pyproject.toml -o requirements/base.txt
	@$(COMPILE) $(ARGS) pyproject.toml --group dev -c requirements/base.txt -o requirements/dev.txt

elasticsearch: ## Een echte Elasticsearch ophalen en starten, alleen voor tests
	@.ci/elasticsearch start

elasticsearch-stop: ## Die Elasticsearch weer stoppen
	@.ci/elasticsearch stop

clean: ## Opruimen wat opnieuw te maken is (uw gegevens in DATA_DIR blijven)
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache \
		.coverage htmlcov $(DATA_DIR)/static
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
