"""Every step of every workflow is taken from a form that says what was seen: none carries nothing."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from core.records.workflow import ITSELF, JOB, SHOWN, VERSION
from core.web.home import lists

PAGES = {
    ("Meeting", "notify"): ("meetings/detail.html", "'meetings:notify'"),
    ("Meeting", "open"): ("meetings/detail.html", "'meetings:open_sign_in'"),
    ("Meeting", "close_sign_in"): ("meetings/screen.html", "'meetings:close_sign_in'"),
    ("Meeting", "take_leave"): ("meetings/my_meeting.html", "form }}"),
    ("Meeting", "report_make_up"): ("meetings/my_meeting.html", "make_up }}"),
    ("Meeting", "confirm"): ("meetings/detail.html", "'meetings:confirm'"),
    ("Meeting", "send_back"): ("meetings/detail.html", "'meetings:send_back'"),
    ("Meeting", "close"): ("meetings/detail.html", "'meetings:close'"),
    ("Meeting", "cancel"): ("meetings/detail.html", "'meetings:cancel'"),
    ("Meeting", "void"): ("meetings/detail.html", "'meetings:void'"),
    ("Resolution", "finish"): ("meetings/resolutions.html", "'meetings:finish_resolution'"),
    ("Resolution", "drop"): ("meetings/resolutions.html", "'meetings:drop_resolution'"),
    **{
        ("Poll", step): ("meetings/ballots/form.html", "form }}")
        for step in ("sign_sheet", "recount", "again", "ungrade", "begin_voting", "end_voting", "stop", "give_papers")
    },
    ("Poll", "grade"): ("meetings/ballots/grade.html", "reason }}"),
    ("Opinion", "raise"): ("grids/opinion.html", "'grids:opinion_raise'"),
    ("Opinion", "acknowledge"): ("grids/opinion.html", "'grids:opinion_sign'"),
    ("Opinion", "pass_on"): ("frame/form.html", "form }}"),
    ("Opinion", "returned"): ("frame/form.html", "form }}"),
    ("Opinion", "join"): ("frame/form.html", "form }}"),
    ("Opinion", "separate"): ("grids/opinion.html", "'grids:opinion_separate'"),
    ("Opinion", "tell"): ("grids/opinion.html", "'grids:opinion_tell'"),
    ("Opinion", "rate"): ("grids/public_opinion.html", "form }}"),
    ("Opinion", "reopen"): ("grids/public_opinion.html", "form }}"),
    ("DualRegistration", "confirm"): ("members/registrations.html", "'members:registrations_confirm'"),
    ("DualRegistration", "ask_back"): ("members/registration.html", "'members:registration_decide'"),
    ("DualRegistration", "refuse"): ("members/registration.html", "'members:registration_decide'"),
    ("DualRegistration", "end"): ("members/registration.html", "'members:registration_decide'"),
    ("DualRegistration", "accept"): ("members/registration_accept.html", "'members:registration_accept'"),
    ("DualRegistration", "submit"): ("members/registration_accept.html", "'members:registration_accept'"),
    ("DualRegistration", "decline"): ("members/registration_accept.html", "'members:registration_decline'"),
    ("DualRegistration", "strike"): ("members/registration.html", "'members:registration_decide'"),
    ("DualRegistration", "strike_by_unit"): ("members/own_unit_list.html", "划去"),
    ("DualRegistration", "vouch"): ("members/own_unit_list.html", "vouch_url"),
    ("DualRegistration", "disown"): ("members/own_unit_list.html", "disown_url"),
    ("DualRegistration", "withdraw"): ("members/my_registrations.html", "address"),
    ("DualRegistration", "relist"): ("members/registration.html", "relist_url"),
    ("DualRegistration", "resubmit"): ("members/registration_new.html", "form }}"),
    ("ScheduledChange", "withdraw"): ("members/member.html", "'members:scheduled_withdraw'"),
    ("Reorganization", "withdraw"): ("organizations/detail.html", "'organizations:reorganization_withdraw'"),
    ("RosterBatch", "start"): ("organizations/_roster_decision.html", "commit_url"),
    ("RosterBatch", "commit"): ("organizations/_roster_decision.html", "commit_url"),
    ("RosterBatch", "discard"): ("organizations/_roster_decision.html", "'organizations:roster_discard'"),
    ("RosterBatch", "hand_out"): ("organizations/_roster_decision.html", "'organizations:roster_handout'"),
    ("RosterBatch", "undo"): ("organizations/_roster_decision.html", "undo_url"),
    ("CorrectionRequest", "apply"): ("people/corrections.html", "'people:decide_correction'"),
    **{("Erasure", step): ("members/erasure.html", f"row.pk '{step}'") for step in ("confirm", "refuse", "withdraw")},
    ("CorrectionRequest", "refuse"): ("people/corrections.html", "'people:decide_correction'"),
    **{
        ("Award", step): ("assessments/award.html", "'assessments:award_step'")
        for step in ("withdraw", "review", "publish", "grant", "criticise", "refuse", "revoke")
    },
    ("Agreement", "edit_items"): ("services/agreement.html", "'services:item_add'"),
    ("Agreement", "confirm_by_community"): ("services/agreement.html", "agreement.pk 'confirm'"),
    ("Agreement", "confirm_by_unit"): ("services/my_agreement.html", "'services:my_agreement_confirm'"),
    ("Agreement", "return"): ("services/my_agreement.html", "'services:my_agreement_return'"),
    ("Agreement", "publish"): ("services/agreement.html", "agreement.pk 'publish'"),
    ("Agreement", "confirm_on_paper"): ("frame/form.html", "form }}"),
    ("Agreement", "propose_change"): ("services/change.html", "form }}"),
    ("Agreement", "hand_summary"): ("frame/form.html", "form }}"),
    ("AgreementChange", "agree"): ("services/my_agreement.html", "'services:my_change_agree'"),
    ("AgreementChange", "refuse"): ("services/my_agreement.html", "'services:my_change_refuse'"),
    ("AgreementChange", "agree_on_paper"): ("frame/form.html", "form }}"),
    ("Agreement", "report_overdue"): ("services/report_overdue.html", "form }}"),
    ("Agreement", "close"): ("services/agreement.html", "agreement.pk 'close'"),
    ("Scheme", "announce"): ("assessments/scheme.html", "'assessments:announce'"),
    ("Scheme", "discard"): ("assessments/scheme.html", "discard"),
    **{
        ("Evaluation", step): ("assessments/evaluation.html", "'assessments:step'")
        for step in ("self_report", "review", "send_back", "publish", "reopen", "refer", "decide", "freeze")
    },
    ("Activity", "claim"): ("services/claim.html", "form.choice"),
    ("Activity", "hold"): ("services/activity.html", "'services:activity_hold'"),
    ("Activity", "confirm_hours"): ("services/activity.html", "'services:hours'"),
    ("Activity", "cancel"): ("services/activity.html", "'services:activity_cancel'"),
    ("Listing", "take_order"): ("services/my_listing.html", "'services:listing_take'"),
    ("Listing", "take_for_unit"): ("services/my_listing.html", "'services:listing_claim'"),
    ("Listing", "agree"): ("services/my_listing.html", "'services:listing_agree'"),
    ("Listing", "decline"): ("services/my_listing.html", "'services:listing_decline'"),
    ("Listing", "undo"): ("services/my_listing.html", "'services:listing_undo'"),
    ("Listing", "release"): ("services/listing.html", "'services:listing_release'"),
    ("Listing", "reopen"): ("services/listing.html", "'services:listing_reopen'"),
    ("Listing", "withdraw"): ("services/listing.html", "'services:listing_withdraw'"),
    ("Claim", "undo"): ("services/mine.html", "'services:claim_undo'"),
    ("Claim", "release"): ("services/activity.html", "'services:claim_release'"),
    ("Claim", "strike"): ("services/activity.html", "'services:claim_strike'"),
    ("Claim", "confirm"): ("services/mine.html", "'services:claim_hours'"),
    ("Claim", "dispute"): ("services/mine.html", "'services:claim_dispute'"),
    ("Claim", "take_back_hours"): ("services/activity.html", "'services:claim_hours_back'"),
}
"""Where the form of a step stands: its template, and what tells it from other forms there. None: no page offers it."""

STEPS = [(flow.model.__name__, step) for flow in lists().workflows for step in flow.steps if step.right is not JOB]
_FORM = re.compile(r"<form\b[^>]*method=\"post\".*?</form>|<c-(?:post|confirm)\b[^>]*?(?:/>|>)", re.DOTALL)
WORDS = {"the code of the moment", "the code of the spot", "nothing is written", ITSELF, VERSION, SHOWN}


def test_every_step_says_how_its_form_carries_what_was_seen() -> None:
    assert {step.carries for _, step in STEPS} <= WORDS
    assert {(model, step.name) for model, step in STEPS if step.carries == SHOWN} == set(PAGES)


@pytest.mark.parametrize("place", sorted({place for place in PAGES.values() if place}))
def test_the_form_of_a_step_carries_what_its_page_shows(place: tuple[str, str]) -> None:
    name, mark = place
    text = (Path(settings.BASE_DIR) / "templates" / name).read_text(encoding="utf-8")
    forms = [form for form in _FORM.findall(text) if mark in form]
    assert forms, f"{name} has no form with {mark}"
    bare = [form for form in forms if "{% shown " not in form and ":of=" not in form]
    assert not bare, f"a form of {name} carries nothing of what was seen:\n{bare[0]}"


def test_every_look_is_part_of_the_face() -> None:
    for flow in lists().workflows:
        for step in flow.steps:
            assert set(step.looks) <= {*flow.face.fields, *flow.face.parts}, step.name
