"""A person's own things on the phone: services claimed, hours, certificate; the agreements of one's unit."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import documents, throttle
from core.errors import RuleViolation
from core.images import photograph_response
from core.versions import Conflict
from organizations import thresholds
from organizations.access import personal
from services import actions, codes, letters, queries, rules
from services.forms import ClaimForm, CodeForm
from services.models import Activity, Agreement, AgreementItem, AgreementProgress, Claim
from services.rules import ClaimStep
from services.views.agreements import paper, progress_form
from services.views.common import READ_AND_WRITE, year_asked


@require_GET
@personal
def mine(request: HttpRequest) -> HttpResponse:
    """我的服务: what is claimed, hours to confirm, what is offered, the year's hours (MEM-16)."""
    now = timezone.now()
    today = timezone.localdate(now)
    person = request.user.person_id
    minutes = thresholds.at("core.undo_minutes", as_of=today)
    claims = list(queries.claims_of(person).standing().order_by("-activity__starts_at")[:30])
    for claim in claims:
        claim.undoable = rules.can_claim_step(claim, ClaimStep.WITHDRAW) and now <= rules.undo_until(
            claim, minutes=minutes
        )
        claim.undo_until = rules.undo_until(claim, minutes=minutes)
        claim.sign_in_open = (
            rules.can_claim_step(claim, ClaimStep.SIGN_IN)
            and claim.activity.state != Activity.State.CANCELLED
            and claim.activity.starts_at - rules.SIGN_IN_OPENS <= now <= claim.activity.ends_at + rules.SIGN_IN_CLOSES
        )
    to_confirm = [claim for claim in claims if claim.state == Claim.State.ATTENDED and claim.confirmed_by_community_at]
    coming = [
        claim
        for claim in claims
        if claim.state == Claim.State.CLAIMED and claim.activity.ends_at + rules.SIGN_IN_CLOSES >= now
    ]
    context = {
        "coming": sorted(coming, key=lambda claim: claim.activity.starts_at),
        "to_confirm": to_confirm,
        "past": [claim for claim in claims if claim not in coming and claim not in to_confirm],
        "offered": queries.offered(person, now=now)[:20],
        "year": today.year,
        "hours": queries.hours_of(person, today.year),
        "agreements": queries.agreements_of_contact(person, today=today)[:5],
    }
    return render(request, "services/mine.html", context)


@require_http_methods(READ_AND_WRITE)
@personal
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """One offered activity, and claiming it with one tap."""
    now = timezone.now()
    found = get_object_or_404(queries.offered(request.user.person_id, now=now), pk=pk)
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.claim_activity(by=request.user, activity=found, person=request.user.person, at=now, **form.chosen())
            messages.success(request, f"已认领“{found.title}”,10分钟内可以撤销")
        except RuleViolation as error:
            messages.error(request, error.message)
        return redirect("services:mine")
    return render(request, "services/claim.html", {"activity": found, "form": form})


def _claim(request: HttpRequest, pk: int) -> Claim:
    return get_object_or_404(queries.claims_of(request.user.person_id), pk=pk)


@require_POST
@personal
def claim_undo(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.undo_claim(by=request.user, claim=_claim(request, pk), at=timezone.now())
        messages.success(request, "已撤销,名额已空出")
    except RuleViolation as error:
        messages.error(request, error.message)
    return redirect("services:mine")


@require_POST
@personal
def claim_hours(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.confirm_own_hours(by=request.user, claim=_claim(request, pk), at=timezone.now())
        messages.success(request, "服务时长已确认")
    except RuleViolation as error:
        messages.error(request, error.message)
    return redirect("services:mine")


def _standing_claim(request: HttpRequest, activity: Activity) -> Claim | None:
    return queries.claims_of(request.user.person_id).standing().filter(activity=activity).order_by("-pk").first()


@require_http_methods(READ_AND_WRITE)
@personal
def sign_in(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What the QR code opens: one tap signs in. An old or a foreign code says so."""
    activity = get_object_or_404(Activity.objects.select_related("organization"), pk=pk)
    now = timezone.now()
    mine = _standing_claim(request, activity)
    valid = codes.is_valid(activity, code, at=now)
    problem = ""
    if not valid:
        problem = "签到码已过期,请重新扫现场的二维码"
    elif mine is None:
        problem = "您没有认领这项服务,请联系现场工作人员"
    elif request.method == "POST":
        try:
            actions.sign_in(by=request.user, claim=mine, at=now)
            messages.success(request, "签到成功")
            return redirect("services:mine")
        except RuleViolation as error:
            problem = error.message
    shown = activity if valid else None
    context = {"activity": shown, "problem": problem, "signed": mine and mine.signed_in_at}
    return render(request, "services/sign_in.html", context)


@require_http_methods(READ_AND_WRITE)
@personal
def sign_in_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in by the six digits shown on the spot, for one's own claim; tries are limited."""
    mine = _claim(request, pk)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if not throttle.allow("sign-in-code", str(request.user.pk), limit=10, seconds=300):
            form.add_error("code", "试的次数太多,请5分钟后再试")
        elif not codes.is_valid(mine.activity, form.cleaned_data["code"], at=now):
            form.add_error("code", "签到码不对或已过期,请看现场屏幕上的新码")
        else:
            try:
                actions.sign_in(by=request.user, claim=mine, at=now)
            except RuleViolation as error:
                form.add_error(None, error.message)
            else:
                messages.success(request, "签到成功")
                return redirect("services:mine")
    return render(request, "services/sign_in_code.html", {"claim": mine, "form": form})


@require_GET
@personal
def certificate(request: HttpRequest) -> HttpResponse:
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


def _agreement(request: HttpRequest, pk: int) -> Agreement:
    rows = queries.agreements_of_contact(request.user.person_id, today=timezone.localdate())
    return get_object_or_404(
        rows.select_related("confirmed_by_community_by__person", "confirmed_by_unit_by__person"), pk=pk
    )


@require_GET
@personal
def my_agreements(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = queries.with_progress(queries.agreements_of_contact(request.user.person_id, today=today), today=today)
    return render(request, "services/my_agreements.html", {"agreements": rows[:50], "today": today})


@require_GET
@personal
def my_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    found = _agreement(request, pk)
    context = {
        "agreement": found,
        "items": found.items.prefetch_related("progress"),
        "may_confirm": rules.can_agreement(found, rules.AgreementStep.CONFIRM_BY_UNIT),
        "recordable": found.state in (Agreement.State.BOTH_CONFIRMED, Agreement.State.PUBLISHED),
        "today": timezone.localdate(),
    }
    return render(request, "services/my_agreement.html", context)


@require_POST
@personal
def my_agreement_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, back_with="")


@require_POST
@personal
def my_agreement_return(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, back_with=request.POST.get("reason", "").strip()[:200] or " ")


def _step(request: HttpRequest, pk: int, *, back_with: str) -> HttpResponse:
    """Confirm for the unit, or send the agreement back with a wish."""
    found = _agreement(request, pk)
    now = timezone.now()
    try:
        if back_with:
            actions.return_agreement(by=request.user, agreement=found, at=now, reason=back_with)
            messages.success(request, "已退回社区修改")
            return redirect("services:my_agreements")
        actions.confirm_by_unit(by=request.user, agreement=found, at=now)
        messages.success(request, "单位已确认,协议生效")
    except RuleViolation as error:
        messages.error(request, error.message)
    except Conflict:
        messages.error(request, "协议刚被社区改过,请核对最新内容后再确认")
    return redirect("services:my_agreement", pk)


@require_http_methods(READ_AND_WRITE)
@personal
def my_progress_new(request: HttpRequest, pk: int) -> HttpResponse:
    agreements = queries.agreements_of_contact(request.user.person_id, today=timezone.localdate())
    item = get_object_or_404(AgreementItem.objects.filter(agreement__in=agreements).select_related("agreement"), pk=pk)
    back = reverse("services:my_agreement", args=[item.agreement_id])
    return progress_form(request, item, back=back, template="services/phone_form.html")


@require_GET
@personal
def my_progress_photo(request: HttpRequest, pk: int) -> HttpResponse:
    agreements = queries.agreements_of_contact(request.user.person_id, today=timezone.localdate())
    rows = AgreementProgress.objects.filter(item__agreement__in=agreements)
    return photograph_response(get_object_or_404(rows, pk=pk).photo)


@require_GET
@personal
def my_agreement_paper(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    return paper(_agreement(request, pk), suffix)
