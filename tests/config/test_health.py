import time

import pytest
from django.core.cache import cache
from django.test import Client

from config import health


@pytest.mark.django_db
def test_healthz_is_open_to_anonymous_and_names_each_check(client: Client) -> None:
    health.heartbeat()
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "checks": {"database": "ok", "broker": "ok", "worker": "ok", "disk": "ok"}}


@pytest.mark.django_db
@pytest.mark.parametrize("age", [None, health.HEARTBEAT_STALE + 5])
def test_healthz_degrades_when_the_worker_is_silent(client: Client, age: int | None) -> None:
    if age is not None:
        cache.set(health.HEARTBEAT_KEY, time.time() - age)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "degraded"
    assert answer.json()["checks"]["worker"] != "ok"


def test_healthz_refuses_to_be_posted_to(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
