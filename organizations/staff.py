"""Register of community workers: import of the street's list, and the survey's table (ORG-18, S4B 一)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q

from core import dates
from core.chinese import education, education_band, normalize_name, normalize_text, sex
from core.dates import age_on
from core.problem import Problem
from core.spreadsheets import find_header, read
from organizations import actions, thresholds
from organizations.importing import Finding
from organizations.kinds import COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Organization, Position, Post
from people.actions import create_person

ALIASES = {
    "name": ["姓名"],
    "sex": ["性别"],
    "birth": ["出生日期", "出生年月"],
    "education": ["学历", "文化程度"],
    "post": ["岗位", "职务"],
    "community": ["所在社区", "社区"],
    "phone": ["联系电话", "电话", "手机"],
}
POSTS = {
    "社区书记": Position.SECRETARY,
    "社区党总支书记": Position.SECRETARY,
    "社区主任": Position.DIRECTOR,
    "社区居委会主任": Position.DIRECTOR,
    "社区工作者": Position.WORKER,
}
WORKING = (Position.SECRETARY, Position.DIRECTOR, Position.WORKER)


@dataclass
class StaffImport:
    """Counts of one run; nothing is written while ``errors`` is not empty."""

    rows: int = 0
    created: int = 0
    errors: list[Finding] = field(default_factory=list)

    def as_dict(self, *, committed: bool) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "valid": self.rows - len({(error.sheet, error.row) for error in self.errors}),
            "created": self.created,
            "updated": 0,
            "unchanged": 0,
            "errors": [error._asdict() for error in self.errors],
            "committed": committed,
            "batch": None,
        }


@transaction.atomic
def import_staff(
    source: Path | str | bytes, *, by: Any, organization: Organization, since: date, commit: bool = True
) -> StaffImport:
    """Persons and posts of the workers of a street's communities; all rows or none.

    A secretary's post is in the community's Party organisation, the others' in the community. ``since``: first day
    of the posts (the list gives none). Raises UnreadableSpreadsheet.
    """
    communities = {
        node.name: node
        for node in Organization.objects.under(organization).filter(kind=Kind.COMMUNITY, dissolved_on=None)
    }
    committees = {
        node.path.rsplit(".", 2)[0] + ".": node
        for node in Organization.objects.under(organization).filter(kind__in=COMMUNITY_ORGANIZATIONS, dissolved_on=None)
    }
    done = StaffImport()
    ready: list[tuple[dict[str, Any], Organization, str]] = []
    for sheet in read(source).sheets:
        header = find_header(sheet.rows, ALIASES, required=("name", "post", "community"))
        for number, cells in enumerate(sheet.rows[header.index + 1 :], start=header.index + 2):
            values = {name: cells[at] if at < len(cells) else "" for name, at in header.columns.items()}
            name = normalize_name(values["name"])
            if not name and not normalize_text(values["community"]):
                continue
            done.rows += 1

            def complain(
                column: str,
                code: str,
                message: str,
                *,
                at: tuple[str, int] = (sheet.name, number),
                titles: dict[str, str] = header.titles,
            ) -> None:
                done.errors.append(Finding(*at, titles[column], code, message))

            position = POSTS.get(normalize_text(values["post"]))
            community = communities.get(normalize_text(values["community"]))
            read_values = {
                "sex": sex(values.get("sex")),
                "birth": dates.parse(values.get("birth")),
                "education": education(values.get("education")),
            }
            if not name:
                complain("name", "missing", "姓名没有填写")
            if position is None:
                complain("post", "post-unknown", f"不认识的岗位“{normalize_text(values['post'])}”")
            if community is None:
                complain("community", "organization-unknown", f"没有找到社区“{normalize_text(values['community'])}”")
            for column, found in read_values.items():
                if isinstance(found, Problem):
                    complain(column, found.code, found.message)
            if position is None or community is None or any(isinstance(v, Problem) for v in read_values.values()):
                continue
            where = committees.get(community.path, community) if position == Position.SECRETARY else community
            birth = read_values["birth"]
            person = {
                "name": name,
                "sex": read_values["sex"] or "",
                "birth_date": birth.date if isinstance(birth, dates.ParsedDate) else None,
                "education": read_values["education"] or "",
                "phone": normalize_text(values.get("phone", "")),
            }
            ready.append((person, where, position))
    if done.errors or not commit:
        return done
    for person_values, where, position in ready:
        person = create_person(by=by, **person_values)
        actions.appoint(by=by, person=person, organization=where, position=position, since=since)
        done.created += 1
    return done


def statistics(*, organization: Organization, as_of: date) -> dict[str, Any]:
    """The survey's table on a day: how many, of them secretaries and directors, schooling, young, mean age.

    Percentages at one decimal; ages are completed years; unknown ages and schoolings are shown, not guessed.
    """
    young_age = thresholds.at("org.staff.young_age_max", organization=organization, as_of=as_of)
    posts = (
        Post.objects.under(organization)
        .in_force(as_of)
        .filter(
            Q(position__in=[Position.DIRECTOR, Position.WORKER], organization__kind=Kind.COMMUNITY)
            | Q(position=Position.SECRETARY, organization__kind__in=COMMUNITY_ORGANIZATIONS)
        )
        .order_by("person_id", "pk")
        .values_list("person_id", "position", "person__birth_date", "person__education")
    )
    people: dict[int, tuple[str, date | None, str]] = {}
    for person, position, birth, schooling in posts:
        if person not in people or position != Position.WORKER:
            people[person] = (position, birth, schooling)
    total = len(people)
    ages = [age_on(birth, as_of) for _, birth, _ in people.values() if birth]
    heads = sum(position in (Position.SECRETARY, Position.DIRECTOR) for position, _, _ in people.values())
    young = sum(age <= young_age for age in ages)
    schools = Counter(education_band("staff", schooling) for _, _, schooling in people.values())
    return {
        "as_of": as_of.isoformat(),
        "total": total,
        "secretaries_and_directors": {"count": heads, "percent": _percent(heads, total)},
        "education": {label: {"count": count, "percent": _percent(count, total)} for label, count in schools.items()},
        "young": {"max_age": young_age, "count": young, "percent": _percent(young, total)},
        "age_unknown": total - len(ages),
        "mean_age": float(_tenth(Decimal(sum(ages)) / len(ages))) if ages else None,
    }


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _percent(part: int, whole: int) -> float:
    return float(_tenth(Decimal(100 * part) / whole)) if whole else 0.0
