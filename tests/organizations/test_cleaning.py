"""What a write is checked by finds what Django's own `full_clean` finds, in fewer statements."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import CheckConstraint, UniqueConstraint
from django.test.utils import CaptureQueriesContext

from core.records import cleaning
from organizations.models import MandateTime, Organization, Post, Unit
from people.models import Person
from tests.organizations.conftest import Tree

pytestmark = pytest.mark.django_db


def _found(check: Any, **kwargs: Any) -> Any:
    try:
        check(**kwargs)
    except ValidationError as error:
        return error.message_dict
    return None


def _unit(tree: Tree, **other: Any) -> Unit:
    return Unit(organization=tree.street, name="供电公司", kind="enterprise", **other)


def _time(tree: Tree, **other: Any) -> MandateTime:
    given = {"hours": Decimal(8), "year": 2026, "signed_on": date(2026, 2, 1), "signed_by": "工会"} | other
    unit = _unit(tree)
    unit.save()
    return MandateTime(organization=tree.community, person=tree.person("赵长岭"), unit=unit, **given)


def _post(tree: Tree, **other: Any) -> Post:
    given = {"person": tree.person("赵长岭"), "position": "secretary", "during": (date(2026, 1, 1), None)} | other
    return Post(organization=tree.branch, **given)


CASES = (
    (_unit, {}),
    (_unit, {"credit_code": "91130000"}),
    (_unit, {"full_members": -1}),
    (_time, {}),
    (_time, {"hours": Decimal(0)}),
    (_time, {"hours": "many"}),
    (_time, {"hours": Decimal("123456.7")}),
    (_time, {"signed_on": None}),
    (_time, {"signed_by": "", "hours": Decimal(-1)}),
    (_post, {}),
    (_post, {"during": (date(2026, 1, 1), date(2026, 1, 1))}),
    (_post, {"position": "king"}),
    (_post, {"term_ends_on": date(2020, 1, 1)}),
    (_post, {"person": None}),
)


@pytest.mark.parametrize(("make", "other"), CASES)
@pytest.mark.parametrize("exclude", [["scope"], ["scope", "hours", "during", "full_members"]])
def test_it_finds_what_django_finds(tree: Tree, make: Any, other: dict[str, Any], exclude: list[str]) -> None:
    record = make(tree, **other)
    wanted = _found(record.full_clean, exclude=exclude)
    assert _found(cleaning.full_clean, instance=record, exclude=exclude) == wanted
    assert not {"clean_fields", "get_constraints"} & record.__dict__.keys()


def test_a_foreign_key_typed_as_a_number_is_still_looked_for(tree: Tree) -> None:
    post = _post(tree, person=None)
    post.person_id = 10**9
    found = _found(cleaning.full_clean, instance=post, exclude=["scope"])
    assert list(found) == ["person"]


def test_it_asks_once_for_all_checks_and_not_for_what_is_held(tree: Tree) -> None:
    time = _time(tree)
    constraints = time._meta.constraints
    assert len([each for each in constraints if isinstance(each, CheckConstraint)]) > 1
    alone = [each for each in constraints if isinstance(each, UniqueConstraint) and each.condition]
    with CaptureQueriesContext(connection) as asked:
        cleaning.full_clean(time, exclude=["scope"])
    statements = [each["sql"] for each in asked.captured_queries]
    assert sum('AS "_check"' in each for each in statements) == 1 + len(alone)
    tables = [model._meta.db_table for model in (Organization, Person, Unit)]
    assert not [each for each in statements if any(f'FROM "{table}"' in each for table in tables)]
