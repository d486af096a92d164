from core.models import AuditEvent
from core.records import audit
from organizations import actions
from organizations.models import AccountRequest, Grant, Participation, Post, Role, RosterBatch, Threshold
from tests.matrix import Place, Row, World


def threshold(world: World, place: Place) -> Threshold:
    number = list(world.places).index(place.key)
    national = Threshold.objects.filter(organization=None, scope_level="street").order_by("name")[number]
    return actions.set_threshold(
        by="test",
        threshold=national,
        organization=place.street,
        value=national.value,
        effective_from=world.date,
        document=f"{place.word}〔2026〕{place.key}号",
    )


def participation(world: World, place: Place) -> Participation:
    return actions.join_big_committee(
        by="test", big_committee=place.big_committee, unit=place.unit, since=world.since, today=world.date
    )


def grant(world: World, place: Place) -> Grant:
    return Grant.objects.create(
        user=world.account_of(place),
        permission=Role.objects.get(code="community_worker").permissions.order_by("pk")[0],
        content_object=place.community,
        during=(world.since, None),
    )


def roster(world: World, place: Place) -> RosterBatch:
    return RosterBatch.objects.create(
        organization=place.community,
        reference=f"MC2026{list(world.places).index(place.key):08}",
        subject="posts",
        file_name=f"{place.word}任职.xlsx",
        file_sha256="0" * 64,
        since=world.date,
    )


def ended(world: World, place: Place) -> AuditEvent:
    """An end that the own member's account entered, and somebody else in the other places."""
    by = world.users["member"] if place.key == "own" else "test"
    post = Post.objects.get(person=place.secretary)
    return audit.record("organizations.post_ended", by=by, target=post, on=world.date.isoformat(), before=None)


VIEW, MANAGE = "organizations.view_organization", "organizations.manage_organization"
GRID = "organizations.manage_grid"


def account_request(world: World, place: Place) -> AccountRequest:
    return AccountRequest.objects.create(
        organization=place.street, user=world.account_of(place), kind="second_factor", reason=f"{place.word}手机丢失"
    )


OBJECTS = {
    "core.AuditEvent": lambda world, place: audit.record(
        "organizations.renamed", by="test", target=place.community, organization_id=place.community.pk, old=place.word
    ),
    "core.AuditEvent end": ended,
    "people.Person": lambda world, place: place.secretary,
    "people.User": lambda world, place: world.account_of(place),
    "organizations.Organization": lambda world, place: place.community,
    "organizations.Post": lambda world, place: Post.objects.get(person=place.secretary),
    "organizations.Unit": lambda world, place: place.unit,
    "organizations.UnitPresence": lambda world, place: place.presence,
    "organizations.Participation": participation,
    "organizations.Threshold": threshold,
    "organizations.Grant": grant,
    "organizations.RosterBatch": roster,
    "organizations.AccountRequest": account_request,
    "organizations.Role": lambda world, place: Role.objects.get(code="community_worker"),
}
ROWS: dict[str, Row] = {
    **{f"organizations:{name}": Row("organizations.Organization") for name in ("detail", "history", "branch")},
    **{
        f"organizations:{name}": Row("organizations.Organization", need=(MANAGE,))
        for name in ("appoint", "rename", "dissolve", "create")
    },
    **{
        f"organizations:{name}": Row("organizations.Organization", see=VIEW)
        for name in ("move", "establish_big_committee")
    },
    **{
        f"organizations:roster_{name}": Row(
            "organizations.RosterBatch", need=(MANAGE,), kwargs=lambda found: {"reference": found.reference}
        )
        for name in ("batch", "commit", "discard", "undo", "marked", "handout")
    },
    "organizations:account_step": Row(
        "organizations.AccountRequest",
        see="organizations.manage_grants",
        kwargs=lambda found: {"pk": found.pk, "step": "refuse"},
        nonexistent={"step": "refuse"},
    ),
    "organizations:undo": Row("core.AuditEvent end"),
    "organizations:end_post": Row("organizations.Post", need=(MANAGE,)),
    "organizations:unit": Row("organizations.UnitPresence"),
    **{
        f"organizations:{name}": Row("organizations.UnitPresence", see=VIEW)
        for name in ("report_in", "correct_unit", "end_presence", "open_account", "print_slip")
    },
    "organizations:join": Row("organizations.UnitPresence", need=(MANAGE,)),
    "organizations:leave": Row("organizations.Participation", need=(MANAGE,)),
}
