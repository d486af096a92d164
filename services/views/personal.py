"""A person's own things on the phone: services claimed, hours, certificate; the agreements of one's unit."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office import documents
from core.office.images import photograph_response
from core.records import walls
from core.records.errors import RuleViolation, refusal
from core.web import throttle
from core.web.forms import INVALID, Done, bound, go, press, run
from core.web.guards import Request, personal, require_safe_or_POST
from members.registrations.queries import own_presences, presences_of_contact
from services import actions, codes, dual, letters, queries, rules
from services.forms import ClaimForm, CodeForm
from services.models import Activity, Agreement, AgreementChange, AgreementItem, AgreementProgress, Claim
from services.rules import AGREEMENT, CHANGE, CLAIM
from services.views.agreements import paper, progress_form
from services.views.common import year_asked
from services.views.papers import summary


@personal
@require_safe
def mine(request: Request) -> HttpResponse:
    """我的服务: what is claimed, hours to confirm, what is offered, the year's hours (MEM-16)."""
    now = timezone.now()
    today = timezone.localdate(now)
    person = request.user.person_id
    claims: list[Any] = list(queries.claims_of(person).standing().order_by("-activity__starts_at")[:30])
    windows = dict(
        zip((claim.pk for claim in claims), rules.sign_in_windows([claim.activity for claim in claims]), strict=True)
    )
    for claim in claims:
        claim.can = CLAIM.available(claim, request.user, at=now)
        claim.undo_until = rules.undo_until(claim) if "undo" in claim.can else None
    to_confirm = [claim for claim in claims if claim.state in CLAIM["confirm"].frm and claim.confirmed_by_community_at]
    coming = [claim for claim in claims if claim.state == Claim.State.CLAIMED and windows[claim.pk].closes >= now]
    context = {
        "coming": sorted(coming, key=lambda claim: claim.activity.starts_at),
        "to_confirm": to_confirm,
        "past": [claim for claim in claims if claim not in coming and claim not in to_confirm],
        "offered": queries.offered(person, now=now)[:20],
        "year": today.year,
        "hours": queries.hours_of(person, today.year),
        "agreements": queries.agreements_of_contact(person, today=today)[:5],
        "has_cards": bool(own_presences(request.user, today=today)),
        "groups": dual.group_offers(list(presences_of_contact(person, today=today)), now),
        "pledges": dual.own_pledges(person, today.year, today=today),
    }
    return render(request, "services/mine.html", context)


@personal
@require_safe_or_POST
def claim(request: Request, pk: int) -> HttpResponse:
    """One offered activity, and claiming it with one tap."""
    now = timezone.now()
    found = get_object_or_404(queries.offered(request.user.person_id, now=now), pk=pk)
    form = ClaimForm(bound(request), offer=dual.offer_to(request.user.person_id, found))

    def act(data: dict[str, Any]) -> Done:
        mine = actions.claim_activity(
            by=request.user, activity=found, person=request.user.person, at=now, **form.chosen()
        )
        until = timezone.localtime(rules.undo_until(mine))
        return Done("services:mine", f"已认领“{found.title}”，{until:%H:%M}以前可以撤销")

    return run(request, form, act, lambda: render(request, "services/claim.html", {"activity": found, "form": form}))


def _claim(request: Request, pk: int) -> Claim:
    return get_object_or_404(queries.claims_of(request.user.person_id), pk=pk)


@personal
@require_POST
def claim_undo(request: Request, pk: int) -> HttpResponse:
    mine = _claim(request, pk)

    def act() -> Done:
        actions.undo_claim(by=request.user, claim=mine, at=timezone.now())
        return Done("services:mine", "已撤销，名额已空出")

    return press(request, act, back="services:mine")


@personal
@require_POST
def claim_hours(request: Request, pk: int) -> HttpResponse:
    mine = _claim(request, pk)

    def act() -> Done:
        actions.confirm_own_hours(by=request.user, claim=mine, at=timezone.now())
        return Done("services:mine", "服务时长已确认")

    return press(request, act, back="services:mine")


@personal
@require_POST
def claim_dispute(request: Request, pk: int) -> HttpResponse:
    """Who served says that the hours are wrong."""
    mine = _claim(request, pk)
    reason = request.POST.get("reason", "")

    def act() -> Done:
        actions.dispute_hours(by=request.user, claim=mine, reason=reason, at=timezone.now())
        return Done("services:mine", "异议已提交，等社区核对")

    return press(request, act, back="services:mine")


def _standing_claim(request: Request, activity: Activity) -> Claim | None:
    return queries.claims_of(request.user.person_id).standing().filter(activity=activity).order_by("-pk").first()


@personal
@require_safe_or_POST
def sign_in(request: Request, pk: int, code: str) -> HttpResponse:
    """What the QR code opens: one tap signs in. An old or a foreign code says so."""
    with walls.beyond("services.sign_in"):
        activity = get_object_or_404(Activity.objects.select_related("organization"), pk=pk)
    now = timezone.now()
    mine = _standing_claim(request, activity)
    valid = codes.code_of(activity).accepts(code, now)
    problem = ""
    if not valid:
        problem = "签到码已过期，请重新扫现场的二维码"
    elif mine is None:
        problem = "您没有认领这项服务，请联系现场工作人员"
    elif request.method == "POST":
        problem = refusal(partial(actions.sign_in, by=request.user, claim=mine, at=now))
        if not problem:
            return go(request, Done("services:mine", "签到成功"))
    shown = activity if valid else None
    context = {"activity": shown, "problem": problem, "signed": mine and mine.signed_in_at}
    status = INVALID if request.method == "POST" else 200
    return render(request, "services/sign_in.html", context, status=status)


@personal
@require_safe_or_POST
def sign_in_code(request: Request, pk: int) -> HttpResponse:
    """Sign in by the six digits shown on the spot, for one's own claim; tries are limited."""
    mine = _claim(request, pk)
    form = CodeForm(bound(request))
    now = timezone.now()

    def act(data: dict[str, Any]) -> Done:
        if not throttle.allow("sign-in-code", str(request.user.pk), limit=10, seconds=300):
            raise RuleViolation("too-often", "试的次数太多，请5分钟后再试", field="code")
        if not codes.code_of(mine.activity).accepts(data["code"], now, typed=True):
            raise RuleViolation("void-code", "签到码不对或已过期，请看现场屏幕上的新码", field="code")
        actions.sign_in(by=request.user, claim=mine, at=now)
        return Done("services:mine", "签到成功")

    context = {"claim": mine, "form": form}
    return run(request, form, act, lambda: render(request, "services/sign_in_code.html", context))


@personal
@require_safe
def certificate(request: Request) -> HttpResponse:
    """The certificate of a year as PDF; hours that only one side confirmed do not count."""
    today = timezone.localdate()
    year = year_asked(request, today)
    claims = list(
        queries.claims_of(request.user.person_id)
        .with_hours()
        .filter(activity__starts_at__year=year)
        .order_by("activity__starts_at")
    )
    if not claims:
        messages.info(request, f"{year}年还没有双方确认的服务时长")
        return redirect("services:mine")
    official = letters.certificate(request.user.person.name, year, claims, on=today)
    return documents.download(documents.official_pdf(official), f"志愿服务证书{year}.pdf")


# -- the unit's contact ----------------------------------------------------------------------------


def _agreement(request: Request, pk: int) -> Agreement:
    rows = queries.agreements_of_contact(request.user.person_id, today=timezone.localdate())
    return get_object_or_404(
        rows.select_related("confirmed_by_community_by__person", "confirmed_by_unit_by__person"), pk=pk
    )


@personal
@require_safe
def my_agreements(request: Request) -> HttpResponse:
    today = timezone.localdate()
    rows = queries.with_progress(queries.agreements_of_contact(request.user.person_id, today=today), today=today)
    return render(request, "services/my_agreements.html", {"agreements": rows[:50], "today": today})


@personal
@require_safe
def my_agreement(request: Request, pk: int) -> HttpResponse:
    found = _agreement(request, pk)
    items: list[Any] = list(found.items.all())
    for item in items:
        item.binds = rules.binds(item)
    context = {
        "agreement": found,
        "items": items,
        "progress": AgreementProgress.objects.filter(item__agreement=found).select_related("item"),
        "letters": found.letters.filter(withdrawn_at__isnull=True),
        "changes": _open_changes(found, request),
        "can": AGREEMENT.available(found, request.user),
        "hindrances": AGREEMENT.hindrances(found, request.user, among=("confirm_by_unit",)),
        "today": timezone.localdate(),
    }
    return render(request, "services/my_agreement.html", context)


def _open_changes(found: Agreement, request: Request) -> list[Any]:
    """Changes that wait for the unit's word, each with the steps that its contact can take."""
    changes: list[Any] = list(found.changes.open().select_related("item"))
    for change in changes:
        change.agreement, change.organization = found, found.organization
        change.can = CHANGE.available(change, request.user)
    return changes


def _my_change(request: Request, pk: int) -> AgreementChange:
    agreements = queries.agreements_of_contact(request.user.person_id, today=timezone.localdate())
    return get_object_or_404(AgreementChange.objects.filter(agreement__in=agreements), pk=pk)


@personal
@require_POST
def my_change_agree(request: Request, pk: int) -> HttpResponse:
    change = _my_change(request, pk)
    back = reverse("services:my_agreement", args=[change.agreement_id])

    def act() -> Done:
        actions.agree_change(by=request.user, change=change, at=timezone.now())
        return Done(back, "已同意，变更生效")

    return press(request, act, back=back)


@personal
@require_POST
def my_change_refuse(request: Request, pk: int) -> HttpResponse:
    change = _my_change(request, pk)
    back = reverse("services:my_agreement", args=[change.agreement_id])
    reason = request.POST.get("reason", "")

    def act() -> Done:
        actions.refuse_change(by=request.user, change=change, at=timezone.now(), reason=reason)
        return Done(back, "已告诉社区不同意")

    return press(request, act, back=back)


@personal
@require_safe
def my_summary_paper(request: Request, pk: int, suffix: str) -> HttpResponse:
    """The year's summary, once the community handed it over."""
    found = _agreement(request, pk)
    if found.summary_handed_on is None:
        raise Http404
    return summary(found, suffix)


@personal
@require_POST
def my_agreement_confirm(request: Request, pk: int) -> HttpResponse:
    return _step(request, pk, back_with="")


@personal
@require_POST
def my_agreement_return(request: Request, pk: int) -> HttpResponse:
    return _step(request, pk, back_with=request.POST.get("reason", "").strip()[:200] or " ")


def _step(request: Request, pk: int, *, back_with: str) -> HttpResponse:
    """Confirm for the unit, or send the agreement back with a wish."""
    found = _agreement(request, pk)
    back, now = reverse("services:my_agreement", args=[pk]), timezone.now()

    def act() -> Done:
        if back_with:
            actions.return_agreement(by=request.user, agreement=found, at=now, reason=back_with)
            return Done("services:my_agreements", "已退回社区修改")
        actions.confirm_by_unit(by=request.user, agreement=found, at=now)
        return Done(back, "单位已确认，协议生效")

    return press(request, act, back=back)


@personal
@require_safe_or_POST
def my_progress_new(request: Request, pk: int) -> HttpResponse:
    agreements = queries.agreements_of_contact(request.user.person_id, today=timezone.localdate())
    item = get_object_or_404(AgreementItem.objects.filter(agreement__in=agreements).select_related("agreement"), pk=pk)
    back = reverse("services:my_agreement", args=[item.agreement_id])
    return progress_form(request, item, back=back, template="services/phone_form.html")


@personal
@require_POST
def my_progress_withdraw(request: Request, pk: int) -> HttpResponse:
    """The unit's contact takes back a progress that was recorded in error."""
    agreements = queries.agreements_of_contact(request.user.person_id, today=timezone.localdate())
    rows = AgreementProgress.objects.filter(item__agreement__in=agreements).select_related("item")
    found = get_object_or_404(rows, pk=pk)
    back = reverse("services:my_agreement", args=[found.item.agreement_id])

    def act() -> Done:
        actions.withdraw_progress(
            by=request.user, progress=found, at=timezone.now(), reason=request.POST.get("reason", "")
        )
        return Done(back, "进展已撤回")

    return press(request, act, back=back)


@personal
@require_safe
def my_progress_photo(request: Request, pk: int) -> HttpResponse:
    agreements = queries.agreements_of_contact(request.user.person_id, today=timezone.localdate())
    rows = AgreementProgress.objects.filter(item__agreement__in=agreements)
    return photograph_response(get_object_or_404(rows, pk=pk).photo)


@personal
@require_safe
def my_agreement_paper(request: Request, pk: int, suffix: str) -> HttpResponse:
    return paper(_agreement(request, pk), suffix)
