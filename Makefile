# Commands for people, the README and CI. Each sets up what it needs once; `make clean` removes everything.
PYTHON ?= python3
BIN := .venv/bin

# $(call need,command,package): as root on Debian, install the package; otherwise say what is missing.
define need
@command -v $(1) >/dev/null || $(call install,$(2))
endef
install = { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	&& DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; } \
	|| { echo "$(1) is missing. Install it (on Debian: apt install $(1)), then try again." >&2; exit 1; }

# The same for what the tests can do without.
try = ( $(call install,$(1)) ) 2>/dev/null || echo "$(1) cannot be installed: the tests that need it are skipped."

.PHONY: run test fuzz lint bench load screenshots lock sbom vendor browser other-browsers nginx clean

USERS ?= 300
MINUTES ?= 10

run: .venv/run
	$(BIN)/gunicorn

test: lint .venv/test browser other-browsers nginx
	$(call need,node,nodejs)
	$(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadfile

SEED ?= $(shell date +%s)
COUNT ?= 100000
fuzz: .venv/test  ## malformed and unexpected requests: `make fuzz SEED=1 COUNT=5000`
	$(BIN)/python -m tests.fuzz --seed $(SEED) --count $(COUNT)

lint: .venv/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check

bench: .venv/bench browser
	$(BIN)/python -m benchmarks.kernels
	$(BIN)/python -m benchmarks.work
	$(BIN)/python -m benchmarks.weight
	$(BIN)/python -m benchmarks.latency
	$(BIN)/python -m benchmarks.frames

load: .venv/bench nginx  ## simulates a class of USERS for MINUTES, without and with nginx
	$(BIN)/python -m benchmarks.load --users $(USERS) --minutes $(MINUTES)
	$(BIN)/python -m benchmarks.load --users $(USERS) --minutes $(MINUTES) --nginx

screenshots: .venv/test browser
	$(BIN)/python -m tools.screenshots

lock: .venv/test  ## pins the newest versions that requirements.txt allows, for every supported Python
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" requirements.txt --output-file requirements.lock

sbom: .venv/sbom/bin/cyclonedx-py  ## the software bill of materials of the running lab, for CycloneDX
	$< requirements --pyproject pyproject.toml --output-reproducible requirements.lock -o sbom.json

vendor:  ## downloads third-party scripts again; plotly.js must have the version that Plotly for Python contains
	npm install --silent --no-save --no-package-lock plotly.js-cartesian-dist-min@4.1.1 axe-core@4.14.1
	cp node_modules/plotly.js-cartesian-dist-min/plotly-cartesian.min.js assets/vendor/
	cp node_modules/plotly.js-cartesian-dist-min/LICENSE assets/vendor/LICENSE-plotly.txt
	cp node_modules/axe-core/axe.min.js tests/vendor/
	cp node_modules/axe-core/LICENSE tests/vendor/LICENSE-axe-core.txt

# The headless shell starts in half the time, but a complete Chromium works as well.
browser:
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || $(call install,chromium-headless-shell)

# Firefox and WebKit are optional: without them, their few tests are skipped.
other-browsers:
	@command -v firefox-esr >/dev/null || $(call try,firefox-esr)
	@{ command -v WebKitWebDriver && command -v Xvfb; } >/dev/null || $(call try,webkit2gtk-driver xvfb)

# Debian starts nginx after its installation. The tests start a separate nginx, on separate ports.
nginx:
	@command -v nginx >/dev/null || test -x /usr/sbin/nginx || $(call install,nginx-light)

clean:
	rm -rf .venv node_modules .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(call install,python3-venv)
	$(PYTHON) -m venv .venv

# Empty files that mark an installation as up to date, so that a second `make run` starts immediately.
.venv/run: requirements.lock $(BIN)/python
	$(BIN)/pip install -q --require-hashes -r requirements.lock
	@touch $@

# "+cpu" matches only PyTorch's CPU build, so that pip never downloads gigabytes of CUDA by accident.
.venv/test: requirements-test.txt .venv/run
	$(BIN)/pip install -q -r requirements-test.txt
	@$(BIN)/pip install -q torch==2.13.0+cpu || echo "No CPU build of PyTorch 2.13.0 found: the tests that need it will be skipped."
	@touch $@

# A separate environment, so that the dependencies of cyclonedx-bom do not mix with those of the lab.
.venv/sbom/bin/cyclonedx-py: $(BIN)/python
	$(PYTHON) -m venv .venv/sbom
	.venv/sbom/bin/pip install -q 'cyclonedx-bom>=7.5,<8'

.venv/bench: requirements-bench.txt .venv/test
	$(BIN)/pip install -q -r requirements-bench.txt
	@touch $@
