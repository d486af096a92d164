"""Opinions: taken in, raised, answered, rated (S2 二(五), 三(四))."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from core.chinese.calendar import add_working_days
from core.models import AuditEvent
from core.records import audit, outbox
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from grids import rules
from grids.actions.places import account
from grids.models import (
    Grid,
    Level,
    Opinion,
    OpinionStep,
    ResponsiblePerson,
)
from grids.models.opinions import ARRIVALS
from grids.queries import MANAGE, level_organization, may_answer_opinion
from grids.rules import OPINION
from organizations import standards
from organizations.models import Organization
from organizations.queries import nearest_holders
from organizations.rules import raise_field_errors
from people.models import Person, User


def time_limit(*, level: str, community: Organization, from_day: date) -> date:
    """Last day for solving an opinion that reached ``level`` on ``from_day`` (thresholds grd.opinion.*)."""
    days = standards.at(rules.TIME_LIMITS[Level(level)], organization=community, as_of=from_day)
    return add_working_days(from_day, days)


@transaction.atomic
def receive_opinion(
    *,
    by: Any,
    community: Organization,
    content: str,
    at: datetime,
    grid: Grid | None = None,
    source: str = Opinion.Source.RESIDENT,
    category: str = Opinion.Category.OTHER,
    phone: str = "",
    first_receiver: Person | None = None,
    reporter: Person | None = None,
    channel: str = "",
    caller: str = "",
    hotline_number: str = "",
    place: str = "",
    photo: "ContentFile[bytes] | None" = None,
) -> Opinion:
    """Take in an opinion raised at ``at``: at the grid's level, without a grid the community's.

    Whoever receives it first stays responsible 首问负责: else the grid's officer or head of that day. Entered by who
    answers for its level, it is signed for at once. Raises RuleViolation for a moment ahead or before the place was
    there, and for a hotline without its number.
    """
    rules.check_received(community, grid, at=at, now=timezone.now())
    rules.check_channel(channel=channel, hotline_number=hotline_number.strip())
    level = Level.GRID if grid is not None else Level.COMMUNITY
    day = timezone.localdate(at)
    if first_receiver is None and grid is not None:
        found = (
            grid.responsible_persons.in_force(day)
            .filter(role__in=[ResponsiblePerson.Role.GRID_OFFICER, ResponsiblePerson.Role.GRID_HEAD])
            .select_related("person")
            .order_by("-role")
            .first()
        )
        first_receiver = found.person if found else None
    opinion = Opinion(
        organization=community,
        grid=grid,
        content=content.strip(),
        source=source,
        category=category,
        phone=phone,
        first_receiver=first_receiver,
        reporter=reporter,
        channel=channel,
        caller=caller.strip(),
        hotline_number=hotline_number.strip(),
        place=place.strip(),
        photo=photo or "",
        level=level,
        received_at=at,
        due_on=time_limit(level=level, community=community, from_day=day),
    )
    raise_field_errors(opinion, exclude=["scope"])
    opinion.save()
    write_step(opinion, OpinionStep.Kind.RECEIVED, by=by, at=at)
    if isinstance(by, User) and may_answer_opinion(by, opinion):
        sign_for(opinion, by=by, at=at)
        opinion.save(update_fields=["signed_at"])
    event = audit.record("grids.opinion_received", by=by, target=opinion, label=label_of(opinion), level=opinion.level)
    if first_receiver is not None:
        text = f"由{opinion.get_level_display()}办理，{opinion.due_on:%Y-%m-%d}前答复；您是首问责任人，请跟到有答复"
        tell(event, "opinion.received", "请跟踪社情民意", text, [first_receiver], by=by)
    return opinion


def tell(event: AuditEvent, kind: str, title: str, text: str, persons: Iterable[Person | None], *, by: Any) -> None:
    """A message to the accounts of persons whose own page lists the opinion; its content is not repeated."""
    ids = {person.pk for person in persons if person is not None}
    users = User.objects.filter(person__in=ids, is_active=True)
    own = getattr(by, "pk", None)
    outbox.notify(_note_to(user.pk, event, kind, title, text, "/grids/mine/") for user in users if user.pk != own)


def _note_to(recipient: int, event: AuditEvent, kind: str, title: str, text: str, url: str) -> outbox.Note:
    return outbox.Note(
        kind=kind,
        subject_type="core.auditevent",
        subject_id=event.pk,
        recipient_id=recipient,
        due_on=timezone.localdate(event.occurred_at),
        title=title,
        text=text,
        url=url,
    )


def _tell_level(opinion: Opinion, event: AuditEvent, *, by: Any) -> None:
    """Whoever answers for the level hears that the opinion has arrived there."""
    holder = level_organization(opinion)
    _, officers = nearest_holders(MANAGE, holder, on=timezone.localdate(event.occurred_at))
    text = f"{opinion.organization.name}的社情民意已到{opinion.get_level_display()}，{opinion.due_on:%Y-%m-%d}前答复"
    url = f"/grids/opinions/{opinion.pk}/"
    own = getattr(by, "pk", None)
    outbox.notify(
        _note_to(each.pk, event, "opinion.raised", "社情民意上报到您这里", text, url)
        for each in officers
        if each.pk != own
    )


def write_step(
    opinion: Opinion, kind: OpinionStep.Kind, *, by: Any, at: datetime, note: str = "", satisfaction: str = ""
) -> None:
    """Write the step; the texts stay in it, never in the log."""
    OpinionStep.objects.create(
        opinion=opinion,
        kind=kind,
        level=opinion.level,
        note=note,
        satisfaction=satisfaction,
        due_on=opinion.due_on if kind in ARRIVALS else None,
        happened_at=at,
        by=account(by),
    )


def sign_for(opinion: Opinion, *, by: Any, at: datetime) -> None:
    """The level that has the opinion took it: once, by whoever does something with it first; the caller saves."""
    if opinion.signed_at is None:
        opinion.signed_at = at
        write_step(opinion, OpinionStep.Kind.SIGNED, by=by, at=at)


def label_of(opinion: Opinion) -> str:
    """What the log calls an opinion: never its content."""
    return f"社情民意{opinion.pk}"


def advance(
    name: str, opinion: Opinion, *, by: Any, at: datetime, fields: Sequence[str], version: int | None = None
) -> None:
    version = opinion.version if version is None else version
    data = {"label": label_of(opinion), "level": str(opinion.level)}
    OPINION.advance(name, opinion, by=by, at=at, version=version, fields=fields, **data)


@transaction.atomic
def raise_opinion(*, by: Any, opinion: Opinion, at: datetime, note: str = "") -> Opinion:
    """Pass an opinion that cannot be solved here to the next level, with that level's time limit."""
    OPINION.check("raise", opinion, by=by, at=at)
    version = opinion.version
    sign_for(opinion, by=by, at=at)
    _to_level_above(opinion, at=at)
    save_versioned(opinion, version, ["level", "due_on", "signed_at"])
    write_step(opinion, OpinionStep.Kind.RAISED, by=by, at=at, note=note)
    event = audit.record(OPINION["raise"].event, by=by, target=opinion, label=label_of(opinion), level=opinion.level)
    _tell_level(opinion, event, by=by)
    return opinion


def _to_level_above(opinion: Opinion, *, at: datetime) -> None:
    opinion.level = rules.NEXT_LEVEL[Level(opinion.level)] or Level.DISTRICT
    opinion.due_on = time_limit(level=opinion.level, community=opinion.organization, from_day=timezone.localdate(at))
    opinion.signed_at = None


@transaction.atomic
def answer_opinion(*, by: Any, opinion: Opinion, answer: str, at: datetime, version: int | None = None) -> Opinion:
    """Answer an opinion. ``version`` is the one that the form showed; raises core.records.versions.Conflict."""
    OPINION.check("answer", opinion, by=by, at=at)
    rules.check_answer(opinion, answer=answer, at=at)
    opinion.answer = answer.strip()
    opinion.answered_at = at
    opinion.answered_by = account(by)
    sign_for(opinion, by=by, at=at)
    advance("answer", opinion, by=by, at=at, fields=[*_ANSWER, "signed_at"], version=version)
    write_step(opinion, OpinionStep.Kind.ANSWERED, by=by, at=at, note=opinion.answer)
    _tell_answer(opinion, by=by)
    for joined in opinion.joined.select_for_update().filter(state=Opinion.State.JOINED).order_by("pk"):
        _answer_with(joined, opinion, by=by, at=at)
    return opinion


_ANSWER = ("answer", "answered_at", "answered_by")


def _answer_with(joined: Opinion, main: Opinion, *, by: Any, at: datetime) -> None:
    """What was joined to an opinion is answered with it, by its level; each asker is told and rates for himself."""
    joined.level = main.level
    for name in _ANSWER:
        setattr(joined, name, getattr(main, name))
    advance("answer_with", joined, by=by, at=at, fields=["level", *_ANSWER])
    write_step(joined, OpinionStep.Kind.ANSWERED, by=by, at=at, note=joined.answer)
    _tell_answer(joined, by=by)


def _tell_answer(opinion: Opinion, *, by: Any) -> None:
    text = f"{opinion.get_level_display()}已答复，请看答复内容"
    persons = [opinion.reporter, opinion.first_receiver]
    tell(_latest(opinion), "opinion.answered", "您关注的社情民意有答复", text, persons, by=by)


def _latest(opinion: Opinion) -> AuditEvent:
    """The event of the step that was just recorded."""
    rows = AuditEvent.objects.filter(target_type="grids.opinion", target_id=str(opinion.pk))
    return rows.order_by("-pk")[:1].get()


@transaction.atomic
def rate_opinion(*, by: Any, opinion: Opinion, satisfaction: str, at: datetime, note: str = "") -> Opinion:
    """The asker's word, never that of who has a hand in the answer. Dissatisfied: back to work, one level up while
    there is one (S2 三(四)). A signed-in asker who did not raise it from the own account stays unnamed."""
    asker = by if getattr(by, "person_id", None) in (None, opinion.reporter_id) else "居民"
    OPINION.check("rate", opinion, by=by, at=at)
    by = asker
    if satisfaction not in Opinion.Satisfaction.values:
        raise RuleViolation("satisfaction", "请选择满意程度", field="satisfaction")
    if satisfaction == Opinion.Satisfaction.DISSATISFIED and rules.NEXT_LEVEL[Level(opinion.level)]:
        return _reopen(by=by, opinion=opinion, at=at, note=note)
    opinion.satisfaction = satisfaction
    opinion.rated_at = at
    advance("rate", opinion, by=by, at=at, fields=["satisfaction", "rated_at"])
    write_step(
        opinion,
        OpinionStep.Kind.RATED,
        by=by,
        at=at,
        note=opinion.get_satisfaction_display(),
        satisfaction=satisfaction,
    )
    return opinion


def _reopen(*, by: Any, opinion: Opinion, at: datetime, note: str) -> Opinion:
    OPINION.check("reopen", opinion, by=by, at=at)
    _to_level_above(opinion, at=at)
    opinion.answer = ""
    opinion.answered_at = opinion.answered_by = opinion.joined_to = opinion.told_at = None
    opinion.told_by = ""
    fields = ["level", "due_on", "signed_at", "joined_to", "told_at", "told_by", *_ANSWER]
    advance("reopen", opinion, by=by, at=at, fields=fields)
    write_step(
        opinion,
        OpinionStep.Kind.REOPENED,
        by=by,
        at=at,
        note=note or "群众对答复不满意",
        satisfaction=Opinion.Satisfaction.DISSATISFIED,
    )
    _tell_level(opinion, _latest(opinion), by=by)
    return opinion


@transaction.atomic
def hand_code(*, by: Any, opinion: Opinion, at: datetime, reason: str = "") -> None:
    """The slip with the code goes to the asker; its second printing says why, on the line of time that all read."""
    before = opinion.steps.filter(kind=OpinionStep.Kind.HANDED).exists()
    rules.check_handing(before=before, reason=reason)
    write_step(opinion, OpinionStep.Kind.HANDED, by=by, at=at, note=reason.strip()[:200] or "受理回执")
    audit.record("grids.opinion_code_handed", by=by, target=opinion, label=label_of(opinion), again=before)


@transaction.atomic
def reveal_phone(*, by: Any, opinion: Opinion, reason: str) -> str:
    """The asker's full telephone; what the asker is called is read with it. Who looked and why is in the audit log, the
    number is not."""
    if len(reason.strip()) < 2:
        raise RuleViolation("reason-missing", "请写明查看电话的原因", field="reason")
    audit.record(
        "grids.opinion_phone_revealed",
        by=by,
        target=opinion,
        label=label_of(opinion),
        reason=reason.strip()[:200],
    )
    if opinion.to_tell:  # the message that is shown with the number has the address in it
        write_step(opinion, OpinionStep.Kind.HANDED, by=by, at=timezone.now(), note=f"短信：{reason.strip()[:190]}")
    return str(opinion.phone)
