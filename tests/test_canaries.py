"""Numbers and phones at rest: typed where they do not belong, found nowhere outside their encrypted columns."""

import html
import io
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest
import time_machine
from django.apps import apps
from django.conf import settings as portal
from django.contrib import admin
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from core.models import WorkDay
from core.records import roles
from core.records.protection import mask_phone
from core.records.redaction import FreeChar, FreeJSON, FreeText
from core.zone import ZONE
from organizations.models import RosterBatch
from people.models import User
from server.dumps import postgres_tool
from tests.members.conftest import district, street_officer  # noqa: F401
from tests.members.rosters import number, roster, row

OURS = {"core", "people", "organizations", "members", "grids", "meetings", "services", "assessments"}
WRITTEN_BY_THE_PORTAL = re.compile(
    r"^(scope|path|code|key|kind|token|secret|url|channel|idempotency_key|error|job|period|result|label|mark|op|group"
    r"|subject|subject_type|target_type|target_id|actor_label|reference|file_sha256|signature|slip_number|model|closed_by"
    r"|pinyin|initials|name_key|password|source|records|explanation|target|clause|origin|check_state|scope_level|unit|data"
    r"|measured_on|rows|value|quorum|minimum|selection_mode|boundary)$"
)
CHOSEN_OR_CHECKED = {
    "organizations.Case.next_step": "a step of the kind",
    "organizations.Case.category": "one of a list",
    "organizations.CaseStep.choice": "one of a list",
    "organizations.CaseStep.proof": "a kind of record",
    "organizations.CasePerson.role": "written by the portal",
    "people.Person.name": "a name holds no digit (people.rules)",
    "people.Person.ethnicity": "one of a list",
    "people.AccountSession.session_key": "by chance",
    "people.AccountSession.session_data": "no column: what the portal notes of a session, signed",
    "people.User.username": "nobody's phone (people.rules)",
    "people.User.email": "an address, kept to send letters to",
    "organizations.Threshold.name": "reference data",
    "organizations.Unit.sector": "one of a list",
    "organizations.Unit.credit_code": "checked by its check digit",
    "organizations.RosterChange.before": "what the columns held, masked there",
    "organizations.Venue.acquisition": "one of a standard's labels",
    "members.Erasure.done": "keys of rows, by kind",
    "members.PersonMerge.moved": "keys of rows, by column",
    "members.MemberTie.state": "a view: written by nobody",
    "members.MemberTie.side": "a view: written by nobody",
    "members.MemberTie.proof": "a view: written by nobody",
    "members.PersonMerge.filled": "names of columns",
    "members.PersonMerge.removed": "a relationship's columns, masked there",
    "members.ImportChange.before": "what the columns held, masked there",
    "grids.ResponsiblePerson.office_phone": "the phone of an office, on the contact card",
    "meetings.Meeting.form": "one of a standard's labels",
    "meetings.Meeting.education": "one of a standard's labels",
    "meetings.Resolution.topic": "one of a standard's labels",
    "services.FeedbackLine.sides": "words of the product: at home, at work",
    "services.AgreementChange.kind_s0": "one of a standard's labels",
    "services.AgreementChange.kind_s3": "one of a standard's labels",
    "services.Agreement.partner": "one of a standard's labels",
    "services.AgreementItem.kind_s0": "one of a standard's labels",
    "services.AgreementItem.kind_s3": "one of a standard's labels",
    "services.Activity.mode": "one of a standard's labels",
    "services.VolunteerTeam.theme": "one of a standard's labels",
    "services.Activity.direction": "one of a standard's labels",
    "assessments.Indicator.title": "reference data",
    "assessments.Award.level": "one of a standard's labels",
    "assessments.TwoWayReview.superior_grade": "one of a standard's labels",
    **{
        f"services.Fund{name}.fund": "one of a standard's labels"
        for name in ("Voucher", "Account", "Booking", "Report")
    },
    "services.FundReport.lines": "kinds of income and spending with their sums",
    "assessments.MonthProtocol.seal": "a digest",
    "assessments.Scheme.series": "one of the series of schemes",
    "assessments.SchemeItem.dimension": "the key of a dimension of its scheme",
    "meetings.Exemption.reason": "one of a standard's labels",
    "meetings.Selection.numbers": "standards as they were on a day",
    "meetings.PollSubject.role": "words of a post or of a kind of member",
    "organizations.Body.tightness": "one of a standard's labels",
    "services.CultureEvent.level": "one of a standard's labels",
    "services.Listing.direction": "one of a standard's labels",
    "services.Listing.mode": "one of a standard's labels",
}


def test_every_column_that_people_type_into_masks_what_looks_like_a_number() -> None:
    plain = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OURS and not hasattr(model, "pgh_tracked_model")
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not isinstance(field, FreeChar | FreeText | FreeJSON)
        and not field.choices
        and not WRITTEN_BY_THE_PORTAL.match(field.name)
    }
    assert plain == set(CHOSEN_OR_CHECKED)


def phone(place: int) -> str:
    return f"1388765{place:04d}"


RIGHT = (number("19610203", 871), "13887650001")
"""In their own columns."""
WRONG = {
    "姓名": f"王强{phone(2)}",
    "民族": number("19620203", 873),
    "学历": phone(3),
    "入党时间": number("19630203", 875),
    "所在党支部": f"甲一社区党支部{phone(4)}",
    "党员类别": phone(5),
    "人员类别": number("19640203", 877),
    "工作单位及职务": f"育红小学{phone(6)}",
    "备注": f"电话{phone(7)}，{number('19660203', 879)}",
    "性别": phone(8),
}
FILE = f"名册{phone(9)}.xlsx"
CONTROL = phone(90)
"""Planted where nothing masks it: the search finds what is there."""
TYPED = {place: phone(place) for place in range(20, 40)}


def plant(client: Client, world: Any) -> set[str]:
    """Through the pages and the import; returns every canary."""
    good = row(公民身份号码=RIGHT[0], 联系电话=RIGHT[1], 出生年月="1961.02")
    rows = [
        row(**{title: text, "公民身份号码": number("19550101", 2 * place + 601), "出生年月": "1955.01"})
        for place, (title, text) in enumerate(WRONG.items())
    ]
    client.force_login(world.secretary)
    address = "/organizations/rosters/members/"
    sent = {"organization": world.community.pk, "file": SimpleUploadedFile(FILE, roster(good, *rows))}
    assert client.post(address, sent).status_code == 302
    batch = RosterBatch.objects.get()
    client.post(f"/organizations/rosters/batches/{batch.reference}/commit/", {"skip": "1"})
    batch.refresh_from_db()
    assert batch.state == "committed"
    client.get("/search/", {"q": TYPED[20]})
    client.get("/members/", {"q": TYPED[21]})
    client.get(f"/{TYPED[22]}/")
    client.post("/accounts/login/", {"login": TYPED[23], "password": TYPED[24]})
    client.force_login(world.member)
    asked = client.post("/people/me/", {"field": "phone", "proposed": TYPED[25], "reason": f"换号，旧号{TYPED[26]}"})
    registered = client.post(
        "/members/registrations/new/",
        {
            "side": "work",
            "community": world.community.pk,
            "unit_name": f"税务局{TYPED[27]}",
            "choice": "pledged",
            "service": "single",
            "pledge": f"找我{TYPED[28]}",
            "specialty": f"维修{TYPED[29]}",
        },
    )
    assert (asked.status_code, registered.status_code) == (302, 302)
    WorkDay.objects.create(date="2031-01-01", working=True, source=f"{CONTROL}")  # past all masks
    digits = re.compile(r"\d{11,18}X?")
    texts = [*RIGHT, *WRONG.values(), FILE, *TYPED.values()]
    return {found for text in texts for found in digits.findall(text)}


def _oid() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def stored() -> Iterator[tuple[str, bytes]]:
    """Every row as text, the plain dump, the cache and the broker, and each file of the home but the keys."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            yield f"table {table}", "\n".join(text for (text,) in cursor.fetchall()).encode()
        with roles.owner_rights():
            cursor.execute("CHECKPOINT")
    command, environment = postgres_tool("pg_dump")
    yield "dump", subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    valkey = cache._cache.get_client()  # type: ignore[attr-defined]
    for key in valkey.scan_iter("*"):
        yield "cache", key + (valkey.dump(key) or b"")
    home = Path(portal.PORTAL_HOME)
    for folder in (f"pgdata/base/{_oid()}", "pgdata/pg_wal", "valkey", "log", "mail"):
        for path in sorted((home / folder).rglob("*")):
            if path.is_file():
                yield folder, path.read_bytes()
    for path in sorted(Path(portal.MEDIA_ROOT).rglob("*")):
        if path.is_file():
            yield "media", path.read_bytes()


def backed_up(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What a backup holds: its dump unpacked, its media, what it says about itself."""
    (program, *_), environment = postgres_tool("pg_restore")
    dump = [program, "--file=-", str(folder / "database.dump")]
    yield "backup: dump", subprocess.run(dump, env=environment, capture_output=True, check=True).stdout
    yield "backup: media", (folder / "media.tar").read_bytes()
    yield "backup: about", (folder / "about.json").read_bytes()


def unpacked(content: bytes) -> Iterator[bytes]:
    """A file as it is, and what is packed in it: parts of office files, text of PDF."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from unpacked(archive.read(name))
    elif content.startswith(b"%PDF"):
        yield "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).encode()


HREF = re.compile(r'(?:href|src|hx-get)="(/[^"#]*)')
LEFT_ALONE = re.compile(r"^/(static|accounts|core/gallery)")
NUMBER = re.compile(r"\d+")
OF_A_KIND = 6
"""Addresses that differ by their numbers alone, opened at most."""


def handed_out(client: Client, *, most: int) -> Iterator[tuple[str, bytes]]:
    """Every page that the links of the home page lead to, every file that hangs on one of them."""
    waiting, known, kinds = ["/"], {"/"}, Counter[str]()
    while waiting and len(known) < most + len(waiting):
        address = waiting.pop(0)
        answer = client.get(address)
        content = b"".join(answer) if answer.streaming else answer.content
        kind = "page" if answer.get("Content-Type", "").startswith("text/html") else "file"
        yield f"{kind} {address}", b"\n".join(unpacked(content))
        links = HREF.findall(content.decode()) if kind == "page" else []
        for link in (html.unescape(each) for each in [*links, answer.get("Location", "")] if each.startswith("/")):
            shape = NUMBER.sub("0", link)
            if link not in known and not LEFT_ALONE.match(link) and kinds[shape] < OF_A_KIND:
                known.add(link)
                kinds[shape] += 1
                waiting.append(link)


def exported(client: Client) -> Iterator[tuple[str, bytes]]:
    """The exports of the admin, of every row that is shown there."""
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        keys = list(model._default_manager.values_list("pk", flat=True)[:500])
        chosen = {"action": "export_selected", "_selected_action": keys}
        answer = client.post(reverse(f"admin:{name}_changelist"), chosen)
        if answer.get("Content-Disposition"):
            yield f"export {name}", b"\n".join(unpacked(answer.content))


@pytest.mark.django_db(transaction=True)
def test_planted_numbers_are_found_nowhere_at_rest(
    client: Client,
    district: Any,  # noqa: F811
    street_officer: User,  # noqa: F811
    settings: Any,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    with time_machine.travel(datetime(2026, 11, 22, 12, 0, tzinfo=ZONE), tick=True):
        canaries = plant(client, district)
        call_command("backup", str(tmp_path / "backup"))
        User.objects.filter(pk=street_officer.pk).update(is_staff=True)
        given = []
        for user, most in ((street_officer, 250), (district.secretary, 250), (district.member, 60)):
            client.force_login(user)
            given += handed_out(client, most=most)
            given += exported(client) if user == street_officer else []
    assert len(canaries) >= 25
    backup = list(backed_up(tmp_path / "backup"))
    places = [*stored(), *backup, *given, ("log of this process", caplog.text.encode())]
    kinds = Counter(name.partition(" ")[0] for name, _ in given)
    assert kinds["page"] > 150 and kinds["file"] >= 8 and kinds["export"] >= 2, kinds
    masked = {name.partition(" ")[0] for name, content in given if mask_phone(RIGHT[1]).encode() in content}
    assert masked == {"page", "file", "export"}, "what is handed out is looked into"
    assert {"dump", "media", "pgdata/pg_wal", "cache", "valkey"} <= {name for name, _ in places}
    spellings = {each: (each.encode(), each.encode("utf-16-le"), each.encode().hex().encode()) for each in canaries}
    spellings[CONTROL] = (CONTROL.encode(),)
    found = {
        (name, canary)
        for name, content in places
        for canary, ways in spellings.items()
        if any(way in content for way in ways)
    }
    control = {name for name, canary in found if canary == CONTROL}
    assert {"table core_workday", "dump", "backup: dump", f"pgdata/base/{_oid()}"} <= control
    found = {(name, canary) for name, canary in found if canary != CONTROL}
    print(f"{len(canaries)} canaries in {len(places)} places ({dict(kinds)} handed out): {len(found)} found")
    assert not found, sorted(found)
