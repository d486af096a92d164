"""Organisations answer to the pinyin of words, and to both readings where two are usual."""

from datetime import date

import pytest

from core.records import search
from organizations import actions
from organizations.models import Organization
from organizations.rules import name_keys

pytestmark = pytest.mark.django_db


def found(text: str) -> set[str]:
    query = search.parse(text)
    assert query is not None
    return set(Organization.objects.filter(search.name_filter(query)).values_list("name", flat=True))


def test_the_pinyin_is_that_of_words_and_both_readings_find():
    for number, name in enumerate(("朝阳区委组织部", "解放路区委组织部")):
        actions.create_organization(
            by="tests", kind="district_department", code=f"K{number}", name=name, parent=None, since=date(2020, 1, 1)
        )
    assert found("jiefanglu") == {"解放路区委组织部"} and found("xiefang") == set()
    assert found("chaoyang") == found("zhaoyang") == found("zyqw") == found("cyqw") == {"朝阳区委组织部"}


def test_the_keys_fit_their_columns():
    full, initials = name_keys("朝乐长重厦巷弄堡" * 10)
    assert len(full) <= 240 and len(initials) <= 40
