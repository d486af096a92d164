"""Everything that writes persons and accounts; search keys and blind indexes are made here and nowhere
else.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.models import AuditEvent
from core.records import audit
from core.records.errors import RuleViolation
from core.records.protection import blind_index, reserve_keys
from core.records.versions import save_versioned
from core.web.home import lists
from people import onetime, rules, sessions
from people.corrections import CORRECTION
from people.models import CorrectionRequest, Person, User

EDITABLE = (
    "name",
    "sex",
    "birth_date",
    "ethnicity",
    "education",
    "specialty",
    "occupation",
    "resident_number",
    "phone",
    "address",
)
_NUMBER_TAKEN = "这个公民身份号码已经登记过，请核对号码；确实是同一人时，请在名册中找到后修改"


def _assign(person: Person, fields: dict[str, Any]) -> list[str]:
    """Put normalised values on the instance; returns every column that follows from them."""
    unknown = set(fields) - set(EDITABLE)
    if unknown:
        raise TypeError(f"not fields of a person: {sorted(unknown)}")
    columns = list(fields)
    for name, value in fields.items():
        setattr(person, name, value)
    if "name" in fields:
        person.name = rules.clean_name(person.name)
        person.pinyin, person.initials = rules.name_keys(person.name)
        columns += ["pinyin", "initials"]
    if "phone" in fields:
        person.phone = rules.clean_phone(person.phone)
        person.phone_index = blind_index(person.phone)
        columns.append("phone_index")
    if "address" in fields:
        person.address = str(person.address or "").strip()
    if "resident_number" in fields:
        number = rules.clean_number(person.resident_number)
        person.resident_number = number.number if number else ""
        person.resident_number_index = blind_index(person.resident_number)
        columns.append("resident_number_index")
        if number:
            rules.check_agrees(number, sex=fields.get("sex") or "", birth_date=fields.get("birth_date"))
            person.sex, person.birth_date = number.sex, number.birth
            columns += [each for each in ("sex", "birth_date") if each not in columns]
    if person.birth_date and "birth_date" in columns:
        field = "resident_number" if fields.get("resident_number") else "birth_date"
        rules.check_birth(person.birth_date, today=timezone.localdate(), field=field)
    return columns


@transaction.atomic
def create_person(*, by: Any, name: str, **fields: Any) -> Person:
    """Register one person; sex and birth date come from the resident number where there is one.

    Raises RuleViolation (with the field) for impossible values, ``number-exists`` for a number already held.
    """
    person = Person()
    _assign(person, {"name": name} | fields)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        raise _number_taken(error) from None
    audit.record("people.created", by=by, target=person, fields=sorted(fields))
    return person


@transaction.atomic
def create_persons(*, by: Any, persons: Sequence[Mapping[str, Any]]) -> list[Person]:
    """``create_person`` for a roster: fields of each, none with a resident number; two statements, order kept."""
    made = []
    for fields in persons:
        person = Person()
        _assign(person, dict(fields))
        made.append(person)
    reserve_keys(made)
    Person.objects.bulk_create(made, batch_size=1000)
    audit.record_many(
        "people.created",
        by=by,
        targets=((person, {"fields": sorted(fields)}) for person, fields in zip(made, persons, strict=True)),
    )
    return made


@transaction.atomic
def update_person(*, by: Any, person: Person, version: int, **fields: Any) -> Person:
    """Change the given fields if nobody else changed the person since ``version`` (else
    core.records.versions.Conflict).
    """
    columns = _assign(person, fields)
    try:
        with transaction.atomic():
            save_versioned(person, version, columns)
    except IntegrityError as error:
        raise _number_taken(error) from None
    audit.record("people.updated", by=by, target=person, fields=sorted(fields))
    return person


def _number_taken(error: IntegrityError) -> Exception:
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    if "resident_number_index" in constraint:
        return RuleViolation("number-exists", _NUMBER_TAKEN, field="resident_number")
    return error


# -- accounts ------------------------------------------------------------------------------------------


def _free_username(base: str) -> str:
    taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    return next(name for name in (base, *(f"{base}{n}" for n in range(2, len(taken) + 3))) if name not in taken)


@transaction.atomic
def open_account(
    *,
    by: Any,
    person: Person,
    username: str = "",
    password: str | None = None,
    is_staff: bool = False,
    email: str = "",
    one_use_until: datetime | None = None,
) -> User:
    """Open the person's account; the user name defaults to the pinyin with a number where it is taken.

    ``one_use_until``: the password is for one use until then.
    Without ``password`` nobody can sign in until one is set. Rights of posts are given by the caller
    (organizations.actions.grant_by_posts).
    """
    if User.objects.filter(person=person).exists():
        raise RuleViolation("account-exists", "此人已有账号", field="person")
    rules.check_username(username)
    username = username or _free_username(person.pinyin or secrets.token_hex(4))
    if User.objects.filter(username=username).exists():
        raise RuleViolation("username-taken", "这个用户名已经有人使用", field="username")
    fields = {"is_staff": is_staff, "email": email, "one_use_until": one_use_until}
    user = User.objects.create_user(username, password, person=person, **fields)
    audit.record("people.account_opened", by=by, target=user)
    return user


def _free_usernames(bases: Sequence[str]) -> list[str]:
    """A free name for each, alike ones apart (wangwei, wangwei2); a query for ten namesakes."""
    found: dict[int, str] = {}
    given: set[str] = set()
    first = 1
    while len(found) < len(bases):
        numbers = range(first, first + 10)
        tried = {base: [base if n == 1 else f"{base}{n}" for n in numbers] for base in bases}
        wanted = [name for at, base in enumerate(bases) if at not in found for name in tried[base]]
        given |= set(User.objects.filter(username__in=wanted).values_list("username", flat=True))
        for at, base in enumerate(bases):
            name = next((each for each in tried[base] if each not in given), None) if at not in found else None
            if name is not None:
                found[at] = name
                given.add(name)
        first += 10
    return [found[at] for at in range(len(bases))]


@transaction.atomic
def open_accounts(*, by: Any, persons: Sequence[tuple[Person, str]]) -> list[User]:
    """``open_account`` for a roster: (person, user name or "") of each, none with an account; order kept, a constant
    number of statements. Without a password nobody signs in. Raises RuleViolation ``username-taken``.
    """
    chosen = [name for _, name in persons if name]
    for name in chosen:
        rules.check_username(name)
    if User.objects.filter(username__in=chosen).exists():
        raise RuleViolation("username-taken", "这个用户名已经有人使用", field="username")
    bases = [person.pinyin or secrets.token_hex(4) for person, name in persons if not name]
    free = iter(_free_usernames(bases))
    made = [User(username=name or next(free), person=person) for person, name in persons]
    for user in made:
        user.set_unusable_password()
    User.objects.bulk_create(made, batch_size=1000)
    audit.record_many("people.account_opened", by=by, targets=((user, {}) for user in made))
    return made


@transaction.atomic
def give_one_use_passwords(*, by: Any, users: Sequence[User], until: datetime) -> list[str]:
    """A password for one use until the moment for each account that nobody has used; in their order, never stored."""
    passwords = [onetime.new_password() for _ in users]
    for user, password in zip(users, passwords, strict=True):
        user.password, user.one_use_until = onetime.stored(password), until
    User.objects.bulk_update(users, ["password", "one_use_until"], batch_size=1000)
    audit.record_many("people.password_set", by=by, targets=((user, {}) for user in users))
    return passwords


@transaction.atomic
def set_password(*, by: Any, user: User, password: str, one_use_until: datetime) -> AuditEvent:
    """Set a password for somebody: for one use until the moment; every session of the account ends."""
    user.set_password(password)
    user.one_use_until = one_use_until
    user.save(update_fields=["password", "one_use_until"])
    return audit.record("people.password_set", by=by, target=user)


@transaction.atomic
def change_email(*, by: User, email: str) -> None:
    """The owner says where letters of the portal go."""
    User.objects.filter(pk=by.pk).update(email=email)
    audit.record("people.account_changed", by=by, target=by, fields=["email"])


@transaction.atomic
def remove_second_factor(*, by: Any, user: User) -> AuditEvent:
    """Take a lost second factor off somebody's account; every session of it ends."""
    Authenticator.objects.filter(user=user).delete()
    user.session_number += 1
    user.save(update_fields=["session_number"])
    return audit.record("people.second_factor_removed", by=by, target=user)


@transaction.atomic
def end_sessions(*, by: User) -> User:
    """Sign the account out everywhere; the caller keeps the present session by logging it in again."""
    user = User.objects.select_for_update().get(pk=by.pk)
    user.session_number += 1
    user.save(update_fields=["session_number"])
    audit.record("people.sessions_ended", by=user, target=user)
    return user


@transaction.atomic
def end_session(*, by: User, session: sessions.Open) -> None:
    """Sign the account out in one place."""
    transaction.on_commit(sessions.SessionStore(session.key).delete)
    audit.record("people.sessions_ended", by=by, target=by, device=session.device)


# -- what is held about a person -----------------------------------------------------------------------


@transaction.atomic
def reveal(*, by: User, person: Person, field: str, reason: str) -> str:
    """Return one protected value in full and record who wanted it and why, never the value itself.

    At the limit of an hour the office above is told; beyond it RuleViolation ``reveal-limit``.
    """
    reason, most = reason.strip(), settings.REVEALS_PER_HOUR
    if len(reason) < 2:
        raise RuleViolation("reason-missing", "请写明查看原因（至少两个字）", field="reason")
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # one after the other: the count holds
    so_far = audit.counted("people.revealed", by=by, since=timezone.now() - timedelta(hours=1)).count()
    if so_far >= most:
        raise RuleViolation("reveal-limit", f"一小时内最多查看{most}项完整信息，已告知上级党组织，请稍后再试")
    event = audit.record(
        "people.revealed", by=by, target=person, label=f"人员 {person.pk}", field=field, reason=reason[:200]
    )
    if so_far + 1 == most:
        lists().alarm(by, event, f"{by}一小时内查看了{most}项完整个人信息，原因见操作日志。")
    return str(getattr(person, field))


@transaction.atomic
def request_correction(*, by: User, person: Person, field: str, proposed: str, reason: str = "") -> CorrectionRequest:
    """The person says what a field should be; checked as it would be when applied."""
    proposed = proposed.strip()
    if field == CorrectionRequest.Field.ERASE:
        proposed = proposed or "删除"
        _check_erasable(person.pk, on=timezone.localdate())
    if not proposed:
        raise RuleViolation("missing", "请填写正确的内容", field="proposed")
    if field == CorrectionRequest.Field.RECORD and len(reason.strip()) < 2:
        raise RuleViolation("reason-missing", "请写明是哪一条登记，例如“入党时间”", field="reason")
    if field != CorrectionRequest.Field.ERASE:
        _parse_proposed(field, proposed, at=timezone.now())
    try:
        with transaction.atomic():
            correction = CorrectionRequest.objects.create(person=person, field=field, proposed=proposed, reason=reason)
    except IntegrityError:
        raise RuleViolation("correction-open", "这一项已提出过更正，正在处理", field="field") from None
    audit.record("people.correction_requested", by=by, target=correction, label=f"人员 {person.pk}", field=field)
    return correction


def _check_erasable(person: int, *, on: date) -> None:
    """Raise RuleViolation where the law or the Party's files keep who asks to be erased: the person hears why."""
    if reason := lists().kept_because(person, on):
        raise RuleViolation("kept", reason, field="field")


def _parse_proposed(field: str, proposed: str, *, at: datetime) -> Any:
    """The proposed text as the field's value, or RuleViolation at ``proposed``."""
    try:
        return rules.read_field(field, proposed, today=timezone.localdate(at))
    except RuleViolation as violation:
        raise RuleViolation(violation.code, violation.message, field="proposed") from None


@transaction.atomic
def apply_correction(*, by: User, correction: CorrectionRequest, at: datetime | None = None) -> Person:
    """Write the proposed value and close the request. RuleViolation for a request that is closed already.

    Of another record (``record``) the office has corrected that record on its own page before; who is to be erased
    (``erase``) is due for the two officers (members.erasure).
    """
    correction, at = _locked(correction), at or timezone.now()
    CORRECTION.check("apply", correction, by=by, at=at)
    person = Person.objects.get(pk=correction.person_id)
    if correction.field == CorrectionRequest.Field.ERASE:
        _check_erasable(person.pk, on=timezone.localdate(at))
    elif correction.field != CorrectionRequest.Field.RECORD:
        value = _parse_proposed(correction.field, correction.proposed, at=at)
        update_person(by=by, person=person, version=person.version, **{correction.field: value})
    _decide("apply", correction, by=by, at=at)
    return person


@transaction.atomic
def refuse_correction(*, by: User, correction: CorrectionRequest, answer: str, at: datetime | None = None) -> None:
    """Close the request without a change; the answer says why."""
    correction, at = _locked(correction), at or timezone.now()
    CORRECTION.check("refuse", correction, by=by, at=at)
    if not answer.strip():
        raise RuleViolation("answer-missing", "不采纳时请写明原因", field="reason")
    _decide("refuse", correction, by=by, at=at, answer=answer.strip()[:200])


def _locked(correction: CorrectionRequest) -> CorrectionRequest:
    return CorrectionRequest.objects.select_for_update().get(pk=correction.pk)


def _decide(name: str, correction: CorrectionRequest, *, by: User, at: datetime, answer: str = "") -> None:
    correction.decided_by, correction.decided_at, correction.answer = by, at, answer
    label = f"人员 {correction.person_id}"
    fields = ["decided_by", "answer", "decided_at"]
    CORRECTION.advance(name, correction, by=by, at=at, fields=fields, label=label, field=correction.field)
