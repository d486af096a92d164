"""Random mutations of a sealed chain, the short form of ``manage.py audit_mutations``."""

import pytest

from core.models import AuditEvent, Seal
from core.records import audit, sealing
from tools.mutations import KINDS, run

CHAINED_ANEW = {"replace"}
"""What whoever computes every link again leaves no trace of inside: the head alone tells."""


@pytest.mark.django_db
def test_every_mutation_is_found_with_the_head_and_those_inside_without_it() -> None:
    audit.record("test.happened", by="tests")
    before = AuditEvent.objects.count(), Seal.objects.count(), sealing.head_file().exists()
    report = run(12 * len(KINDS), seed=7)
    assert not report.missed
    assert report.with_head.total() == report.made.total() == 12 * len(KINDS)
    inside = {kind for kind in KINDS if report.without_head[kind] == report.made[kind]}
    assert inside >= set(KINDS) - CHAINED_ANEW - {"cut tail"}
    assert report.without_head["replace"] < report.made["replace"]
    assert (AuditEvent.objects.count(), Seal.objects.count(), sealing.head_file().exists()) == before
