"""Publications that belong to a step of another record: opened, withdrawn, objected to and concluded by that step."""

from datetime import date
from typing import Any

from django.db import models, transaction

from core.chinese.calendar import add_working_days
from core.records import audit
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from organizations.models import Organization, Publication, PublicationObjection
from organizations.publications import rules


def current_for(record: models.Model) -> Publication | None:
    """The publication that a record's step waits for, with its organisations; None where none runs."""
    rows = Publication.objects.filter(subject=record._meta.label_lower, subject_id=record.pk, withdrawn_on=None)
    found: Publication | None = rows.select_related("organization", "handler").first()
    return found


def objections_for(record: models.Model) -> models.QuerySet[PublicationObjection]:
    """Every objection that was raised to a record, also to publications that were taken back for it."""
    rows = PublicationObjection.objects.filter(
        publication__subject=record._meta.label_lower, publication__subject_id=record.pk
    )
    return rows.select_related("publication", "raised_by__person").order_by("pk")


@transaction.atomic
def publish_for(
    record: models.Model,
    *,
    by: Any,
    organization: Organization,
    handler: Organization | None,
    kind: str,
    title: str,
    content: str,
    today: date,
) -> Publication:
    """Publish what a record says from today on, for as many working days as its kind asks."""
    days = rules.least_days(kind, organization, today)
    owner = handler or organization
    publication = Publication.objects.create(
        organization=organization,
        handler=handler,
        kind=kind,
        title=title,
        content=content,
        contact=owner.name,
        starts_on=today,
        working_days=days,
        ends_on=add_working_days(today, days),
        subject=record._meta.label_lower,
        subject_id=record.pk,
    )
    audit.record("organizations.published", by=by, target=publication, kind=kind, until=publication.ends_on.isoformat())
    return publication


@transaction.atomic
def withdraw_for(record: models.Model, *, by: Any, today: date, reason: str) -> None:
    """Take back what a record had published, with the reason; nothing happens where nothing runs."""
    publication = current_for(record)
    if publication is None:
        return
    publication.withdrawn_on, publication.withdrawn_because = today, reason[:120]
    save_versioned(publication, publication.version, ["withdrawn_on", "withdrawn_because"])
    audit.record("organizations.publication_withdrawn", by=by, target=publication, reason=publication.withdrawn_because)


@transaction.atomic
def conclude_for(record: models.Model, *, by: Any, today: date, what: str) -> None:
    """Say the outcome when the step that waited is taken. Raises RuleViolation before the period and the answers."""
    publication = current_for(record)
    if publication is None or publication.concluded_on is not None:
        return
    rules.check_over(publication, today, what)
    rules.check_answered(publication)
    publication.outcome, publication.concluded_on = rules.outcome_of(publication), today
    save_versioned(publication, publication.version, ["outcome", "concluded_on"])
    audit.record("organizations.publication_concluded", by=by, target=publication, outcome=publication.outcome)


@transaction.atomic
def object_to(
    *, by: Any, publication: Publication | None, text: str, today: date, about: str = ""
) -> PublicationObjection:
    """An objection raised in the portal, while the publication runs."""
    if publication is None:
        raise RuleViolation("not-published", "只有在公示期内才能提出异议")
    standing = Publication.objects.select_for_update(of=("self",), no_key=True).get(pk=publication.pk)
    if not text.strip():
        raise RuleViolation("text-missing", "请写明异议内容", field="text")
    if standing.withdrawn_on is not None or not standing.starts_on <= today <= standing.ends_on:
        raise RuleViolation("outside", f"公示期到{standing.ends_on}，只有在公示期内才能提出异议", field="text")
    objection = PublicationObjection.objects.create(
        organization_id=standing.organization_id,
        publication=standing,
        channel=PublicationObjection.Channel.PORTAL,
        raised_by=by,
        raised_on=today,
        about=about[:80],
        text=text.strip(),
    )
    audit.record("organizations.publication_objected", by=by, target=objection)
    return objection
