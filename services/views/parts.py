"""What the page of an activity shows of helpers, its series and its report."""

from typing import Any

from core.web.guards import Request
from people.models import User
from services import rules
from services.forms_volunteers import HelperHoursForm, ListForm
from services.models import Activity, ActivityReport, Helper
from services.rules import ACTIVITY, CLAIM


def part_of_page(
    request: Request, found: Activity, claims: list[Any], *, now: Any, lists: dict[str, Any] | None
) -> dict[str, Any]:
    """``lists``: forms that were refused, drawn again."""
    can = ACTIVITY.available(found, request.user, at=now)
    helpers = list(found.helpers.select_related("unit", "team").order_by("name"))
    come = [each for each in helpers if each.state == Helper.State.CAME]
    filled = [each for each in claims if each.state in CLAIM["confirm"].frm and each.confirmed_by_community_at]
    accounts: set[int] = set()
    if filled:
        persons = [each.person_id for each in filled]
        accounts = set(User.objects.filter(person__in=persons, is_active=True).values_list("person_id", flat=True))
    series = Activity.objects.filter(series=found.series).order_by("starts_at") if found.series else ()
    reports = ActivityReport.objects.filter(activity=found).prefetch_related("photos")
    report = reports.first() if found.state == Activity.State.HELD else None
    listing = "sign_up_list" in can or "enter_on_spot" in can
    given: dict[str, Any] = {
        "helpers": helpers,
        "to_come": [each for each in helpers if each.state in (Helper.State.LISTED, Helper.State.ABSENT)],
        "helpers_waiting": come,
        "unsigned": [each for each in filled if each.person_id not in accounts],
        "helpers_unsigned": [each for each in come if each.hours is not None],
        "series": series,
        "report": report,
        "list_form": ListForm(user=request.user, organization=found.organization_id) if listing else None,
        "helper_form": HelperHoursForm(helpers=come, planned=rules.planned_hours(found)),
    }
    return given | (lists or {})
