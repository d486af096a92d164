"""A scanner of the office's own looks at every upload before a view does."""

import sys
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.models import AuditEvent
from organizations.models import RosterBatch
from tests.members.conftest import district
from tests.members.rosters import roster, row

__all__ = ["district"]
ADDRESS = "/organizations/rosters/members/"
SCANNER = "import sys; sys.exit(1 if b'EICAR' in sys.stdin.buffer.read() else 0)"


@pytest.fixture
def secretary(client: Client, district: Any) -> Client:  # noqa: F811
    client.force_login(district.secretary)
    return client


def upload(client: Client, world: Any, content: bytes) -> Any:
    sent = {"organization": world.community.pk, "file": SimpleUploadedFile("名册.xlsx", content)}
    return client.post(ADDRESS, sent)


def test_a_file_in_which_something_is_found_is_refused_and_noted(
    secretary: Client,
    district: Any,  # noqa: F811
    settings: Any,
) -> None:
    settings.SCAN_COMMAND = [sys.executable, "-c", SCANNER]
    refused = upload(secretary, district, roster(row()) + b"EICAR")
    assert refused.status_code == 422 and "没有通过病毒检查" in refused.text
    assert not RosterBatch.objects.exists()
    assert AuditEvent.objects.get(code="core.upload_refused").actor_id == district.secretary.pk
    assert upload(secretary, district, roster(row())).status_code == 302, "what is clean goes on, read from its begin"
    assert RosterBatch.objects.count() == 1


@pytest.mark.parametrize("command", [["/nowhere/scanner"], [sys.executable, "-c", "raise SystemExit(2)"]])
def test_while_the_scanner_fails_nothing_is_taken(
    secretary: Client,
    district: Any,  # noqa: F811
    settings: Any,
    command: list[str],
) -> None:
    settings.SCAN_COMMAND = command
    refused = upload(secretary, district, roster(row()))
    assert refused.status_code == 503 and "暂时不能上传" in refused.text
    assert not RosterBatch.objects.exists()
