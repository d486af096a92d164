"""All workflows at once: the table is complete, every state × step × right answers as it says, no way leads out."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.management.commands.workflows import document as whole
from core.records.errors import RuleViolation
from core.records.workflow import Role, Workflow, described
from core.web.home import lists

FLOWS = lists().workflows
ROOMS = ("core", "people", "organizations", "members", "grids", "meetings", "services", "assessments")
CASES = [pytest.param(flow, step, id=f"{flow.model.__name__}-{step.name}") for flow in FLOWS for step in flow.steps]
WITHOUT_EVENT = {"sign", "show_code", "mark_absent", "register", "read", "fail", "start", "back", "take", "cast"}
"""The record is the proof: sign-ins are rows of their own; what an activity or a job does stands in its own event."""


WITHOUT_FLOW = {
    "core.Delivery": "rows of the outbox, moved by senders alone",
    "meetings.Attendance": "how one person stands in one meeting: corrected any way until the record is confirmed",
    "services.Helper": "a name beside the claims: it follows the steps of its activity",
    "services.AgreementItem": "done or not follows from the progress on it",
}


def test_whatever_has_states_is_one_of_them():
    found = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.split(".")[0] in ROOMS
        and any(field.name == "state" and field.choices for field in model._meta.concrete_fields)
        and not hasattr(model, "pgh_tracked_model")
    }
    assert found == {flow.model._meta.label for flow in FLOWS} | set(WITHOUT_FLOW)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.model.__name__)
def test_every_state_has_an_owner_until_no_step_leaves_it(flow):
    states = dict(flow.model._meta.get_field("state").flatchoices)
    assert set(flow.stages) == set(states)
    for state, stage in flow.stages.items():
        assert bool(stage.owner) == bool(stage.duty) == bool(flow.leaving(state)), state


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.model.__name__)
def test_every_state_is_reached_from_the_first_and_names_are_used_once(flow):
    reached, todo = set(), [flow.start]
    while todo:
        state = todo.pop()
        if state not in reached:
            reached.add(state)
            todo += [step.to for step in flow.leaving(state)]
    assert reached == set(flow.stages)
    assert len({step.name for step in flow.steps}) == len(flow.steps)


@pytest.mark.parametrize(("flow", "step"), CASES)
def test_every_event_has_its_words_and_every_message_its_kind(flow, step):
    assert bool(step.event) != (step.name in WITHOUT_EVENT)
    assert not step.event or step.event in lists().label
    assert not step.message or step.message in lists().kind
    assert step.frm and {*step.frm, *([step.to] if step.to else [])} <= set(flow.stages)


@pytest.mark.django_db
@pytest.mark.parametrize(("flow", "step"), CASES)
def test_every_right_exists(flow, step):
    if not isinstance(step.right, Role):
        app, codename = step.right.split(".")
        assert Permission.objects.filter(content_type__app_label=app, codename=codename).exists()


@pytest.mark.parametrize(("flow", "step"), CASES)
def test_a_state_outside_the_step_is_refused_with_a_sentence_that_names_the_way_out(flow, step):
    for state in set(flow.stages) - set(step.frm):
        record = SimpleNamespace(state=state, person=SimpleNamespace(name="甲"))
        with pytest.raises(RuleViolation) as refused:
            flow.check(step.name, record, by=None, at=timezone.now())
        assert refused.value.code == "state"
        if state in step.refusals:
            assert refused.value.message == step.refusals[state]
            continue
        ways = flow.way_out(state, step.frm)
        assert step.label in refused.value.message and flow.label(state) in refused.value.message
        assert all(each.label in refused.value.message for each in ways)
        assert ("请先" in refused.value.message) == bool(ways)


@pytest.mark.parametrize("holds", [True, False])
@pytest.mark.parametrize(("flow", "step"), CASES)
def test_a_step_is_offered_in_its_states_to_who_has_its_right(flow, step, holds, settings):
    """State × step × right; preconditions are tested where they belong, so here a step is asked without them."""
    settings.PORTAL_LISTS = replace(lists(), may=lambda user, permission, organization: holds)
    bare = replace(
        step, checks=(), right=Role("", lambda user, record: holds) if isinstance(step.right, Role) else step.right
    )
    alone = replace(flow, steps=(bare,))
    for state in flow.stages:
        record = SimpleNamespace(state=state, organization=None, person=SimpleNamespace(name="甲"))
        assert alone.can(step.name, record, None) == (holds and state in step.frm)
        assert (step.name in alone.available(record, None)) == (holds and state in step.frm)


@given(st.data())
def test_no_path_reaches_a_state_outside_the_table(data):
    flow: Workflow = data.draw(st.sampled_from(FLOWS))
    state = flow.start
    for name in data.draw(st.lists(st.sampled_from([step.name for step in flow.steps]), max_size=30)):
        record = SimpleNamespace(state=state, person=SimpleNamespace(name="甲"))
        step = flow[name]
        if state in step.frm:
            state = step.to or state
        else:
            assert isinstance(flow.refusal(record, step), RuleViolation)
        assert state in flow.stages
        assert flow.leaving(state) or not flow.stages[state].owner


def test_the_document_is_what_the_code_says(settings):
    document = Path(settings.BASE_DIR) / "docs" / "workflows.md"
    assert document.read_text(encoding="utf-8") == whole()
    assert whole().startswith(described(FLOWS))


def test_every_kind_of_case_is_drawn():
    text = whole()
    for kind in lists().cases:
        assert f"## {kind.label} `{kind.key}`" in text
        assert all(f"`{step.key}` |" in text for step in kind.steps), kind.key
    assert "    vote --> report: 推选大会投票\n" in text and "    approve --> refused: 不予批准\n" in text
    assert "within: `org.selection.street_decision_days` (working days) after `report`" in text
