"""Each rule lives once. Twenty that lived two to thirteen times are held here, one line of the table each.

``PROVEN`` names the behaviour tests that would fail if page, list, reminder, fact and score disagreed; the functions
below read the source where behaviour cannot show a copy.
"""

import ast
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from core.records.duties import is_past, past_day
from core.records.measures import Verdict
from organizations.standards.table import definitions

ROOT = Path(settings.BASE_DIR)
ROOMS = ("core", "people", "organizations", "members", "grids", "meetings", "services", "assessments")
APART = {"migrations", "demo", "commands", "benches", "kills.py"}
"""Generators, benches and kill tests write rows of their own; they decide nothing."""

PROVEN = {
    "1 the community's theme day": (
        "tests/assessments/test_measures.py::test_theme_day_of_a_branch_is_not_the_communitys",
        "tests/assessments/test_measures.py::test_page_of_records_gives_the_number",
    ),
    "2 recorded in time": (
        "tests/meetings/test_standards_levels.py::test_days_for_recording_are_one_number_on_page_list_and_score",
        "tests/assessments/test_measures.py::test_late_record_weighs_on_promptness_and_is_no_new_debt",
    ),
    "3 who is the secretary": (
        "tests/assessments/test_measures.py::test_rows_add_up_to_the_facts_of_every_organisation_and_level",
        "tests/assessments/test_measures.py::test_secretary_without_schooling_is_unknown",
    ),
    "4 registrations, items, hours, opinions": (
        "tests/assessments/test_measures.py::test_page_of_records_gives_the_number",
        "tests/assessments/test_measures.py::test_no_good_record_lowers_and_no_bad_one_raises",
    ),
    "5 the number of the place": (
        "tests/meetings/test_standards_levels.py::test_the_place_below_a_change_reads_it_and_no_other",
    ),
    "6 sign-in is open": (
        "tests/meetings/test_signing.py::test_the_statement_of_a_sign_in_and_the_step_agree_when_it_is_open",
    ),
    "8 value of a fact": (
        "tests/core/test_numbers.py::test_python_and_sql_round_the_same",
        "tests/assessments/test_table.py::test_shade_follows_the_line_and_the_unrounded_value",
    ),
    "14 present or late": (
        "tests/meetings/test_standards_levels.py::test_who_comes_late_is_judged_by_the_number_of_the_place",
    ),
    "15 columns of a roster": (
        "tests/members/test_register.py::test_what_goes_out_names_its_columns_as_import_reads_them",
    ),
    "16 peoples and age bands": (
        "tests/members/test_register.py::test_register_filters_by_what_a_statistic_links_to",
        "tests/members/test_statistics.py::test_qingyang_comes_out_as_the_survey_counts_it",
    ),
    "17 guards": ("tests/core/web/test_guards.py::test_one_guard_outermost_then_the_methods",),
    "18 a refusal at its field": (
        "tests/core/web/test_forms.py::test_a_refusal_stands_at_its_field_and_nothing_is_half_written",
    ),
    "20 keyed codes": ("tests/core/test_codes.py::test_a_code_lives_for_its_window_and_the_next",),
}


@pytest.mark.parametrize("rule", PROVEN)
def test_the_tests_that_prove_a_rule_exist(rule: str) -> None:
    for name in PROVEN[rule]:
        path, function = name.split("::")
        assert f"def {function}(" in (ROOT / path).read_text(encoding="utf-8"), name


LONGEST_VIEW = 40


def test_a_view_is_read_at_a_glance() -> None:
    """Scope, form, render: what is longer belongs to queries, rules or a table."""
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path, (_, tree) in product().items()
        if re.search(r"/views(/|_|\.py$)", path) and path != "core/web/views_display.py"  # the gallery lists components
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_VIEW
    ]
    assert not long, long


@cache
def product() -> dict[str, tuple[str, ast.Module]]:
    """Path → text and tree of the files that decide something."""
    found = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT)
            if not APART & set(name.parts):
                text = path.read_text(encoding="utf-8")
                found[str(name)] = text, ast.parse(text)
    return found


def strings() -> Iterator[tuple[str, int, str]]:
    """Every text in the code but docstrings: path, line, text (of an f-string its fixed parts)."""
    for path, (_, tree) in product().items():
        documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
                yield path, node.lineno, node.value


def holding(pattern: str) -> set[str]:
    """Files with a text that matches."""
    return {path for path, _, text in strings() if re.search(pattern, text)}


def defining(name: str) -> list[str]:
    """Files where a function, class or module constant of the name is made."""
    found = []
    for path, (_, tree) in product().items():
        for node in tree.body:
            names = [node.name] if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
            targets = node.targets if isinstance(node, ast.Assign) else []
            names += [part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)]
            found += [path] * names.count(name)
    return found


@pytest.mark.parametrize(
    ("name", "home"),
    [
        ("COMMUNITY_BODIES", "organizations/kinds.py"),  # 7
        ("SCORING_STATES", "assessments/rules.py"),  # 10
        ("COMMUNITIES", "organizations/relations.py"),
        ("standards_of", "core/records/measures.py"),
        ("range_of", "organizations/scoping.py"),  # 12
        ("HAN", "members/statistics.py"),  # 16
        ("require", "core/web/guards.py"),  # 17
        ("personal", "core/web/guards.py"),
        ("public", "core/web/guards.py"),
        ("put_error", "core/web/forms.py"),  # 18
        ("photograph_response", "core/office/images.py"),  # 19
        ("RotatingCode", "core/web/codes.py"),  # 20
        ("half_up", "core/chinese/numbers.py"),  # 8
        ("DOCUMENTS", "core/chinese/clauses.py"),
    ],
)
def test_a_name_has_one_home(name: str, home: str) -> None:
    assert defining(name) == [home]


def test_the_year_of_an_indicator_is_written_once() -> None:
    """9: sums over months, and the newest month of what is only a latest state."""
    assert holding(r"sum\(f\.numerator\)") == {"assessments/year.py"}


def test_values_are_rounded_by_the_one_rule() -> None:
    """8: what a fact, a score and a mean are; lines pro rata and points by now are rounded sums, no relations."""
    assert holding(r"\bdiv\(") == {"core/chinese/numbers.py"}
    assert holding(r"(?<![\w.])round\(") <= {"core/chinese/numbers.py", "assessments/scoring.py"}


def test_standards_are_looked_up_in_one_place() -> None:
    """11: the relation is read by one SQL text; the loader and the admin write it."""
    assert holding(r"\borganizations_threshold\b") == {"organizations/standards/queries.py"}
    managers = {path for path, (text, _) in product().items() if "Threshold.objects" in text}
    assert managers <= {"organizations/standards/loading.py", "organizations/admin/rights.py"}


def test_the_number_of_a_place_is_asked_for_a_place() -> None:
    """5: only numbers of the platform or the nation may be read without an organisation."""
    wrong = []
    for path, (_, tree) in product().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not ast.unparse(node.func).startswith("standards."):
                continue
            if ast.unparse(node.func) not in ("standards.at", "standards.row", "standards.rows", "standards.several"):
                continue
            named = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
            levels = {definitions()[name].scope_level for name in named if name in definitions()}
            if levels - {"platform", "national"} and "organization" not in {each.arg for each in node.keywords}:
                wrong.append(f"{path}:{node.lineno}")
    assert not wrong, wrong


def test_the_end_of_a_subtree_is_spelt_once() -> None:
    """12: ``range_of`` and ``below_sql``; a path is never matched as text in SQL."""
    assert holding(r"left\([^)]*, -1\) \|\| '/'") == set()
    spelt = {path for path, (text, _) in product().items() if '[:-1] + "/"' in text or ", -1) || '/'" in text}
    assert spelt == {"organizations/scoping.py"}
    for pattern in (r"PathEnd", r"(path|scope)__startswith", r"string_to_array\(rtrim"):
        found = {path for path, (text, _) in product().items() if re.search(pattern, text)}
        assert found <= {"organizations/scoping.py"}, pattern
    assert holding(r"(path|scope)\s+LIKE|LIKE\s+\w+\.(path|scope)") == set()


def test_present_or_late_is_decided_in_one_statement() -> None:
    """14."""
    assert sum(text.count("closes.value) THEN") for _, _, text in strings()) == 1


def test_files_are_answered_and_codes_made_in_one_place() -> None:
    """19, 20."""
    assert {path for path, (text, _) in product().items() if "FileResponse(" in text} <= {"core/office/images.py"}
    assert {path for path, (text, _) in product().items() if "salted_hmac(" in text} == {
        "core/web/codes.py",
        "people/models.py",  # the hash of a session, no code
    }


def states() -> set[str]:
    """Values of every field of states, and verdicts: what a condition may ask of a record."""
    found = {str(verdict) for verdict in Verdict.values}
    for model in apps.get_models():
        if model._meta.app_label in ROOMS:
            for field in model._meta.get_fields():
                if isinstance(field, models.CharField) and field.name in ("state", "status") and field.choices:
                    found |= {str(value) for value, _ in field.flatchoices}
    return found


def test_states_in_sql_are_named_not_spelt() -> None:
    """13: a renamed or added state breaks loudly, not silently."""
    known = states()
    spelt = {
        f"{path}:{line} '{word}'"
        for path, line, text in strings()
        if re.search(r"\b(SELECT|WHERE|CASE|FILTER|SET)\b", text)
        for word in re.findall(r"(?:=|<>|IN \(|,)\s*'([a-z_]+)'", text)
        if word in known
    }
    assert not spelt, sorted(spelt)


def test_states_in_conditions_are_named_not_spelt() -> None:
    """13: also in constraints, whose choices stand beside the model so that its Meta can name them."""
    known = states()
    spelt = [
        f"{path}:{node.value.lineno} {node.arg}"
        for path, (_, tree) in product().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and re.search(r"(^|_)(state|status)(__in)?$", node.arg or "")
        for word in ast.walk(node.value)
        if isinstance(word, ast.Constant) and word.value in known
    ]
    assert not spelt, spelt


def views() -> Iterator[tuple[str, ast.Module]]:
    for path, (_, tree) in product().items():
        if re.search(r"/views(/|_|\.py$)", path):
            yield path, tree


def test_pages_do_not_catch_refusals_themselves() -> None:
    """18: ``run``, ``press``, ``shut``, ``refused_at`` and ``refusal`` are the ways from a rule's no to a page."""
    caught = [
        f"{path}:{node.lineno}"
        for path, tree in views()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and node.type is not None and "RuleViolation" in ast.unparse(node.type)
        if not isinstance(node.body[-1], ast.Raise)  # another sentence for the same refusal
    ]
    assert {place.split(":")[0] for place in caught} <= {"members/views_import.py"}, caught


def test_what_is_past_its_day_is_said_in_one_place() -> None:
    """Lists, badges, counts and the district's table ask ``past``, ``past_day`` or ``is_past``."""
    home = "core/records/duties.py"
    spelt = {path for path, (text, _) in product().items() if re.search(r"due_on__lt\b|due_on < %\((today|on)\)", text)}
    spelt |= {path for path, (text, _) in product().items() if re.search(r"due_on < today\b", text)}
    assert spelt <= {home, "services/rules/agreements.py"}, (
        spelt
    )  # a deadline that is typed lies ahead: a rule of its own
    day = date(2026, 2, 28)
    for due in (day - timedelta(days=1), day, day + timedelta(days=1)):
        assert is_past(due, day) == (due < day) == past_day(day).deconstruct()[1][0][1].__gt__(due)
    assert not is_past(None, day)


def test_in_time_is_said_in_one_place() -> None:
    """2: the measure and the badge of a record."""
    spelt = {path for path, (text, _) in product().items() if re.search(r"lag_days (<=|>)", text)}
    assert spelt == set() and defining("in_time") == ["meetings/measures.py"]
