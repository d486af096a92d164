"""Big screens: the register of their addresses, and what the three panels of one show (ASM-11).

A screen is on a wall for everybody to read: it tells counts of organisations, never a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django.utils import timezone

from assessments import maps, queries
from assessments.models import Indicator, Screen
from assessments.queries import Figure, Period
from core.chinese.dates import month_start
from core.chinese.numbers import ratio
from core.records.errors import RuleViolation
from core.web.forms import TitleField
from meetings.models import THEME_DAY, Meeting
from meetings.queries import Counts, counts_of
from organizations.kinds import STREETS, Kind
from organizations.models import Organization
from organizations.registers.forms import EntryForm
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Asked, Column, Register, plain

LONGEST = 366
"""Days that an address holds at most: a screen that nobody remembers goes dark by itself."""

MEETINGS, STREETS_SHOWN, TILES = 8, 12, 120
"""Bars, plates and tiles that can be read across a room."""


class ScreenForm(EntryForm):
    title = TitleField(label="放置地点", max_length=40)

    class Meta:
        model = Screen
        fields: ClassVar[Any] = ["title", "until"]
        help_texts: ClassVar[Any] = {"until": "网址到这一天为止，最长一年；不再使用时撤回，网址马上失效"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields["until"].initial = timezone.localdate() + timedelta(days=90)


def check_screen(row: Screen, asked: Asked) -> None:
    if not asked.names:
        return
    if row.until < asked.today:
        raise RuleViolation("over", "有效期不能早于今天，不再使用的大屏请撤回", field="until")
    if row.until > asked.today + timedelta(days=LONGEST):
        raise RuleViolation("too-long", f"有效期最长一年，到{asked.today + timedelta(days=LONGEST)}", field="until")


SCREENS = Register(
    key="screens",
    label="大屏",
    noun="大屏",
    about="会议室、大厅里的大屏，凭只读网址打开，不需要登录，不显示人员，随时可以撤回",
    model=Screen,
    form=ScreenForm,
    kinds=(Kind.DISTRICT_DEPARTMENT, *STREETS),
    on="until",
    columns=(
        plain(Screen, "title"),
        KEEPER,
        plain(Screen, "until"),
        Column("情况", lambda row: "有效" if row.until >= timezone.localdate() else "已过期"),
    ),
    check=check_screen,
    public="assessments:screen",
    public_by="token",
    public_label="打开大屏",
    is_public=lambda row: row.until >= timezone.localdate(),
    app="assessments",
)


def screen_of(token: str, *, today: date) -> Screen | None:
    """The screen behind an address; None for one that never was, is over or was taken back."""
    rows = Screen.objects.standing().filter(token=token, until__gte=today, organization__dissolved_on=None)
    found: Screen | None = rows.select_related("organization").first()
    return found


@dataclass(frozen=True)
class SignIns:
    """A theme day of today: whose it is, heads, and how far the bar goes (tenths of a percent are not seen)."""

    organization: Organization
    counts: Counts

    @property
    def percent(self) -> int:
        share = ratio(self.counts.present, self.counts.entitled)
        return 0 if share is None else min(100, int(share))


@dataclass(frozen=True)
class Today:
    """Theme days of today, those most signed in first; how many more there are, and all heads."""

    meetings: Sequence[SignIns]
    more: int
    present: int
    entitled: int


def theme_days(organization: Organization, *, on: date) -> Today:
    rows = Meeting.objects.under(organization).filter(kind=THEME_DAY, starts_at__date=on)
    rows = rows.standing().select_related("organization")
    heads = counts_of(row.pk for row in rows)
    found = [SignIns(row.organization, heads.get(row.pk, Counts())) for row in rows]
    found.sort(key=lambda each: (-each.percent, each.organization.path))
    present, entitled = (sum(getattr(each.counts, name) for each in found) for name in ("present", "entitled"))
    return Today(found[:MEETINGS], len(found[MEETINGS:]), present, entitled)


def the_year(today: date) -> Period:
    """The year whose numbers are shown, to the running month."""
    year = queries.result_year(today)
    last = month_start(today) if year == today.year else date(year, 12, 1)
    return Period("year", f"{year} 年", date(year, 1, 1), last)


def figures(organization: Organization, *, today: date) -> list[Figure]:
    """The organisation's own numbers of the year, each beside its line."""
    indicators, period = list(Indicator.objects.filter(on_dashboard=True)), the_year(today)
    found = queries.values([organization.pk], first=period.first, last=period.last)
    lines = queries.lines_of(indicators, [organization], as_of=today, period=period)[0]
    return [
        queries.figure(each, found.get((organization.pk, each.code)), lines.targets.get(each.code))
        for each in indicators
    ]


def board(organization: Organization, *, today: date) -> maps.Map:
    """Five-good scores, the tiles only where a room can read them all."""
    drawn = maps.draw(organization, None, the_year(today), today=today)
    plates = drawn.plates[:STREETS_SHOWN]
    if sum(len(plate.communities) for plate in plates) > TILES:
        plates = [maps.Plate(plate.street, []) for plate in plates]
    return maps.Map(drawn.indicator, plates, drawn.whole, drawn.target)
