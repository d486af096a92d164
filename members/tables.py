"""The rows of the register as HTML: a template's loop over fifty rows of nine cells was half of the page's time."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.chinese.attributes import Education, Sex
from core.records.protection import mask_phone
from members.models import Membership
from members.queries import Listed
from organizations.models import Organization

UNKNOWN = "未填"
_ROW = (
    '<tr><th scope="row"><a href="{}{}/">{}</a></th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>'
    "<td>{}</td><td>{}</td></tr>"
)


def register_rows(rows: Iterable[Listed]) -> SafeString:
    """One table row for each line; numbers masked."""
    sexes, educations = dict(Sex.choices), dict(Education.choices)
    statuses, classes = dict(Membership.Status.choices), dict(Membership.MemberClass.choices)
    start = reverse("members:member", args=[0]).removesuffix("0/")
    return format_html_join(
        "\n",
        _ROW,
        (
            (
                start,
                row.pk,
                row.name,
                sexes.get(row.sex, UNKNOWN),
                row.birth_date or UNKNOWN,
                educations.get(row.education, UNKNOWN),
                row.branch,
                statuses.get(row.status, UNKNOWN),
                classes.get(row.member_class, UNKNOWN),
                row.joined_on or UNKNOWN,
                mask_phone(row.phone) or "—",
            )
            for row in rows
        ),
    )


def organization_options(organizations: Iterable[Organization], chosen: Organization | None) -> SafeString:
    """The choices of the filter: a district may have a hundred streets."""
    selected = format_html("{}", " selected") if chosen is not None else ""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((each.pk, selected if each == chosen else "", each.name) for each in organizations),
    )
