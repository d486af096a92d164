# Two commands: `make run` starts the portal, `make test` checks it. Others: `make help`.
.POSIX:
.PHONY: help run test test-days lint types bench screenshots seed requirements install clean
TEST_HOME = var/test
MEMBERS = 100000
python = .venv/bin/python
# Checks and figures use servers of their own, never the demo's data.
own = env -u DATABASE_URL -u REDIS_URL PORTAL_TEST=1 PORTAL_HOME=$(TEST_HOME)

help:
	@echo "make run                    start the portal (PORT=8000, PORTAL_HOME=var)"
	@echo "make test                   lint, types, migrations, all tests"
	@echo "make test-days              all tests with the machine's clock on three other days (needs faketime)"
	@echo "make bench MEMBERS=100000   ratios of docs/testing.md, as a table and JSON lines"
	@echo "make screenshots            pictures of every page into docs/screenshots/"
	@echo "make seed                   the demo's data into PORTAL_HOME"
	@echo "make requirements           pin requirements/*.in again"
	@echo "make clean                  remove environment and caches, keep var/"

run:
	@sh deploy/environment.sh base
	@exec $(python) -m server.run --with-parent

install:
	@sh deploy/environment.sh dev

test: install lint types
	$(own) $(python) manage.py makemigrations --check --dry-run
	@test -x "$${CHROMIUM:-/usr/bin/chromium}" || echo "browser tests are skipped: no Chromium (apt install chromium, or CHROMIUM=path)"
	$(own) $(python) -m pytest -n 2 --dist loadscope

# The whole process tree on other days: servers, children and browser, too. See docs/testing.md.
DAYS = "2027-01-05 10:00" "2028-02-29 10:00" "2027-03-31 23:40"
test-days: install
	@command -v faketime >/dev/null || { echo "faketime is missing: apt install faketime" >&2; exit 1; }
	@for day in $(DAYS); do \
		echo "== the suite on $$day Asia/Shanghai"; \
		$(own) TZ=Asia/Shanghai PYTHONPATH=$$PWD/tests/otherday FAKETIME_DONT_FAKE_MONOTONIC=1 CHROMIUM=$$PWD/tests/otherday/chromium \
			faketime -m "$$day:00" $(python) -m pytest -n 2 --dist loadscope || exit 1; \
	done

lint: install
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m djlint templates --lint --quiet

types: install
	$(own) $(python) -m mypy

bench: install
	env -u DATABASE_URL -u REDIS_URL PORTAL_HOME=$${PORTAL_HOME:-var/bench} $(python) manage.py bench --members $(MEMBERS)

screenshots: install
	$(python) manage.py screenshots

seed:
	@sh deploy/environment.sh base
	$(python) manage.py migrate --verbosity 0
	$(python) manage.py seed_demo

requirements: install
	for kind in base dev; do $(python) -m uv pip compile requirements/$$kind.in -o requirements/$$kind.txt --quiet --python-version 3.11.2 --no-header --no-annotate --no-emit-index-url --no-emit-find-links; done

clean:
	rm -rf .venv .venv.lock .pytest_cache .mypy_cache .ruff_cache .hypothesis var/test var/bench
	find . -name __pycache__ -prune -exec rm -rf {} +
