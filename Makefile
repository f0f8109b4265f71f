# Two commands for newcomers: `make demo` and `make test`. Each sets up what it needs in .venv.

PYTHON ?= python3
FUZZ_SECONDS ?= 600
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/westmarsh.html
# Debian's names: a browser, its font, what WeasyPrint lays pages out with, what turns them into pictures, and what opens
# a workbook or a paper as its readers do.
LIBRARIES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation libreoffice-calc libreoffice-writer
# html-validate 9 runs on the Node.js of Debian 12; 10 needs a newer one.
NPM := 'axe-core@^4.10' 'html-validate@^9.7.1'
PEER := @stoplight/spectral-cli@6.16.3

# What joinedup needs at run time, by itself, and what looks at it: no tool is in the bill of materials.
RUNTIME := build/runtime
AUDITING := build/auditing

.PHONY: demo year test lint docs bench bench-peers fuzz screenshots sbom audit tools clean help

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /: /'

demo: $(VENV)/.installed ## a health check of a made-up trust of real size; prints where the report is
	@mkdir -p build
	@$(BIN)/joinedup check examples/westmarsh.yaml -o $(DEMO) --fail-on never --quiet
	@$(BIN)/joinedup check examples/westmarsh.yaml --fail-on never | sed -n '1,24p'
	@echo "  …"
	@echo "The whole report: $(CURDIR)/$(DEMO)"

year: $(VENV)/.installed ## a year of six checks of the same trust: what changed, what was decided; prints where it is
	@rm -rf build/year
	@$(BIN)/python examples/year/make.py build/year

test: lint tools ## everything that must pass
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.tested ## style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(VENV)/.tested ## each target of the performance table beside its yardstick
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pyyaml==6.0.3'
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m compileall -q engine plugins rulesets lenses  # as an installed joinedup is
	cd benchmarks && PYTHONDONTWRITEBYTECODE= ../$(BIN)/python bench.py

bench-peers: $(VENV)/.tested build/.peers ## the same forty checks by joinedup and by Spectral: what they find, how long it takes
	cd benchmarks && PYTHONDONTWRITEBYTECODE= ../$(BIN)/python peers.py

fuzz: $(VENV)/.tested ## tries inputs on each reader, FUZZ_SECONDS=600 of each; build/fuzz keeps what they reach and what fails
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	@for target in description ruleset lens; do mkdir -p build/fuzz/$$target; done
	@cp examples/*.yaml build/fuzz/description; cp examples/rulesets/*.yaml build/fuzz/ruleset; cp lenses/*.yaml build/fuzz/lens
	@for target in description ruleset lens; do \
	  $(BIN)/python tests/fuzz.py $$target -max_total_time=$(FUZZ_SECONDS) -max_len=16384 -artifact_prefix=build/fuzz/ \
	    build/fuzz/$$target || exit 1; done

docs: $(VENV)/.tested ## writes the generated pages anew
	$(BIN)/python docs/generate.py

screenshots: $(VENV)/.tested tools ## pictures of the examples' reports in build/shots, and those of the README and the guide in docs
	$(BIN)/python tests/screenshots.py

sbom: $(RUNTIME)/.installed $(AUDITING)/.installed ## the software bill of materials (CycloneDX), in build/joinedup.cdx.json
	@$(AUDITING)/bin/cyclonedx-py environment --output-reproducible -o build/joinedup.cdx.json $(RUNTIME)/bin/python
	@echo "The software bill of materials: $(CURDIR)/build/joinedup.cdx.json"

audit: $(RUNTIME)/.installed $(AUDITING)/.installed ## known weaknesses in what joinedup needs; asks PyPI, so it needs the network
	@$(BIN)/python -m pip --python $(RUNTIME)/bin/python freeze --exclude joinedup > build/runtime.txt
	$(AUDITING)/bin/pip-audit --strict --no-deps --disable-pip --requirement build/runtime.txt

tools: build/.tools ## what tests need beside Python: Chromium, LibreOffice, pango, poppler, PostgreSQL, MariaDB, axe-core, html-validate

clean: ## takes away what make made
	rm -rf $(VENV) build

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "joinedup needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
	  echo "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  package=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then apt-get update -q && apt-get install -qy $$package; \
	  else echo "$(PYTHON) cannot make virtual environments. Install it: sudo apt-get install $$package"; exit 1; fi; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[pdf,test]'
	@touch $@

build/.peers: Makefile
	@command -v npm >/dev/null || { echo "Spectral needs Node.js with npm. Install it: sudo apt-get install npm"; exit 1; }
	@mkdir -p build
	npm install --prefix build/npm-peers --ignore-scripts --no-audit --no-fund --loglevel=error $(PEER)
	@touch $@

$(RUNTIME)/.installed: $(VENV)/.made setup.cfg pyproject.toml
	$(PYTHON) -m venv --clear --without-pip $(RUNTIME)
	$(BIN)/python -m pip --python $(RUNTIME)/bin/python install --quiet --disable-pip-version-check '.[pdf]'
	@rm -f $(RUNTIME)/lib/python*/site-packages/joinedup-*.dist-info/direct_url.json  # names a folder of this machine
	@touch $@

$(AUDITING)/.installed: $(VENV)/.made
	$(PYTHON) -m venv --clear $(AUDITING)
	$(AUDITING)/bin/python -m pip install --quiet --disable-pip-version-check 'cyclonedx-bom>=7' 'pip-audit>=2.9'
	@touch $@

build/.tools: Makefile
	@mkdir -p build
	@missing=""; \
	for name in chromium chromium-browser google-chrome-stable google-chrome; do command -v $$name; done | grep -q . || missing="$$missing chromium"; \
	command -v pdftoppm >/dev/null || missing="$$missing poppler-utils"; \
	command -v npm >/dev/null || missing="$$missing npm"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing="$$missing postgresql"; \
	PATH="$$PATH:/usr/sbin" command -v mariadbd >/dev/null || missing="$$missing mariadb-server"; \
	if command -v dpkg-query >/dev/null; then for name in $(LIBRARIES); do \
	  dpkg-query -W -f '$${Status}' $$name 2>/dev/null | grep -q '^install ok' || missing="$$missing $$name"; done; fi; \
	if [ -n "$$missing" ]; then \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $$missing; \
	  else echo "The tests need more. Install it: sudo apt-get install$$missing"; \
	    echo "(Elsewhere than on Debian or Ubuntu: Chromium, LibreOffice, Node.js with npm, pango, poppler, PostgreSQL and MariaDB.)"; exit 1; fi; fi
	npm install --prefix build/npm --ignore-scripts --no-audit --no-fund --loglevel=error $(NPM)
	@touch $@
