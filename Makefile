SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3.11
MVN := mvn -q -B
VENV := .venv
TOOLS := build/tools
HOME_FOLDER := build/home
JAVA_SOURCES := $(shell find model protocol server runtime cli -path '*/src/main/*' -type f 2>/dev/null) $(wildcard pom.xml */pom.xml)
DRIVER_SOURCES := $(wildcard python/mastic_driver/*.py)

.PHONY: help quickstart build test unit e2e check format dev bench soak docs clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

quickstart: build $(TOOLS)/.stamp ## Build what is missing, start the platform and run the option-trades job
	@$(TOOLS)/bin/python examples/quickstart.py

build: $(HOME_FOLDER)/.stamp $(HOME_FOLDER)/driver.jsa $(HOME_FOLDER)/server.jsa ## Everything that is needed to run

test: check unit e2e ## Everything that CI runs

check: build $(TOOLS)/.stamp ## Formatting, compilation, lint, types
	$(MVN) spotless:check
	$(TOOLS)/bin/ruff check python e2e examples bench soak
	$(TOOLS)/bin/ruff format --check python e2e examples bench soak
	$(TOOLS)/bin/mypy --python-executable $(VENV)/bin/python --config-file python/pyproject.toml python/awsglue python/awsgluedq python/awsglueml python/studio_transforms python/mastic_driver

unit: build $(VENV)/.test-stamp ## Tests of the Java modules and of the Python packages in one shared Spark
	@scripts/prerequisites $(PYTHON) postgresql
	$(MVN) -Dmdep.skip verify
	$(VENV)/bin/python -m pytest -q python/tests

e2e: build $(TOOLS)/.stamp ## Tests against a server process: AWS CLI, boto3, real jobs
	@scripts/prerequisites $(PYTHON) postgresql
	$(TOOLS)/bin/python -m pytest -q e2e

format: $(TOOLS)/.stamp ## Format Java, poms and Python
	$(MVN) spotless:apply
	$(TOOLS)/bin/ruff format python e2e examples bench soak
	$(TOOLS)/bin/ruff check --fix python e2e examples bench soak

dev: build ## Run the server in the foreground on build/data, with debug port 5005
	MASTIC_JAVA_OPTIONS="-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005" \
	    ./mastic server --data build/data

bench: build $(TOOLS)/.stamp build/bench/.stamp ## Measure requests and large catalogs against moto, and the start of a job run
	build/bench/bin/python -m bench
	$(MVN) -Dmdep.skip -pl server -am -Dtest=ServerTimeBenchmark -Dsurefire.failIfNoSpecifiedTests=false test

soak: build $(TOOLS)/.stamp $(VENV)/.test-stamp ## Kill servers for hours and compare what is left (SOAK="--help" has the options)
	@scripts/prerequisites $(PYTHON) postgresql
	$(TOOLS)/bin/python -m soak $(SOAK)

docs: build ## Write the generated pages of docs/ anew
	$(MVN) -pl server -am -Dmastic.pages=write -Dtest='*PageTest' -Dsurefire.failIfNoSpecifiedTests=false test
	PYTHONPATH=python $(VENV)/bin/python python/api_reference.py

clean: ## Remove what was built; the virtual environments stay
	$(MVN) clean
	rm -rf $(HOME_FOLDER)

# One virtual environment for drivers, which is what jobs see, and one for the tools that speak to the server.
$(VENV)/.stamp: python/requirements.lock
	@scripts/prerequisites $(PYTHON)
	@echo "Installing the drivers' Python packages into $(VENV): some 500 MB, once"
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install -q --disable-pip-version-check -r python/requirements.lock
	@touch $@

$(VENV)/.test-stamp: python/requirements-test.lock $(VENV)/.stamp
	$(VENV)/bin/python -m pip install -q --disable-pip-version-check -r python/requirements-test.lock
	@touch $@

$(TOOLS)/.stamp: python/tools.lock
	@scripts/prerequisites $(PYTHON)
	@echo "Installing the AWS CLI and the test tools into $(TOOLS)"
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install -q --disable-pip-version-check -r python/tools.lock
	@touch $@

build/bench/.stamp: bench/requirements.lock
	$(PYTHON) -m venv build/bench
	build/bench/bin/python -m pip install -q --disable-pip-version-check -r bench/requirements.lock
	@touch $@

$(HOME_FOLDER)/.stamp: $(JAVA_SOURCES) $(VENV)/.stamp
	@echo "Building the Java modules"
	rm -rf $(HOME_FOLDER)/lib $(HOME_FOLDER)/runtime
	$(MVN) -DskipTests package
	ln -sfn ../../python $(HOME_FOLDER)/python
	ln -sfn ../../$(VENV) $(HOME_FOLDER)/venv
	@touch $@

# The class-data archives are caches of class loading: they halve the start of a driver and of the server.
$(HOME_FOLDER)/driver.jsa: $(HOME_FOLDER)/.stamp $(DRIVER_SOURCES)
	@echo "Archiving the drivers' classes, which makes jobs start in half the time"
	PYTHONPATH=$(HOME_FOLDER)/python $(VENV)/bin/python -m mastic_driver.archive $(abspath $(HOME_FOLDER) mastic)

$(HOME_FOLDER)/server.jsa: $(HOME_FOLDER)/.stamp
	@rm -f $@; scripts/archive-server $(abspath $(HOME_FOLDER))
