"""Records of this room and below that fulfil steps: trainings that were passed, publications that ran their days."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.urls import reverse

from organizations import standards
from organizations.cases.kinds import Found, Proof
from organizations.models import Case, Organization, Publication, TrainingAttendance
from organizations.registers.models import TrainingOutcome, TrainingPurpose

DAYS, HOURS = "mem.target.training_days_min", "mem.target.training_hours_min"
SHOWN = 12
"""How many records are offered: the newest."""


def _passed(case: Case, purpose: str) -> Any:
    rows = TrainingAttendance.objects.filter(
        person=case.person_id,
        outcome=TrainingOutcome.PASSED,
        training__withdrawn_on=None,
        training__purposes__contains=[purpose],
    )
    return rows.select_related("training", "training__organization").order_by("-training__ends_on", "-pk")[:SHOWN]


def _found(row: TrainingAttendance) -> Found:
    training = row.training
    label = f"{training.title}（{training.ends_on}，{training.hours}学时，{row.get_outcome_display()}）"
    return Found(row.pk, training.ends_on, label)


def _activists(case: Case) -> list[Found]:
    return [_found(row) for row in _passed(case, TrainingPurpose.ACTIVIST)]


def _targets(case: Case) -> list[Found]:
    """Of so many days, or of so many hours."""
    found = []
    for row in _passed(case, TrainingPurpose.TARGET):
        training = row.training
        limits = standards.rows((DAYS, HOURS), organization=case.organization, as_of=training.ends_on)
        days = (training.ends_on - training.starts_on).days + 1
        if limits[DAYS].allows(days) or limits[HOURS].allows(training.hours):
            found.append(_found(row))
    return found


def _training(pk: int) -> str:
    training = TrainingAttendance.objects.filter(pk=pk).values_list("training", flat=True).first()
    return reverse("organizations:training_entry", args=[training]) if training else reverse("organizations:training")


def _published(kind: str) -> Callable[[Case], list[Found]]:
    def find(case: Case) -> list[Found]:
        places = Organization.objects.filter(pk__in=case.organization.ancestor_ids) | Organization.objects.filter(
            pk=case.organization_id
        )
        if case.person is None:
            return []
        named = Q(content__contains=case.person.name) | Q(title__contains=case.person.name)
        rows = Publication.objects.filter(
            named,
            kind=kind,
            organization__in=places,
            withdrawn_on=None,
            outcome__in=[Publication.Outcome.NONE, Publication.Outcome.DISMISSED],
        )
        return [
            Found(
                row.pk, row.concluded_on, f"{row.title}（{row.starts_on}至{row.ends_on}，{row.get_outcome_display()}）"
            )
            for row in rows.order_by("-starts_on", "-pk")[:SHOWN]
        ]

    return find


def _new_training(_case: Case) -> str:
    return reverse("organizations:training_new")


PROOFS = (
    Proof(
        "training.activist",
        "入党积极分子培训",
        _activists,
        _training,
        "去登记培训",
        _new_training,
        "培训类别选“入党积极分子培训”，参加人员登记为结业（考核合格）",
    ),
    Proof(
        "training.target",
        "发展对象集中培训",
        _targets,
        _training,
        "去登记培训",
        _new_training,
        "培训类别选“发展对象集中培训”，不少于3天或24学时，登记为结业（考核合格）",
    ),
    Proof(
        "publication.development",
        "期满办结的公示",
        _published(Publication.Kind.DEVELOPMENT),
        lambda pk: reverse("organizations:publications_entry", args=[pk]),
        "去登记公示",
        lambda _case: reverse("organizations:publications_new"),
        "公示种类选“发展党员公示”，内容写明本人姓名，期满办结且没有成立的异议",
    ),
)
