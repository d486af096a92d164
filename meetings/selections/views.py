"""Pages of a selection: seats, nominees, review, delegates, ballots (ORG-08)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.records.errors import RuleViolation
from core.web.forms import Done, bound, run, shut
from core.web.guards import require, require_safe_or_POST
from meetings.models import Nominee, Selection
from meetings.selections import actions, forms, rules
from meetings.selections.kinds import KIND, SELECTION, nominees_of, page_of, selection_of
from organizations.access import get_scoped
from organizations.cases.actions import file_of
from organizations.cases.queries import page_of as case_page
from organizations.forms import HOLDER
from organizations.models import Case
from organizations.registers.persons import person_named
from organizations.scoping import may
from organizations.selections.exits import RIGHT, VIEW
from people.models import Person

MEET = "organizations.manage_meeting"
FORM = "organizations/registers/form.html"


def _case(request: HttpRequest, pk: int, *, need: str | None = None) -> Case:
    rows = Case.objects.filter(kind=KIND).select_related("organization")
    found: Case = get_scoped(rows, request.user, see=VIEW, need=need, pk=pk)
    return found


def _selection(request: HttpRequest, pk: int, need: str) -> Selection:
    found = selection_of(_case(request, pk, need=need))
    if found is None:
        raise Http404
    return found


def _crumbs(case: Case, *, deeper: bool = True) -> dict[str, Any]:
    steps = [
        (reverse("organizations:cases", args=[KIND]), SELECTION.label),
        (case_page(case), str(case)),
        *([(page_of(case), "人选、代表和投票")] if deeper else []),
    ]
    return {"crumbs": steps, "back": steps[-1][0]}


def _show(request: HttpRequest, form: Any, act: Callable[[dict[str, Any]], Done], **context: Any) -> HttpResponse:
    return run(request, form, act, lambda: render(request, FORM, {"form": form, **context}))


@require(VIEW)
@require_safe
def selection(request: HttpRequest, pk: int) -> HttpResponse:
    """What is published, who is nominated and how reviewed, who the delegates are, how the ballots stand."""
    case = _case(request, pk)
    found = selection_of(case)
    today = timezone.localdate()
    done = {row.key for row in file_of(case).rows}
    keeps = case.is_open and may(request.user, RIGHT, case.organization)
    nominees = nominees_of(case)
    context: dict[str, Any] = {
        "case": case,
        "selection": found,
        "nominees": nominees,
        "drawn": any(each.place for each in nominees),
        "delegates": actions.delegates_of(case),
        "may_nominate": keeps and found is not None and "nominate" not in done,
        "may_review": keeps and "nominate" in done and "review" not in done,
        "may_choose": keeps and found is not None and "delegates" not in done,
        **_crumbs(case, deeper=False),
    }
    if found is not None:
        results = rules.results(found)
        context |= {
            "officers": rules.officers(case.organization, today),
            "minutes": rules.number(found, rules.MINUTES),
            "results": results,
            "polls": found.meeting.polls.order_by("matter", "round") if found.meeting else [],
            "gates": actions.ballot_gates(found, today) if "vote" not in done else [],
            "may_vote": case.is_open and "vote" not in done and may(request.user, MEET, case.organization),
            "may_register": keeps and any(each.write_ins for each in results),
        }
    return render(request, "meetings/selections/selection.html", context)


@require(VIEW)
@require_safe_or_POST
def nominate(request: HttpRequest, pk: int) -> HttpResponse:
    found = _selection(request, pk, RIGHT)
    form = forms.NominationForm(bound(request), user=request.user, selection=found)

    def act(data: dict[str, Any]) -> Done:
        person = _named(data, request)
        made = actions.nominate(by=request.user, case=found.case, person=person, today=timezone.localdate(), **data)
        return Done(page_of(found.case), f"已登记推荐人选{made.person.name}")

    words = {"title": "登记推荐提名", "button": "登记", "subject": str(found)}
    return _show(request, form, act, **words, **_crumbs(found.case))


def _named(data: dict[str, Any], request: HttpRequest) -> Person:
    person = person_named(data, HOLDER, request.user)
    if person is None:
        raise RuleViolation("no-person", "请填写姓名", field="person_name")
    return person


def _nominee(request: HttpRequest, pk: int) -> Nominee:
    rows = Nominee.objects.select_related("case__organization", "organization", "person")
    found: Nominee = get_scoped(rows, request.user, see=VIEW, need=RIGHT, pk=pk)
    return found


@require(VIEW)
@require_safe_or_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    nominee = _nominee(request, pk)
    initial = {"version": nominee.version, "verdict": nominee.verdict, "reason": nominee.reason}
    form = forms.ReviewForm(bound(request), initial=initial)

    def act(data: dict[str, Any]) -> Done:
        actions.review(by=request.user, nominee=nominee, today=timezone.localdate(), **data)
        return Done(page_of(nominee.case), f"已登记{nominee.person.name}的审查结果")

    words = {"title": "资格审查", "button": "保存", "subject": str(nominee)}
    return _show(request, form, act, **words, **_crumbs(nominee.case))


@require(VIEW)
@require_safe_or_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    nominee = _nominee(request, pk)
    form = forms.ConfirmForm(bound(request))

    def act(_data: dict[str, Any]) -> Done:
        actions.withdraw_nominee(by=request.user, nominee=nominee)
        return Done(page_of(nominee.case), f"已撤回{nominee.person.name}的提名")

    words = {"title": "撤回提名", "button": "撤回", "subject": str(nominee)}
    return _show(request, form, act, **words, **_crumbs(nominee.case))


@require(VIEW)
@require_safe_or_POST
def delegates(request: HttpRequest, pk: int) -> HttpResponse:
    found = _selection(request, pk, RIGHT)
    form = forms.DelegatesForm(bound(request), selection=found)

    def act(data: dict[str, Any]) -> Done:
        number = actions.choose_delegates(by=request.user, case=found.case, **data)
        return Done(page_of(found.case), f"已登记代表{number}名")

    words = {"title": "选择参会代表", "button": "保存", "subject": str(found)}
    return _show(request, form, act, **words, **_crumbs(found.case))


@require(VIEW)
@require_safe_or_POST
def unit_delegate(request: HttpRequest, pk: int) -> HttpResponse:
    found = _selection(request, pk, RIGHT)
    form = forms.UnitDelegateForm(bound(request), user=request.user, selection=found)

    def act(data: dict[str, Any]) -> Done:
        person = _named(data, request)
        made = actions.add_unit_delegate(by=request.user, case=found.case, person=person, unit=data["unit"])
        return Done(page_of(found.case), f"已登记{made.person.name}")

    words = {"title": "登记单位书记、副书记", "button": "登记", "subject": str(found)}
    return _show(request, form, act, **words, **_crumbs(found.case))


class Speaker(NamedTuple):
    """Who speaks, in the words of the screen, and how nominated."""

    words: str
    way: str


@require(VIEW)
@require_safe
def speeches(request: HttpRequest, pk: int) -> HttpResponse:
    """The order of speeches as it was drawn, and the clock, on the meeting's device; shut until it was drawn."""
    case = _case(request, pk)
    found = selection_of(case)
    rows = [each for each in nominees_of(case) if each.place]
    closed = shut(request, lambda: rules.check_drawn(rows), back=page_of(case))
    if closed is not None or found is None:
        return closed or redirect(page_of(case))
    speakers = [
        Speaker(f"{row.get_position_display()} 第{row.place}位 {row.person.name}", row.get_way_display())
        for row in rows
    ]
    asked = request.GET.get("at", "")
    place = int(asked) if asked.isdecimal() and len(asked) < 4 else 1
    minutes = rules.number(found, rules.MINUTES)
    context = {
        "case": case,
        "speakers": speakers,
        "now": speakers[min(max(place, 1), len(speakers)) - 1],
        "minutes": minutes,
        "seconds": minutes * 60,
        **_crumbs(case),
    }
    return render(request, "meetings/selections/speeches.html", context)


@require(MEET)
@require_safe_or_POST
def ballot(request: HttpRequest, pk: int, position: str) -> HttpResponse:
    """Begin a ballot or its next round; shut with every reason and cure while a precondition is missing."""
    if position not in rules.POSITIONS:
        raise Http404
    found = _selection(request, pk, MEET)
    if found.meeting is None:
        raise Http404
    form = forms.BallotForm(bound(request), meeting=found.meeting)

    def act(data: dict[str, Any]) -> Done:
        poll = actions.open_ballot(by=request.user, case=found.case, position=position, now=timezone.now(), **data)
        return Done(
            reverse("meetings:poll", args=[poll.pk]),
            "已开始投票：发纸质票，清点后登记票数；用手机投票的，先“开始手机投票”",
        )

    context = {
        "form": form,
        "title": f"{rules.result(found, position).label}投票",
        "button": "开始投票",
        "subject": str(found),
        "gates": actions.ballot_gates(found, timezone.localdate()),
        "case": found.case,
        **_crumbs(found.case),
    }
    return run(request, form, act, lambda: render(request, "organizations/cases/step.html", context))
