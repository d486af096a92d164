"""The command that takes the pictures of the pages."""

import json

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from people.models import User
from tools.management.commands import screenshots

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def demo(settings, tmp_path, monkeypatch):
    """A home with the accounts of a demo; only a member's room is asked for."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    settings.PORTAL_HOME = tmp_path
    rows = [{"role": "-", "username": role, "password": "a-long-Password-1"} for role in ("district", "member")]
    (tmp_path / "demo-accounts.json").write_text(json.dumps(rows))
    User.objects.create_user("district", "a-long-Password-1")
    return tmp_path


def test_pictures_have_the_size_of_their_window_and_are_small(demo):
    call_command("screenshots", "--out", str(demo), "--only", "sign-in")
    found = {path.name: path for path in demo.glob("*.png")}
    assert set(found) == {"public-sign-in.png", "public-sign-in-phone.png"}
    with Image.open(found["public-sign-in.png"]) as office, Image.open(found["public-sign-in-phone.png"]) as phone:
        assert (office.size, phone.size) == (screenshots.OFFICE, screenshots.PHONE)
    assert sum(path.stat().st_size for path in found.values()) < 60_000


def test_a_page_that_does_not_answer_fails_the_command(demo):
    with pytest.raises(CommandError, match="district-dashboard: /assessments/dashboard/ answers 403"):
        call_command("screenshots", "--out", str(demo), "--only", "district-dashboard")
