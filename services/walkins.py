"""Who a name on the spot is: members of the community on the day, and who is registered there; reads only."""

import re
from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone

from core.records.errors import RuleViolation
from members.models import Membership
from people.models import Person
from services.dual import registrations_at
from services.models import Activity

_WITH_PLACE = re.compile(r"^(?P<name>[^（(]+)[（(](?P<place>[^）)]+)[）)]$")


def _parts(written: str) -> tuple[str, str]:
    found = _WITH_PLACE.match(written)
    return (found["name"].strip(), found["place"].strip()) if found else (written, "")


def persons_named(written: Sequence[str], activity: Activity) -> dict[str, Person]:
    """What was written → the one person of that name; ``王强（第一支部）`` tells namesakes apart, ``王强（2）`` is
    nobody known. Raises RuleViolation ``namesakes``. Two statements."""
    asked = {each: _parts(each) for each in written}
    names = {name for name, _ in asked.values()}
    day = timezone.localdate(activity.starts_at)
    belongs: dict[str, dict[int, tuple[Person, str]]] = defaultdict(dict)
    members = Membership.objects.under(activity.organization).filter(during__contains=day, person__name__in=names)
    members = members.select_related("person", "organization")
    for row in members:
        belongs[row.person.name][row.person_id] = (row.person, row.organization.name)
    for each in registrations_at(activity).filter(person__name__in=names).select_related("person"):
        belongs[each.person.name].setdefault(each.person_id, (each.person, each.unit_name))
    found: dict[str, Person] = {}
    for text, (name, place) in asked.items():
        known = list(belongs.get(name, {}).values())
        if place:
            known = [pair for pair in known if place in pair[1]]
        if len(known) > 1:
            where = "、".join(pair[1] for pair in known)
            raise RuleViolation(
                "namesakes", f"“{name}”有 {len(known)} 人（{where}），请写成“{name}（{known[0][1]}）”", field="names"
            )
        if known:
            found[text] = known[0][0]
    twice = [text for text in written if text in found and list(found.values()).count(found[text]) > 1]
    if twice:
        raise RuleViolation("twice", f"“{twice[0]}”写了两次", field="names")
    return found
