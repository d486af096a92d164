"""Requests that nobody can read, a full disk, a database that comes back: each gets its plain answer."""

import json
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from core.web.guards import public
from organizations.models import Unit
from server import supervisor
from server.supervisor import Child
from tests.organizations.conftest import Tree

handler400, handler500 = "core.web.edge.bad_request", "core.web.edge.server_error"


@public
def full(_request: HttpRequest) -> HttpResponse:
    with open("/dev/full", "w") as device:
        device.write("x" * 100_000)
    return HttpResponse("written")


@public
def refused(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'told' USING ERRCODE = '{request.GET['state']}'; END $$")
    return HttpResponse("written")


urlpatterns = [
    path("full/", full),
    path("refused/", refused),
    path("", include("config.urls")),
]
LOGIN = "/accounts/login/"
FORM = "application/x-www-form-urlencoded"
BROKEN = {
    "charset": (b"login=a", f"{FORM}; charset=utf-16"),
    "no boundary": (b"login=a", "multipart/form-data"),
    "bad boundary": (b"login=a", "multipart/form-data; boundary=\xe9"),
    "nul": (b"login=a%00b&password=x", FORM),
    "nul in a name": (b"lo%00gin=a", FORM),
    "too many fields": (b"&".join(b"a=1" for _ in range(3500)), FORM),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("strict", [False, True], ids=["", "csrf"])
def test_a_broken_body_is_answered_plainly_and_leaves_one_line(kind, strict, caplog) -> None:
    body, content_type = BROKEN[kind]
    client = Client(enforce_csrf_checks=strict)
    answer = client.generic("POST", LOGIN, body, content_type=content_type)
    assert answer.status_code == 400 and "这个请求读不懂" in answer.content.decode()
    assert not [line for line in caplog.records if line.levelname in ("ERROR", "CRITICAL")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/members/?q=%00", "/organizations/%00/", "/core/%ff%00", "/?" + "&".join(["a=1"] * 3500)]
)
def test_a_broken_address_is_answered_plainly(address) -> None:
    assert Client().get(address).status_code == 400


def test_a_body_that_is_too_large_is_told_so() -> None:
    answer = Client().post(LOGIN, b"a=" + b"x" * (6 << 20), content_type=FORM)
    assert answer.status_code == 413


def client_that_does_not_raise(settings) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_a_full_disk_is_a_sentence_and_503(settings) -> None:
    client = client_that_does_not_raise(settings)
    for address in ("/full/", "/refused/?state=53100"):
        answer = client.get(address)
        assert (answer.status_code, "服务器磁盘已满" in answer.content.decode()) == (503, True), address


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "status", "sentence"),
    [("57P01", 503, "系统正在恢复"), ("53300", 503, "系统正在恢复"), ("22012", 500, "系统出了点问题")],
)
def test_a_database_that_comes_back_is_waited_for_and_other_errors_are_ours(settings, state, status, sentence) -> None:
    answer = client_that_does_not_raise(settings).get(f"/refused/?state={state}")
    assert (answer.status_code, sentence in answer.content.decode()) == (status, True)


@pytest.mark.django_db
def test_an_id_that_is_none_is_an_error_of_its_field() -> None:
    tree = Tree()
    client = Client()
    client.force_login(tree.holder(tree.street, name="街道干部", staff=True))
    unit = Unit.objects.create(organization=tree.street, name="供电公司", kind="enterprise")
    for number in ("abc", "1.5", "9" * 40, "-1", "0x10"):
        for page, field in (
            (reverse("admin:organizations_unit_change", args=[unit.pk]), "party_organization"),
            (reverse("admin:organizations_post_add"), "person"),
            (reverse("admin:organizations_grant_add"), "content_object"),
            (reverse("admin:people_user_add"), "person"),
        ):
            answer = client.post(page, {field: number, "name": "x"})
            assert answer.status_code == 200, (page, number)
            assert field in answer.context["adminform"].form.errors, (page, number)


@pytest.mark.django_db
def test_messages_travel_in_the_session_never_in_a_cookie() -> None:
    tree = Tree()
    client = Client()
    client.force_login(tree.holder(tree.street, name="街道干部"))
    client.post("/people/me/", {"field": "specialty", "proposed": "木工"})
    assert "messages" not in client.cookies
    assert "更正申请已提交" in client.get("/people/me/").content.decode()


def test_a_log_is_set_aside_while_it_is_written(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(supervisor, "LOG_BYTES", 1000)
    log = tmp_path / "web.log"
    code = "import sys\nfor line in sys.stdin: print('x' * 600, flush=True)\nprint('last')"
    child = Child("web", [sys.executable, "-c", code], log)
    child.start()
    assert child.process is not None
    with open(log, "ab") as writer:  # another process at the same file, as web workers are
        writer.write(b"y" * 2000)
    child.shorten_log()
    with open(log, "ab") as writer:
        writer.write(b"after")
    assert log.read_bytes().endswith(b"after") and log.stat().st_size < 1000
    assert b"y" * 2000 in log.with_suffix(".log.1").read_bytes()
    child.process.kill()
    child.process.wait()


@pytest.mark.django_db
def test_the_health_page_names_no_class_of_ours(settings) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    found = json.loads(Client().get("/healthz").content)
    assert found["checks"]["broker"] == "no answer"
