"""What a publication promises: its period, who answers, what waits until it is over (ORG-30)."""

from datetime import date
from typing import Any

from core.chinese.calendar import add_working_days
from core.records.errors import RuleViolation
from core.records.redaction import redact
from organizations import standards
from organizations.models import Organization, Publication, PublicationObjection, PublicationPlace
from organizations.registers.forms import KEEP
from organizations.registers.register import Asked
from organizations.scoping import may
from organizations.tree.effective import check_not_ahead
from people.models import User

Kind, Outcome = Publication.Kind, Publication.Outcome
DAYS = "core.publicity_working_days"
DAYS_OF = {Kind.DEVELOPMENT: "mem.target.publicity_working_days", Kind.EVALUATION: "asm.objection_days"}
"""Numbers of a kind that has its own (on a day without one the general one holds); all others keep the general one."""


def least_days(kind: str, organization: Organization, on: date) -> int:
    """Working days that a publication of the kind lasts at least."""
    own = DAYS_OF.get(Kind(kind), DAYS)
    found = standards.at(own, organization=organization, as_of=on)
    return int(found if found is not None else standards.at(DAYS, organization=organization, as_of=on))


def _check_hand(publication: Publication) -> None:
    if publication.subject:
        raise RuleViolation("bound", "这条公示随所办的事项发布和撤回，请到那里办理")


def check_owner(publication: Publication, by: Any) -> None:
    """Objections are answered by who published, and the outcome is said there; nobody does it for himself below."""
    if isinstance(by, User) and not may(by, KEEP, publication.owner):
        raise RuleViolation("not-owner", f"异议由{publication.owner.name}受理和答复")


def check_publication(publication: Publication, asked: Asked) -> None:
    """Before one is entered, corrected or withdrawn: what began stands as it was posted, for as long as was said."""
    _check_hand(publication)
    if not asked.names:
        if publication.concluded_on is not None:
            raise RuleViolation("concluded", f"已于{publication.concluded_on}办结，请先撤销办结")
        return
    if publication.pk is not None and Publication.objects.get(pk=publication.pk).starts_on <= asked.today:
        raise RuleViolation("begun", "已经开始公示，内容和期限不能再改；写错了的请撤回，重新公示")
    if publication.contact != redact(publication.contact):
        raise RuleViolation("private-number", "请填写办公电话，不要公布个人手机号码", field="contact")
    if publication.starts_on < asked.today:
        raise RuleViolation("backdated", "开始日期不能早于今天：从公布页能看到的那天算起", field="starts_on")
    check_not_ahead(publication.starts_on, today=asked.today, label="开始日期", field="starts_on", future=True)
    least = least_days(publication.kind, publication.organization, publication.starts_on)
    if publication.working_days < least:
        raise RuleViolation("too-short", f"公示不少于{least}个工作日", field="working_days")
    publication.ends_on = add_working_days(publication.starts_on, publication.working_days)


def check_longer(publication: Publication, asked: Asked) -> None:
    """A running publication may last longer, never shorter."""
    _check_hand(publication)
    stored = Publication.objects.get(pk=publication.pk)
    if asked.today > stored.ends_on:
        raise RuleViolation("over", f"公示已于{stored.ends_on}截止，不能再延长")
    if publication.working_days <= stored.working_days:
        raise RuleViolation("shortened", f"原定{stored.working_days}个工作日，只能延长", field="working_days")
    publication.ends_on = add_working_days(publication.starts_on, publication.working_days)


def check_over(publication: Publication | None, today: date, what: str) -> None:
    """A step waits until the whole period has passed. Raises RuleViolation; ``what`` names the step."""
    if publication is not None and today <= publication.ends_on:
        raise RuleViolation("publicity-running", f"公示期到{publication.ends_on}，期满后才能{what}")


def check_answered(publication: Publication | None) -> None:
    """Every objection has its answer."""
    if publication is not None and (waiting := publication.objections.filter(answered_on=None).count()):
        raise RuleViolation("objections-open", f"还有{waiting}条异议没有答复")


def upheld(publication: Publication | None) -> int:
    """How many objections were found right."""
    return 0 if publication is None else publication.objections.filter(upheld=True).count()


def outcome_of(publication: Publication) -> str:
    """What the answers say, once every objection has one."""
    if upheld(publication):
        return Outcome.UPHELD
    return Outcome.DISMISSED if publication.objections.exists() else Outcome.NONE


def check_conclusion(publication: Publication, asked: Asked) -> None:
    """The outcome follows from the answers; it is said after the period, of what hung somewhere."""
    _check_hand(publication)
    check_owner(publication, asked.by)
    stored = Publication.objects.get(pk=publication.pk)
    if stored.concluded_on is not None:
        raise RuleViolation("concluded", f"已于{stored.concluded_on}办结")
    check_over(stored, asked.today, "办结")
    check_answered(stored)
    if not stored.places.exists():
        raise RuleViolation("nowhere", "还没有登记张贴地点，先登记再办结")
    publication.outcome = outcome_of(stored)


def check_reopening(publication: Publication, asked: Asked) -> None:
    """An outcome said by mistake is taken back, with a reason."""
    _check_hand(publication)
    check_owner(publication, asked.by)
    if Publication.objects.get(pk=publication.pk).concluded_on is None:
        raise RuleViolation("not-concluded", "还没有办结")


def concluded(data: dict[str, Any], today: date) -> dict[str, Any]:
    """What saying the outcome writes; the outcome itself is found by its rule."""
    return data | {"outcome": "", "concluded_on": today}


def reopened(data: dict[str, Any]) -> dict[str, Any]:
    """What taking an outcome back writes."""
    return data | {"outcome": "", "conclusion": "", "concluded_on": None}


def _check_going(publication: Publication) -> None:
    if publication.concluded_on is not None:
        raise RuleViolation("concluded", f"已于{publication.concluded_on}办结，不能再改")


def _check_within(publication: Publication, day: date, today: date, label: str, field: str) -> None:
    if not publication.starts_on <= day <= publication.ends_on:
        raise RuleViolation(
            "outside", f"{label}应在公示期内（{publication.starts_on}至{publication.ends_on}）", field=field
        )
    check_not_ahead(day, today=today, label=label, field=field)


def check_place(place: PublicationPlace, asked: Asked) -> None:
    """It hung within the period."""
    _check_going(place.publication)
    if asked.names:
        _check_within(place.publication, place.posted_on, asked.today, "张贴日期", "posted_on")


def check_objection(objection: PublicationObjection, asked: Asked) -> None:
    """An objection is raised within the period; one that was answered, or raised in the portal, stands as it is."""
    publication = objection.publication
    _check_going(publication)
    if objection.pk is not None:
        stored = PublicationObjection.objects.get(pk=objection.pk)
        if stored.answered_on is not None:
            raise RuleViolation("answered", "这条异议已经答复，不能再改；答复有误的请撤销答复")
        if stored.raised_by is not None:
            raise RuleViolation("portal", "本人登录提出的异议不能更改和删除")
    if not asked.names:
        check_owner(publication, asked.by)
        return
    if objection.channel in (objection.Channel.LETTER, objection.Channel.VISIT) and not objection.name.strip():
        raise RuleViolation("unsigned", "书面和来访的异议要写明提出人", field="name")
    if objection.channel == objection.Channel.PORTAL and objection.raised_by is None:
        raise RuleViolation("portal", "登录提出的异议由本人提出", field="channel")
    _check_within(publication, objection.raised_on, asked.today, "提出日期", "raised_on")


def check_answer(objection: PublicationObjection, asked: Asked) -> None:
    """Answered once, by who published, not by who raised it."""
    _check_going(objection.publication)
    check_owner(objection.publication, asked.by)
    if PublicationObjection.objects.get(pk=objection.pk).answered_on is not None:
        raise RuleViolation("answered", "这条异议已经答复")
    if isinstance(asked.by, User) and objection.raised_by_id == asked.by.pk:
        raise RuleViolation("own-objection", "不能答复自己提出的异议")
    if not objection.answer.strip():
        raise RuleViolation("answer-missing", "请填写答复", field="answer")


def check_unanswered(objection: PublicationObjection, asked: Asked) -> None:
    """An answer given by mistake is taken back with a reason, while the publication is open."""
    _check_going(objection.publication)
    check_owner(objection.publication, asked.by)
    if PublicationObjection.objects.get(pk=objection.pk).answered_on is None:
        raise RuleViolation("not-answered", "这条异议还没有答复")


def unanswered(data: dict[str, Any]) -> dict[str, Any]:
    """What taking an answer back writes."""
    return data | {"answer": "", "upheld": False, "answered_on": None}


def state_of(publication: Publication, today: date) -> str:
    """Where it stands on the day, in words."""
    if publication.withdrawn_on is not None:
        return "已撤回"
    if publication.concluded_on is not None:
        return publication.get_outcome_display()
    if today < publication.starts_on:
        return "尚未开始"
    if today <= publication.ends_on:
        return "公示中"
    return "期满" if publication.stays else "期满待办结"
