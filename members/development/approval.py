"""Approval by street or town: the five refusals with reason and cure, and what follows from a yes (MEM-08)."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from core.chinese.dates import add_months, chinese_date
from core.records.errors import RuleViolation
from members import actions
from members.development.models import PlannedPerson
from members.models import Membership
from organizations.cases.actions import file_of
from organizations.cases.kinds import Draft, File, Gate, found_by, proof_of
from organizations.models import Post
from people.models import User

NAMES = "mem.development.refusals"
VALID = "mem.target.political_review_valid_months"
MOST = "mem.approval.months_max"
PROBATION = "mem.probation.months"


def _step(file: File, key: str) -> str:
    return reverse("organizations:case_step", args=[file.case.pk, key])


def _not_registered(file: File, _on: date) -> tuple[str, str, str]:
    """Whoever was determined as activist stood in the register before, or the street has seen the application."""
    activist = file.day("activist")
    entered = timezone.localdate(file.case.recorded_at)
    if activist is not None and entered > activist and file.row("verify") is None:
        reason = f"{chinese_date(entered)}才录入申请人信息，晚于确定积极分子的{chinese_date(activist)}"
        return reason, "街道核对申请书原件，登记核实", _step(file, "verify")
    return "", "", ""


def _not_planned(file: File, on: date) -> tuple[str, str, str]:
    years = {on.year} | ({vote.year} if (vote := file.day("vote")) else set())
    planned = PlannedPerson.objects.filter(
        person=file.case.person_id,
        plan__organization=file.case.organization_id,
        plan__year__in=years,
        plan__withdrawn_on=None,
        plan__confirmed_on__isnull=False,
        plan__confirmed_on__lte=on,
    )
    if planned.exists():
        return "", "", ""
    return "没有列入街道（镇）审定的发展计划", "去登记计划、由街道审定", reverse("members:development_plans")


def _stands(file: File, key: str) -> bool:
    """Whether the record that fulfilled the step still does: it was neither withdrawn nor corrected since."""
    row = file.row(key)
    proof = proof_of(file.kind.step(key))
    if row is None or proof is None:
        return row is not None
    return row.record in {found.pk for found in found_by(proof, file.case)}


def _not_trained(file: File, _on: date) -> tuple[str, str, str]:
    if file.row("activist_training") is None:
        return "没有参加积极分子培训，或考试不合格", "去登记这一步", _step(file, "activist_training")
    if not _stands(file, "activist_training"):
        return "依据的培训记录已经撤回或改为不合格", "参加培训并考核合格，再登记", _step(file, "activist_training")
    return "", "", ""


BEFORE = ("activist_training", "political", "approve")
"""Steps that have a refusal of their own, and the approval itself."""


def _incomplete(file: File, on: date) -> tuple[str, str, str]:
    main = file.main(on)
    wanted = main[: next((place for place, step in enumerate(main) if step.key == "approve"), 0)]
    missing = [step for step in wanted if step.key not in BEFORE and file.row(step.key) is None]
    if missing:
        return f"缺少：{'、'.join(step.label for step in missing)}", "按顺序补办", _step(file, missing[0].key)
    fallen = [step for step in wanted if step.key not in BEFORE and not _stands(file, step.key)]
    if fallen:
        labels = "、".join(step.label for step in fallen)
        return (
            f"依据的记录已不成立：{labels}",
            "退回这一步重新办理",
            reverse("organizations:case_back", args=[file.case.pk]),
        )
    return "", "", ""


def _unclear(file: File, on: date) -> tuple[str, str, str]:
    row = file.row("political")
    if row is None:
        return "还没有政治审查", "去登记政治审查", _step(file, "political")
    back = reverse("organizations:case_back", args=[file.case.pk])
    if row.choice != "清楚":
        return "政审结论是“不清楚”", "查清以后退回这一步重新登记", back
    until = add_months(row.done_on, int(file.number(VALID, on)))
    if on > until:
        return f"政审有效期到{chinese_date(until)}，已经过期", "重新政审，退回这一步重新登记", back
    return "", "", ""


_FIVE = (_not_registered, _not_planned, _not_trained, _incomplete, _unclear)


def refusals(file: File, on: date) -> Iterable[Gate]:
    """The five cases in which nobody is approved, by the words of the rules, in their order (S4A 三2)."""
    gates = []
    for name, check_one in zip(file.number(NAMES, on), _FIVE, strict=True):
        reason, cure, url = check_one(file, on)
        gates.append(Gate(name, not reason, f"{name}：{reason}" if reason else "", cure, url))
    return gates


def check(draft: Draft) -> None:
    """Not past the longest term, and not by somebody of the branch or who entered its vote."""
    file, on, by = draft.file, draft.on, draft.by
    vote = file.row("vote")
    if vote is not None and on > add_months(vote.done_on, int(file.number(MOST, on))):
        raise RuleViolation("too-late", "支部大会通过已超过最长审批期限，请退回支部重新讨论", field="done_on")
    if not isinstance(by, User):
        return
    if any(row.recorded_by_id == by.pk for row in file.rows if row.key in ("vote", "deliberate")):
        raise RuleViolation("own-hand", "支部大会和社区审议是您录入的，请由街道（镇）的其他人审批")
    posts = Post.objects.in_force(on).filter(person__user=by, organization=file.case.organization_id)
    if posts.exists():
        raise RuleViolation("own-branch", "您在这个支部任职，请由街道（镇）的其他人审批")


def admit(draft: Draft) -> None:
    """Probationary from the day of the branch meeting; here a member from the approval on."""
    case = draft.file.case
    assert case.person is not None
    actions.add_membership(
        by=draft.by,
        person=case.person,
        branch=case.organization,
        since=draft.on,
        status=Membership.Status.PROBATIONARY,
        joined_on=draft.file.day("vote"),
        today=draft.today,
    )


def probation_end(file: File, on: date) -> date | None:
    """The day on which the probation is over, with its extension."""
    vote = file.day("vote")
    if vote is None:
        return None
    months = int(file.number(PROBATION, on))
    for row in file.all_of("extend"):
        months += int(row.choice.removesuffix("个月"))
    return add_months(vote, months)


def probation_over(file: File, on: date) -> Iterable[Gate]:
    """Nobody is discussed before the probation is over."""
    end = probation_end(file, on)
    if end is None:
        return [Gate("预备期满", False, "还没有支部大会接收的日期")]
    return [Gate(f"预备期满（{chinese_date(end)}）", on >= end, f"预备期到{chinese_date(end)}满")]


def make_full(draft: Draft) -> None:
    """Full from the end of the probation; the spell changes on the day of the approval."""
    file = file_of(draft.file.case)
    spell = _spell(file)
    actions.change_membership(
        by=draft.by,
        membership=spell,
        on=draft.on,
        version=spell.version,
        today=draft.today,
        status=Membership.Status.FULL,
        full_on=probation_end(file, draft.on),
        case=file.case.pk,
    )


def dismiss(file: File, by: object, on: date, _reason: str) -> None:
    """The probationary member is one no more."""
    spell = _spell(file)
    actions.end_membership(
        by=by,
        membership=spell,
        on=on,
        version=spell.version,
        today=on,
        reason=Membership.End.WITHDRAWAL,
    )


def _spell(file: File) -> Membership:
    spell: Membership | None = Membership.objects.current().filter(person=file.case.person_id).first()
    if spell is None:
        raise RuleViolation("no-member", "此人现在没有组织关系，请先核对")
    return spell
