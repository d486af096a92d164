from core import audit
from organizations import actions
from organizations.models import Grant, Participation, Post, Role, Threshold
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
    return actions.join_big_committee(by="test", big_committee=place.big_committee, unit=place.unit, since=world.since)


def grant(world: World, place: Place) -> Grant:
    return Grant.objects.create(
        user=world.account_of(place),
        permission=Role.objects.get(code="community_worker").permissions.order_by("pk")[0],
        content_object=place.community,
        during=(world.since, None),
    )


VIEW, MANAGE = "organizations.view_organization", "organizations.manage_organization"
GRID = "organizations.manage_grid"


OBJECTS = {
    "core.AuditEvent": lambda world, place: audit.record(
        "organizations.renamed", by="test", target=place.community, organization_id=place.community.pk, old=place.word
    ),
    "people.Person": lambda world, place: place.secretary,
    "people.User": lambda world, place: world.account_of(place),
    "organizations.Organization": lambda world, place: place.community,
    "organizations.Post": lambda world, place: Post.objects.get(person=place.secretary),
    "organizations.Unit": lambda world, place: place.unit,
    "organizations.UnitPresence": lambda world, place: place.presence,
    "organizations.Participation": participation,
    "organizations.Threshold": threshold,
    "organizations.Grant": grant,
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
    "organizations:end_post": Row("organizations.Post", need=(MANAGE,)),
    "organizations:report_in": Row("organizations.UnitPresence", see=VIEW),
}
