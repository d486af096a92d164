"""Odd requests over all routes and roles, in short form; ``manage.py fuzz --requests 20000`` is the long one."""

import json
import logging
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from core.web.guards import public
from tests.matrix import World
from tools.fuzz import Fuzzer


@pytest.mark.parametrize("seed", [1, 2])
def test_no_request_is_answered_with_an_error_of_the_server(db: None, seed: int) -> None:
    logging.disable(logging.CRITICAL)
    try:
        report = Fuzzer(World().users, seed).run(400)
    finally:
        logging.disable(logging.NOTSET)
    assert report.requests == 400 and len(report.routes) > 100
    assert not report.server_errors, json.dumps(report.as_json(), ensure_ascii=False, indent=1)


@public
def boom(_request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(f"{1 // (pk - pk)}")


urlpatterns = [path("boom/<int:pk>/", boom, name="boom")]


def test_an_error_is_found_and_told_with_its_place(db: None, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    logging.disable(logging.CRITICAL)
    try:
        report = Fuzzer({}, 1).run(30)
    finally:
        logging.disable(logging.NOTSET)
    [error] = report.as_json()["errors"]
    assert report.server_errors and error["error"] == "ZeroDivisionError"
    assert "boom" in error["what"] and "test_fuzz.py" in error["at"][-1]
