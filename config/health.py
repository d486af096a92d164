"""`GET /healthz`: does the database answer, the broker, did a worker do its heartbeat lately, is there room on disk."""

import shutil
import time
from collections.abc import Callable

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu import Connection
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from core.records.protection import ALARM_KEY
from core.web.guards import public

HEARTBEAT_KEY = "health:heartbeat"
HEARTBEAT_STALE = 90  # seconds: three missed beats
ENOUGH_BYTES = 100 << 20


@shared_task
def heartbeat() -> None:
    cache.set(HEARTBEAT_KEY, time.time(), timeout=24 * 3600)


@public
@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when all is well, 503 otherwise: `{"status": "ok"|"degraded", "checks": {name: "ok"|reason}}`."""
    checks = {
        "database": _checked(_database),
        "broker": _checked(_broker),
        "worker": _checked(_worker),
        "disk": _checked(_disk),
    }
    well = all(value == "ok" for value in checks.values())
    if checks["broker"] == "ok" and cache.get(ALARM_KEY):  # serves on: an alarm for whoever watches this page
        checks["protected values"] = "unreadable"
    return JsonResponse({"status": "ok" if well else "degraded", "checks": checks}, status=200 if well else 503)


def _checked(check: Callable[[], str]) -> str:
    try:
        return check()
    except (DatabaseError, RedisError, KombuError, OSError):
        return "no answer"  # anybody may ask: what exactly is wrong stands in the log


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _broker() -> str:
    with Connection(settings.CELERY_BROKER_URL, connect_timeout=3, transport_options={"socket_timeout": 3}) as broker:
        broker.ensure_connection(max_retries=1, timeout=3)
    return "ok"


def _disk() -> str:
    free = shutil.disk_usage(settings.PORTAL_HOME).free
    return "ok" if free >= ENOUGH_BYTES else f"{free >> 20} MB left"


def _worker() -> str:
    beat = cache.get(HEARTBEAT_KEY)
    if beat is None:
        return "no heartbeat yet"
    age = time.time() - beat
    return "ok" if age <= HEARTBEAT_STALE else f"last heartbeat {age:.0f} s ago"
