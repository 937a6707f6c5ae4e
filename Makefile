# Everything a newcomer needs: make report, make test. `make help` lists the rest.

PYTHON ?= python3
COUNCIL ?= vgr-digitaliseringsrad
BIN := .venv/bin
USE := .venv/.use
TEST := .venv/.test
PB := $(BIN)/pybabel -q
WORDS := lib/radrum/words

.DEFAULT_GOAL := help
.PHONY: help report lab test lint check trust bench describe words vendor lock clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

report: $(USE) ## Make the meeting report of COUNCIL and print its path
	@$(BIN)/radrum report $(COUNCIL)

lab: $(USE) ## Open JupyterLab on the notebooks
	@$(BIN)/jupyter lab --notebook-dir=notebooks

test: $(TEST) ## Run every test; installs a browser if there is none
	@RADRUM_BROWSER="$$(.ci/browser)" RADRUM_OFFICE="$$(.ci/office)" $(BIN)/pytest -n 3

lint: $(TEST) ## Format, lint and layers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-logo

check: lint ## The same and the fast tests
	@$(BIN)/pytest -n 3 -m "not slow and not long"

trust: $(TEST) ## The long proof: every report of every council on every day, in every edition and language (hours)
	@$(BIN)/pytest --hypothesis-profile=trust tests/test_changes.py tests/test_portfolio.py tests/test_jsonstat.py tests/test_pxweb.py
	@RADRUM_BROWSER="$$(.ci/browser)" $(BIN)/pytest -m long
	@$(BIN)/pytest tests/trust/forecast.py tests/trust/every_date.py
	@$(BIN)/pytest tests/trust/killed.py tests/trust/cluster.py tests/trust/engines.py tests/trust/own_figures.py
	@RADRUM_BROWSER="$$(.ci/browser)" $(BIN)/pytest tests/trust/mailed.py tests/trust/again.py
	@$(BIN)/pytest tests/trust/every_page.py

describe: $(USE) ## Write the data dictionary and each council's datapackage.json
	@$(BIN)/radrum describe

bench: $(USE) ## Measure one report, 49 municipality pages, them unchanged, 500 in a row, a large register, large statistics
	@RADRUM_BROWSER="$$(.ci/browser)" $(BIN)/python tests/bench/one_report.py
	@$(BIN)/python tests/bench/municipalities.py
	@RADRUM_BROWSER="$$(.ci/browser)" $(BIN)/python tests/bench/unchanged.py
	@RADRUM_BROWSER="$$(.ci/browser)" $(BIN)/python tests/bench/many.py
	@$(BIN)/python tests/bench/register.py
	@$(BIN)/python tests/bench/snapshots.py

words: $(TEST) ## Collect new messages into the catalogues
	@$(PB) extract -F $(WORDS)/babel.cfg -k words -k plural:1,2 --no-location --sort-output --no-wrap \
	  --project Rådrum --version 0.1 -o $(WORDS)/catalogues/messages.pot .
	@for po in $(WORDS)/catalogues/*.po; do \
	  $(PB) update -i $(WORDS)/catalogues/messages.pot -o $$po -l $$(basename $$po .po) \
	    --no-fuzzy-matching --no-wrap --ignore-obsolete --ignore-pot-creation-date --omit-header; done

vendor: $(USE) ## Fetch plotly's bundle anew, of the version that plotly.py writes for (needs npm)
	@.ci/vendor

lock: ## Pin anew what pyproject.toml allows (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" \
	  --group build pyproject.toml --output-file .ci/lock/use.txt --upgrade
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" \
	  --group build --extra test --constraint .ci/lock/use.txt pyproject.toml --output-file .ci/lock/test.txt --upgrade

clean: ## Remove the environment and the reports
	@rm -rf .venv reports/council reports/public reports/.staging reports/.archive reports/index.html reports/feed.xml

# The environment is made anew, bytecode and all, whenever what it is made from changes.
$(USE): .ci/lock/use.txt pyproject.toml
	@.ci/environment $(PYTHON) .ci/lock/use.txt
	@touch $@

$(TEST): .ci/lock/test.txt pyproject.toml
	@.ci/environment $(PYTHON) .ci/lock/test.txt
	@touch $(USE) $@
