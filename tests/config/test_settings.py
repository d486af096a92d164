import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from config.celery import app
from config.logs import JsonFormatter, redact
from core.records import roles
from server.environment import BASE_DIR


@pytest.mark.django_db
def test_answers_carry_a_strict_policy_and_a_request_id(client: Client) -> None:
    answer = client.get("/accounts/login/")
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert len(answer["X-Request-ID"]) == 16


def test_jobs_are_kept_until_they_are_done() -> None:
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    assert app.conf.broker_transport_options["visibility_timeout"] > app.conf.task_time_limit
    assert str(app.conf.timezone) == "Asia/Shanghai"


def test_every_periodic_task_exists() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)


@pytest.mark.django_db
def test_database_sorts_and_searches_chinese_and_counts_statements() -> None:
    with roles.owner_rights(), connection.cursor() as cursor:  # the application may not look at the server's settings
        cursor.execute("SELECT current_setting('shared_preload_libraries'), current_setting('TimeZone')")
        assert "pg_stat_statements" in cursor.fetchone()[0]
        cursor.execute("SELECT datctype FROM pg_database WHERE datname = current_database()")
        assert cursor.fetchone() == ("C.UTF-8",)


def record(**fields: object) -> dict:
    made = logging.LogRecord("portal.test", logging.INFO, "f.py", 1, "", (), None)
    vars(made).update(fields)
    return json.loads(JsonFormatter().format(made))


def test_log_line_holds_no_numbers_of_people() -> None:
    text = record(msg="number 11010519491231002X phone 13800138000 row 42")["message"]
    assert text == "number *** phone *** row 42"
    assert redact("20261122123000 1234") == "20261122123000 1234"


def test_log_line_of_an_exception_names_class_and_place_not_the_message() -> None:
    try:
        raise ValueError("Key (name)=(王小明) already exists")
    except ValueError:
        line = record(msg="failed", exc_info=sys.exc_info())
    assert line["exception"] == "builtins.ValueError"
    assert "test_settings.py" in line["trace"][-1]
    assert "王小明" not in json.dumps(line, ensure_ascii=False)


@pytest.mark.django_db
def test_request_line_holds_the_route_and_no_query(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "portal.request"):
        client.get("/accounts/login/", {"next": "/members/?name=王小明"})
    (line,) = [found for found in caplog.records if found.name == "portal.request"]
    assert (line.method, line.route, line.status) == ("GET", "/accounts/login/", 200)
    assert "王小明" not in JsonFormatter().format(line)


@pytest.mark.parametrize("more", [{}, {"HTTPS": "1", "TRUSTED_PROXY_COUNT": "1", "ALLOWED_HOSTS": "portal.example"}])
def test_settings_are_complete_outside_tests(tmp_path: Path, more: dict[str, str]) -> None:
    """Django's own deployment checks find nothing but what plain http of a demo explains."""
    env = {k: v for k, v in os.environ.items() if k not in ("PORTAL_TEST", "DATABASE_URL", "REDIS_URL")}
    code = (
        "import django; django.setup()\n"
        "from django.core import checks\n"
        "print(*[m.id for m in checks.run_checks(tags=['security'], include_deployment_checks=True)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=BASE_DIR,
        env=env | {"PORTAL_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"} | more,
    )
    assert done.returncode == 0, done.stderr
    plain_http = {"security.W004", "security.W008", "security.W011", "security.W016"}
    allowed = {"security.W021"} if more else plain_http
    assert set(done.stdout.split()) <= allowed


@pytest.mark.parametrize("count", [None, "0", ""])
def test_behind_a_proxy_the_portal_does_not_start_without_its_count(tmp_path: Path, count: str | None) -> None:
    """Everybody would have the proxy's address: one who guesses passwords would shut all others out."""
    env = {k: v for k, v in os.environ.items() if k != "TRUSTED_PROXY_COUNT"} | {
        "HTTPS": "1",
        "PORTAL_HOME": str(tmp_path),
    }
    env |= {} if count is None else {"TRUSTED_PROXY_COUNT": count}
    done = subprocess.run(
        [sys.executable, "-m", "server.prepare"], capture_output=True, text=True, cwd=BASE_DIR, env=env
    )
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert "TRUSTED_PROXY_COUNT=1" in line


def test_behind_tls_the_answers_say_so(tmp_path: Path) -> None:
    code = (
        "import django; django.setup()\n"
        "from django.conf import settings as s\n"
        "print(s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS >= 31536000, s.SECURE_HSTS_INCLUDE_SUBDOMAINS,"
        " s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_NAME[:7], s.CSRF_COOKIE_NAME[:7],"
        " s.DEVICE_COOKIE[:7], s.ELDER_COOKIE[:7])"
    )
    env = {k: v for k, v in os.environ.items() if k not in ("PORTAL_TEST", "DATABASE_URL", "REDIS_URL")}
    given = {"HTTPS": "1", "TRUSTED_PROXY_COUNT": "1", "ALLOWED_HOSTS": "portal.example"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=BASE_DIR,
        env=env | {"PORTAL_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"} | given,
    )
    assert done.stdout.split() == ["True"] * 5 + ["__Host-"] * 4, done.stderr
