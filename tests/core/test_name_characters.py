"""Two quicker ways to the characters of a name give what the one for any text gives."""

import random

import pytest
from django.db import connection

from core.records.search import Characters, KeyCharacters, NameCharacters

pytestmark = pytest.mark.django_db
ODD = [
    "", " ", "王", "王 伟", "Li 王伟明", "a b 王伟", "é王伟", "𠀀𠀁", "王𠀁", "王伟é", "阿卜杜拉·买买提", "欧阳明明",
    "明明", "明明明", "Ａ王伟", "王伟A", "ǅ王", "王：伟", "王'伟", "王\\伟", "龦龧", "一丁龥", "王\n伟", "ｱｲｳ", "王-伟",
    "12 王伟明", "王伟明 ", " 王伟明",
]  # fmt: skip


def names():
    chance = random.Random(7)
    han = [chr(code) for code in range(0x4E00, 0x9FA6)]
    every = ["".join(han[at : at + 3]) for at in range(0, len(han), 3)] + [
        "".join(pair) for pair in zip(han, han[1:], strict=False)
    ]
    mixed = ["".join(chance.choices("王伟明 ·aÉ𠀀1-：", k=chance.randrange(1, 6))) for _ in range(2000)]
    return [*ODD, *every, *mixed]


def differing(texts, quicker, general):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT text FROM unnest(%s::text[]) AS text WHERE ({quicker})::text IS DISTINCT FROM ({general})::text",
            [texts],
        )
        return [text for (text,) in cursor.fetchall()]


def test_characters_of_names_are_those_of_any_text():
    quicker, general = (kind.template % {"expressions": "text"} for kind in (NameCharacters, Characters))
    assert differing(names(), quicker, general) == []


def test_characters_behind_a_key_are_those_of_the_name():
    behind = "substr(text, strpos(text, ' ') + 1)"
    keys = [f"wangwei {name}" for name in names()] + [f" {name}" for name in ODD] + ODD
    quicker = KeyCharacters.template % {"expressions": "text"}
    assert differing(keys, quicker, Characters.template % {"expressions": behind}) == []


def test_the_quick_ways_are_taken_for_the_usual_names():
    with connection.cursor() as cursor:
        quick = NameCharacters.template % {"expressions": "name"}
        cursor.execute(f"SELECT ({quick})::text FROM (VALUES ('王伟'), ('王伟明')) v (name)")
        assert [row for (row,) in cursor.fetchall()] == [
            "'伟':2,4 '王':1 '王伟':3",
            "'伟':2 '伟明':6 '明':3,5 '王':1 '王伟':4",
        ]
