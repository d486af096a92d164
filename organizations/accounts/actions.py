"""Two officers open an account again: one asks, another one does it; the owner hears of both."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from core.records import audit, outbox
from core.records.errors import RuleViolation
from organizations import accounts
from organizations.accounts.rules import REQUEST
from organizations.models import AccountRequest, Organization
from organizations.queries import nearest_holders
from organizations.rules import raise_field_errors
from organizations.scoping import reach
from people import actions as people
from people.models import User


@transaction.atomic
def ask(*, by: User, user: User, kind: str, reason: str, now: datetime | None = None) -> AccountRequest:
    """Ask that another officer sets a password for one use, or takes off a second factor. Raises RuleViolation."""
    at = now or timezone.now()
    if not accounts.accounts_managed_by(by).filter(pk=user.pk).exists():
        raise RuleViolation("not-managed", "这个账号不在您的管理范围内")
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明原因", field="reason")
    office = Organization.objects.get(path=reach(by, accounts.MANAGE)[0])
    request = AccountRequest(
        organization=office, user=user, kind=kind, reason=reason.strip()[:200], asked_by=by, asked_at=at
    )
    raise_field_errors(request, exclude=["scope"])
    request.save()
    event = audit.record("organizations.account_requested", by=by, target=request, kind=kind, user=user.pk)
    accounts.tell_owner(user, f"{by}申请为您的账号{request.get_kind_display()}，待另一人确认", event)
    _, officers = nearest_holders(accounts.MANAGE, office, on=timezone.localdate(at), besides=by.pk)
    outbox.notify(
        outbox.Note(
            kind="account.request",
            subject_type="organizations.accountrequest",
            subject_id=request.pk,
            recipient_id=officer.pk,
            due_on=timezone.localdate(at),
            title=f"请核实：{user}的账号{request.get_kind_display()}",
            text=f"{by}提出，原因：{request.reason}。请向本人核实后办理。",
            url="/organizations/accounts/",
        )
        for officer in officers
        if officer.pk != user.pk
    )
    return request


@transaction.atomic
def decide(
    *, by: User, request: AccountRequest, step: str, version: int, password: str = "", now: datetime | None = None
) -> AccountRequest:
    """Confirm (a password request with the ``password`` for one use), refuse or withdraw. RuleViolation, Conflict."""
    at = now or timezone.now()
    rows = AccountRequest.objects.select_for_update(of=("self",)).select_related("user", "organization")
    current = rows.get(pk=request.pk)
    current.decided_by, current.decided_at = by, at
    fields = ["decided_by", "decided_at"]
    REQUEST.advance(step, current, by=by, at=at, version=version, fields=fields, kind=current.kind)
    if step == "confirm":
        _open(current, by=by, password=password)
    return current


def _open(request: AccountRequest, *, by: User, password: str) -> None:
    user = User.objects.select_for_update(of=("self",)).get(pk=request.user_id)
    if request.kind == AccountRequest.Kind.SECOND_FACTOR:
        event = people.remove_second_factor(by=by, user=user)
        accounts.tell_owner(user, f"{by}已确认，您的两步验证已解除，请登录后重新开启", event)
        return
    if not password:
        raise RuleViolation("password-missing", "请填写一次性密码", field="password")
    event = people.set_password(by=by, user=user, password=password, one_use_until=accounts.one_use_until())
    accounts.tell_owner(user, f"{by}已确认，您的密码已重置为一次性密码，登录后请立即更换", event)
