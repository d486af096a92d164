"""Exports of the administration (import-export); what has a roster comes in through it by the same columns."""

from typing import Any

from import_export import fields

from organizations.models import Organization, Post, UnitPresence
from organizations.rosters.resource import RosterResource
from people.models import Person, User


def _column(title: str, attribute: str) -> fields.Field:
    return fields.Field(column_name=title, attribute=attribute)


def _ended_on(row: Any) -> Any:
    return row.during.upper or ""


class OrganizationResource(RosterResource):
    roster = "organizations"
    also = {  # noqa: RUF012 - never written to
        "成立日期": lambda organization: organization.established_on or "",
        "撤销日期": lambda organization: organization.dissolved_on or "",
    }

    class Meta:
        model = Organization


class PostResource(RosterResource):
    roster = "posts"
    also = {"离任日期": _ended_on}  # noqa: RUF012 - never written to

    class Meta:
        model = Post


class UnitPresenceResource(RosterResource):
    roster = "units"
    also = {"退出日期": _ended_on}  # noqa: RUF012 - never written to

    class Meta:
        model = UnitPresence


class AccountResource(RosterResource):
    roster = "accounts"

    class Meta:
        model = User


class PersonResource(RosterResource):
    """Masked: what leaves the house is what the page shows."""

    name = _column("姓名", "name")
    sex = _column("性别", "get_sex_display")
    resident_number = _column("公民身份号码", "resident_number_masked")
    phone = _column("联系电话", "phone_masked")

    class Meta:
        model = Person
        fields = ("name", "sex", "resident_number", "phone")
