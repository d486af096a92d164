"""What each number changes: the reader that shows it, before and after."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from assessments import queries, schemes
from assessments.facts.compute import closing_moment
from assessments.honours import conditions
from assessments.models import Award, Indicator
from core.models import Notification
from core.records.errors import RuleViolation
from grids.actions.opinions import time_limit
from grids.actions.places import create_grid
from grids.posts.rules import roles_of
from meetings.models import Meeting, MeetingKind
from meetings.progress import debtors
from meetings.queries import plan_defaults, standard_of, topics_of
from meetings.registers import categories
from meetings.reminders import remind_of_meetings
from members.actions import confirm_registrations
from members.models import DualRegistration
from members.statistics import member_statistics
from members.transfers.rules import months_valid
from organizations import actions as organizations
from organizations import standards
from organizations.models import Position
from organizations.modes import modes_of
from organizations.publications import rules as publication_rules
from organizations.queries import composition, quota, remind_days
from organizations.registers.bodies import words_of_tightness
from organizations.registers.words import lists_of
from organizations.staff import statistics as staff
from organizations.terms import term_end
from services import rules as service_rules
from services.models import Activity
from services.registers import levels_of
from services.registers_teams import themes_of
from services.rules import agreements as agreement_rules
from tests.assessments.planting import at
from tests.clock import NOW, TODAY
from tests.levels.places import Place, day, undone


@dataclass(frozen=True)
class Owed:
    """``column`` of the row of a duty whose label contains ``label``."""

    value: str
    key: str
    column: str
    before: Any
    after: Any
    label: str = ""


def trained(words: str) -> tuple[str, str]:
    """What a row of a duty of training says, for one and for two a year."""
    return f"{words}：应参加 1 次，已参加 0 次", f"{words}：应参加 2 次，已参加 0 次"


OWED: dict[str, tuple[Owed, ...]] = {
    "org.training.secretary_per_year": (Owed("2", "training.refresher", "detail", *trained("书记，岗位轮训")),),
    "org.training.organization_commissioner_per_year": (
        Owed("2", "training.procedure", "detail", *trained("组织委员，发展党员程序培训")),
    ),
    "org.training.community_cadre_per_year": (
        Owed("2", "training.cadre", "detail", *trained("社区工作者，社区干部轮训")),
    ),
    "org.annual_report.per_year": (
        Owed("2", "street.report", "detail", "应报告 1 次，已登记 0 次", "应报告 2 次，已登记 0 次"),
    ),
    "org.contact_point.visits_per_year": (
        Owed("5", "contact_point.visit", "detail", "应走访 1 次，已登记 0 次", "应走访 5 次，已登记 0 次"),
    ),
    "mem.floating.contact_months": (Owed("3", "floating.contact", "due_on", day(11, 10), day(8, 10)),),
    "mem.residence_contact.per_year": (
        Owed("5", "residence_contact.hold", "detail", "应联系 1 次，已登记 0 次", "应联系 5 次，已登记 0 次"),
    ),
    "mem.hardship.visits_per_year": (
        Owed("5", "hardship.visit", "detail", "应走访 1 次，已登记 0 次", "应走访 5 次，已登记 0 次"),
    ),
    "grd.responsible_person.training_per_year": (
        Owed("2", "training.grid", "detail", *trained("网格长，网格责任人培训")),
    ),
    "mem.registration.confirm_working_days": (Owed("9", "registration.confirm", "due_on", day(11, 24), day(11, 30)),),
    "mem.registration.card_months": (Owed("6", "card.send", "due_on", day(3, 31), day(6, 30), "2026年1月"),),
    "mem.registration.card_return_working_days": (Owed("9", "card.collect", "due_on", day(12, 1), day(11, 30)),),
    "mem.registration.lapse_days_before": (
        Owed("20", "registration.refresh", "opens_on", day(11, 10), day(11, 20)),
        Owed("20", "registration.refresh_own", "remind", [30], [20]),
    ),
    "mem.transfer.answer_working_days": (Owed("9", "transfer.answer", "due_on", day(12, 1), day(11, 30)),),
    "mem.transfer.receipt_months": (
        Owed("9", "letter.follow", "due_on", day(11, 10), day(7, 10, 2027)),
        Owed("9", "letter.receipt", "due_on", day(12, 1), day(8, 1, 2027)),
    ),
    "core.correction.answer_working_days": (Owed("9", "correction.answer", "due_on", day(12, 8), day(11, 30)),),
    "mtg.minutes.confirm_days": (Owed("9", "minutes.confirm", "due_on", day(11, 18), day(11, 20), "纪要"),),
    "mtg.resolution.remind_days_before": (
        Owed("9", "resolution.follow", "opens_on", day(11, 28), day(11, 22)),
        Owed("9", "resolution.own", "remind", [3, -1], [9, -1]),
    ),
    "mtg.theme_day.plan_opens_day": (Owed("20", "theme_day.plan", "opens_on", day(11, 25), day(11, 20), "12月"),),
    "mtg.theme_day.plan_by_day": (Owed("9", "theme_day.plan", "due_on", day(12, 7), day(12, 9), "12月"),),
    "mtg.theme_day.record_days": (Owed("9", "theme_day.record", "due_on", day(11, 23), day(11, 29)),),
    "core.late_entry_days": (Owed("9", "meeting.record", "due_on", day(11, 23), day(11, 25)),),
    "mtg.theme_day.makeup_days": (Owed("40", "theme_day.make_up", "remind", [30], [40]),),
    "mtg.quarter_due_day": (Owed("16", "party_lecture.hold", "due_on", day(9, 28), day(9, 16), "第3季度"),),
    "mtg.big_committee.per_quarter": (
        Owed("2", "big_committee.hold", "detail", "应召开 1 次，已记录 0 次", "应召开 2 次，已记录 0 次", "第3季度"),
    ),
    "mtg.joint_conference.per_year": (
        Owed("1", "joint_conference.hold", "due_on", day(6, 30), day(12, 31), "2026年|上半年"),
    ),
    "mtg.delegate_conference.per_year": (
        Owed("2", "delegate_conference.hold", "due_on", day(12, 31), day(6, 30), "2026年|上半年"),
    ),
    "mtg.party_lecture.per_quarter": (
        Owed("2", "party_lecture.hold", "detail", "应召开 1 次，已记录 0 次", "应召开 2 次，已记录 0 次", "第3季度"),
    ),
    "svc.hours.confirm_days": (
        Owed("9", "hours.confirm", "due_on", day(11, 23), day(11, 25)),
        Owed("9", "hours.confirm", "remind", [6], [8]),
        Owed("9", "hours.confirm_own", "due_on", day(11, 24), day(11, 26)),
    ),
    "svc.agreement.confirm_days": (Owed("9", "agreement.confirm", "due_on", day(11, 27), day(11, 29)),),
    "svc.agreement.sign_by": (Owed("09-30", "agreement.sign", "due_on", day(3, 31), day(9, 30), "老单位"),),
    "svc.agreement.sign_opens": (Owed("03-10", "agreement.sign", "opens_on", day(2, 1), day(3, 10), "老单位"),),
    "svc.agreement.remind_days_before": (
        Owed("20;5", "agreement_item.progress", "remind", [30, 7, 0, -1], [20, 5, -1]),
        Owed("20;5", "agreement_item.unit", "remind", [30, 7, 0, -1], [20, 5, -1]),
        Owed("20;5", "agreement.sign", "remind", [30, 7, 0], [20, 5]),
    ),
    "svc.agreement.item_opens_days_before": (
        Owed("20", "agreement_item.progress", "opens_on", day(11, 10), day(11, 20), "便民服务"),
        Owed("20", "agreement_item.unit", "opens_on", day(11, 10), day(11, 20), "便民服务"),
    ),
    "svc.agreement.report_overdue_days": (Owed("9", "agreement.report", "due_on", day(11, 10), day(10, 20)),),
    "org.term.remind_days_before": (
        Owed("60;20", "term_election.prepare", "remind", [180, 90, 30], [60, 20]),
        Owed("60;20", "term_election.own", "opens_on", day(7, 24), day(11, 21)),
    ),
    "org.vacancy.fill_days": (Owed("30", "post.fill", "due_on", day(1, 29, 2027), day(11, 30)),),
    "org.unit_report_in.days": (
        Owed("20", "unit.report_in", "due_on", day(12, 10), day(11, 30), "新单位"),
        Owed("20", "agreement.sign", "due_on", day(12, 10), day(11, 30), "新单位"),
    ),
    "svc.fund.community_year": (
        Owed(
            "30000",
            "funds.allocate",
            "detail",
            "已拨 0 元，每个社区每年不少于 20000 元",
            "已拨 0 元，每个社区每年不少于 30000 元",
            "2026年",
        ),
    ),
    "svc.publication.months": (Owed("6", "publication.affairs", "due_on", day(3, 31), day(6, 30), "2026年1月至"),),
    "asm.month_close_day": (Owed("6", "month.close", "due_on", day(11, 5), day(11, 6)),),
    "asm.five_good.self_report_opens": (
        Owed("11-10", "evaluation.self_report", "opens_on", day(11, 1), day(11, 10)),
        Owed("11-10", "evaluation.publish", "opens_on", day(11, 1), day(11, 10)),
    ),
    "asm.five_good.self_report_by": (Owed("11-25", "evaluation.self_report", "due_on", day(11, 30), day(11, 25)),),
    "asm.five_good.review_by": (Owed("12-14", "evaluation.review", "due_on", day(12, 10), day(12, 14)),),
    "asm.five_good.publish_by": (Owed("12-17", "evaluation.publish", "due_on", day(12, 15), day(12, 17)),),
    "asm.five_good.decide_by": (Owed("12-28", "evaluation.decide", "due_on", day(12, 25), day(12, 28)),),
    "asm.five_good.freeze_by": (Owed("12-30", "evaluation.freeze", "due_on", day(12, 31), day(12, 30)),),
    "asm.five_good.step_days": (Owed("9", "evaluation.late", "due_on", day(12, 28), day(12, 29)),),
}
"""Numbers that duties read. All are changed at once, so a value also serves the other lines of its name."""

OF_DISTRICT = ("asm.", "evaluation.", "month.")
STATES = {
    "evaluation.self_report": {"state": "open"},
    "evaluation.review": {"state": "self_reported", "self_reported_at": at(day(11, 20))},
    "evaluation.publish": {"state": "street_reviewed"},
    "evaluation.decide": {"state": "published", "until": day(12, 10)},
    "evaluation.freeze": {"state": "decided", "decided_at": at(day(11, 24))},
    "evaluation.late": {"state": "published", "until": day(12, 20)},
}

MEASURED: dict[str, tuple[tuple[str, str, Any, Any], ...]] = {
    "mtg.theme_day.record_days": (("theme_day_prompt", "verdict", "late", "counts"),),
    "core.late_entry_days": (("agreement_items", "verdict", "late", "counts"),),
    "svc.agreement.sign_by": (("agreement_coverage", "due_on", day(3, 31), day(9, 30)),),
    "org.secretary.young_age_max": (("secretary_college", "verdict", "missing", "void"),),
}
"""Numbers that facts read: measure, column, before and after; the values are those of ``OWED`` and ``ASKED``."""


def rule_of(quorum: str) -> Callable[[Place], Any]:
    kind = MeetingKind(code="x", quorum=quorum, decides=True)
    return lambda place: standard_of(Meeting(kind=kind, organization=place.big, starts_at=NOW))


def line(place: Place, code: str) -> Any:
    [found] = queries.lines_of([Indicator.objects.get(pk=code)], [place.community], as_of=TODAY)
    return found.targets[code]


def lines(place: Place) -> queries.Lines:
    return queries.lines_of([], [place.community], as_of=TODAY)[0]


def seat(number: int) -> Callable[[Place], str]:
    return lambda place: composition(place.big, TODAY)[number].want


def confirmed_until(place: Place) -> date:
    with undone():
        [row] = confirm_registrations(
            by=place.user,
            registrations=[place.registration],
            document=ContentFile(b"%PDF-1.4 %%EOF", name="scan.pdf"),
            now=NOW,
        )
        return row.during[1]


def services_asked(place: Place) -> str:
    """What an award asks of a member who is registered, in November."""
    row = DualRegistration.objects.confirmed().filter(organization=place.community).earliest("pk")
    award = Award(
        organization=place.community,
        kind="commendation",
        year=2026,
        holder="person",
        person=row.person,
        level="先进个人",
    )
    [found] = [each for each in conditions(award, on=TODAY) if each.label == "社区现实表现"]
    return found.needed.partition("服务")[2]


def posting_kinds(place: Place) -> list[str]:
    """What the form of a posting offers in the community."""
    with undone():
        given = {"with_branch": False, "since": TODAY, "today": TODAY}
        grid = create_grid(by="tests", community=place.community, code="W9", name="第九网格", **given)
        client = Client()
        client.force_login(place.user)
        page = client.get(reverse("grids:posting_new", args=[grid.pk]))
        return [value for value, _ in page.context["form"].fields["kind"].choices]


def told(place: Place) -> bool:
    with undone():
        remind_of_meetings(TODAY)
        return Notification.objects.filter(recipient=place.member, kind="theme_day.tomorrow").exists()


def closes_from(place: Place) -> str:
    try:
        agreement_rules._year_over(place.agreement, None, NOW)
    except RuleViolation as refused:
        return refused.message
    return ""


def choices(name: str) -> Callable[[Place], list[str]]:
    def found(place: Place) -> list[str]:
        client = Client()
        client.force_login(place.user)
        form = client.get(reverse("services:activity_new")).context["form"]
        return [value for value, _ in form.fields[name].choices if value]

    return found


def thin(place: Place) -> bool:
    client = Client()
    client.force_login(place.user)
    return bool(client.get(reverse("meetings:detail", args=[place.thin.pk])).context["thin"])


def grid_branch_owes(place: Place) -> bool:
    with undone():
        fields = {"kind": "grid_branch", "code": "WG-1", "name": "第九网格大党支部"}
        made = organizations.create_organization(by="tests", parent=place.big, since=day(1, 1), **fields)
        rows = debtors(place.user, "organizations.view_meeting", day(12, 1), now=NOW)
        return made.pk in {row.organization for row in rows}


def window(place: Place) -> tuple[timedelta, timedelta]:
    fresh = Activity.objects.get(pk=place.activity.pk)
    [found] = service_rules.sign_in_windows([fresh])
    return fresh.starts_at - found.opens, found.closes - fresh.ends_at


def limit(level: str) -> Callable[[Place], date]:
    return lambda place: time_limit(level=level, community=place.community, from_day=day(11, 23))


def number(name: str) -> Callable[[Place], Any]:
    """For what is read inside a long statement, whose reading is proved elsewhere (``ELSEWHERE``)."""
    return lambda place: standards.at(name, organization=place.community, as_of=TODAY)


def venue_words(field: str) -> Callable[[Place], list[str]]:
    return lambda place: lists_of(place.community, TODAY)[field]


ASKED: dict[str, tuple[str, Callable[[Place], Any], Any, Any]] = {
    "svc.volunteer.themes": ("义诊;护学", lambda place: themes_of(place.community, TODAY), None, ["义诊", "护学"]),
    "mem.volunteer_roles": (
        "巡逻;调解",
        lambda place: roles_of(place.community, TODAY),
        ["治安巡逻员", "卫生监督员"],
        ["巡逻", "调解"],
    ),
    "org.secretary.selection_modes": ("选派;竞聘", lambda p: modes_of(p.community, TODAY), None, ["选派", "竞聘"]),
    "svc.culture.levels": ("楼道;广场", lambda place: levels_of(place.community), None, ["楼道", "广场"]),
    "mtg.election.exempt_categories": ("服刑的;其他", lambda p: categories(p.community), None, ["服刑的", "其他"]),
    "org.venue.kinds": ("中心;站", venue_words("kind"), None, ["中心", "站"]),
    "org.venue.acquisition": ("租赁;捐赠", venue_words("acquisition"), None, ["租赁", "捐赠"]),
    "org.venue.funding": ("财政;自筹", venue_words("funding"), None, ["财政", "自筹"]),
    "org.service_center.coverage": ("90", number("org.service_center.coverage"), 100, 90),
    "org.joint_conference.coverage": ("90", number("org.joint_conference.coverage"), 100, 90),
    "org.body.tightness": (
        "松;紧",
        lambda place: words_of_tightness(place.community, TODAY),
        ["松散型", "半松散型", "紧密型"],
        ["松", "紧"],
    ),
    "org.big_committee.members_min": ("8", lambda place: seat(0)(place).split("–")[0], "9", "8"),
    "org.big_committee.members_max": ("12", lambda place: seat(0)(place).split("–")[1], "11", "12"),
    "org.big_committee.secretaries": ("2", seat(1), "1", "2"),
    "org.big_committee.deputies": ("4", seat(2), "3", "4"),
    "org.big_committee.full_time_deputies": ("2", seat(3), "1", "2"),
    "org.big_committee.part_time_deputies": ("3", seat(4), "2", "3"),
    "org.big_committee.counts_in_quota": ("true", lambda place: quota(place.big, TODAY).counts, False, True),
    "mtg.committee.quorum_share": ("60", lambda p: rule_of("mtg.committee")(p).quorum_words, "50%", "60%"),
    "mtg.committee.majority_base": ("present", lambda p: rule_of("mtg.committee")(p).base, "entitled", "present"),
    "mtg.committee.majority_share": ("2/3", lambda p: rule_of("mtg.committee")(p).majority_words, "50%", "2/3"),
    "mtg.delegate.quorum_share": ("60", lambda p: rule_of("mtg.delegate")(p).quorum_words, "50%", "60%"),
    "mtg.delegate.majority_base": ("present", lambda p: rule_of("mtg.delegate")(p).base, "entitled", "present"),
    "mtg.delegate.majority_share": ("60", lambda p: rule_of("mtg.delegate")(p).majority_words, "50%", "60%"),
    "org.selection.attendance_min_share": ("90", lambda p: rule_of("org.selection")(p).quorum_words, "80%", "90%"),
    "org.selection.majority_base": ("entitled", lambda p: rule_of("org.selection")(p).base, "present", "entitled"),
    "org.selection.majority_share": ("60", lambda p: rule_of("org.selection")(p).majority_words, "50%", "60%"),
    "org.staff.young_age_max": (
        "40",
        lambda place: staff(organization=place.community, as_of=TODAY)["young"]["max_age"],
        35,
        40,
    ),
    "org.term.work_committee_years": (
        "4",
        lambda place: term_end(place.street, Position.SECRETARY, TODAY),
        None,
        day(11, 25, 2030),
    ),
    "org.term.by_election_to_body_end": (
        "false",
        lambda place: term_end(place.big, Position.PART_TIME_DEPUTY, TODAY),
        day(1, 20, 2027),
        day(11, 25, 2031),
    ),
    "org.term.remind_days_before": ("60;20", lambda p: remind_days(TODAY, p.community), [180, 90, 30], [60, 20]),
    "org.secretary.mean_age_max": ("40", lambda place: line(place, "secretary_age"), 45, 40),
    "org.secretary.young_age_max": ("30", number("org.secretary.young_age_max"), 45, 30),
    "org.secretary.young_college_share_min": ("80", lambda place: line(place, "secretary_college"), 70, 80),
    "mem.registration.services_per_year": ("8", services_asked, "3次以上", "6次以上"),
    "mem.registration.coverage": ("90", lambda place: line(place, "registration_rate"), 100, 90),
    "mem.registration.renewal_months": ("6", confirmed_until, day(11, 25, 2027), day(5, 25, 2027)),
    "mem.transfer.letter_months": (
        "2",
        lambda place: months_valid(place.branch, cross_province=False, on=TODAY),
        3,
        2,
    ),
    "mem.transfer.letter_months_cross_province": (
        "5",
        lambda place: months_valid(place.branch, cross_province=True, on=TODAY),
        6,
        5,
    ),
    "mem.age_bands.survey": (
        "0-40;41-",
        lambda p: [each.label for each in member_statistics(p.community, as_of=TODAY).tables[1].lines],
        ["45岁及以下", "46-59岁", "60岁及以上"],
        ["40岁及以下", "41岁及以上"],
    ),
    "mem.percent_decimals": (
        "2",
        lambda p: member_statistics(p.community, as_of=TODAY).tables[0].lines[0].percent,
        "100.0",
        "100.00",
    ),
    "grd.opinion.grid_working_days": ("3", limit("grid"), day(11, 25), day(11, 26)),
    "grd.opinion.community_working_days": ("4", limit("community"), day(11, 30), day(11, 27)),
    "grd.opinion.street_working_days": ("5", limit("street"), day(12, 7), day(11, 30)),
    "grd.opinion.district_working_days": ("10", limit("district"), day(12, 14), day(12, 7)),
    "mtg.theme_day.forms": ("走访;座谈", lambda p: plan_defaults(p.big, today=TODAY).forms[0], "党课教育", "走访"),
    "mtg.theme_day.educations": (
        "责任教育;能力教育",
        lambda place: plan_defaults(place.big, today=TODAY).educations[0],
        "理想教育",
        "责任教育",
    ),
    "mtg.theme_day.grid_branch_per_month": ("1", grid_branch_owes, False, True),
    "mtg.theme_day.thin_attendance_share": ("40", thin, True, False),
    "mtg.theme_day.remind_days_before": ("5", told, False, True),
    "mtg.joint_conference.per_year": ("1", lambda place: line(place, "joint_conference"), 2, 1),
    "grd.poster.places": ("宣传栏;楼道", posting_kinds, ["宣传栏", "公共活动场所", "各楼栋"], ["宣传栏", "楼道"]),
    "mtg.big_committee.topics": ("议事;财务", lambda place: topics_of(place.big, TODAY)[0], "社区党建", "议事"),
    "svc.fund.growth_min": ("5", number("svc.fund.growth_min"), 0, 5),
    "svc.fund.party_fee_support": ("3000", number("svc.fund.party_fee_support"), None, 3000),
    "core.publicity_working_days": (
        "7",
        lambda place: publication_rules.least_days("low_income", place.community, TODAY),
        5,
        7,
    ),
    "svc.service_modes": ("代办;陪同", choices("mode"), None, ["代办", "陪同"]),
    "svc.service_directions": ("助老;助残", choices("direction"), None, ["助老", "助残"]),
    "svc.co_building.kinds": (
        "共建;联办",
        lambda place: service_rules.classes_of(place.community, 2027).kind,
        None,
        ["共建", "联办"],
    ),
    "svc.co_building.kinds_s0": (
        "同心;同向",
        lambda place: service_rules.classes_of(place.community, 2027).kind_s0,
        None,
        ["同心", "同向"],
    ),
    "svc.co_building.kinds_s3": (
        "同行;同乐",
        lambda place: service_rules.classes_of(place.community, 2027).kind_s3,
        None,
        ["同行", "同乐"],
    ),
    "svc.co_building.partners": (
        "校地;医地",
        lambda place: service_rules.classes_of(place.community, 2027).partner,
        None,
        ["校地", "医地"],
    ),
    "svc.sign_in.opens_minutes_before": ("90", lambda p: window(p)[0], timedelta(hours=1), timedelta(minutes=90)),
    "svc.sign_in.closes_minutes_after_end": ("30", lambda p: window(p)[1], timedelta(hours=2), timedelta(minutes=30)),
    "svc.agreement.close_from": ("11-20", closes_from, "还有没有完成的事项，2026年12月1日起才能办结", ""),
    "asm.star.levels": ("5:97", lambda place: lines(place).stars, {5: 90, 4: 80, 3: 70}, {5: 97}),
    "asm.five_good.help_below": ("50", lambda place: lines(place).low, 60, 50),
    "asm.month_close_day": (
        "6",
        lambda place: closing_moment(place.district, day(11, 1)),
        at(day(12, 6), 0),
        at(day(12, 7), 0),
    ),
}
"""Numbers that Python asks for: value, reader, before (None: whatever it is), after."""

ELSEWHERE = {
    "org.selection.candidates_per_post_min": "tests/meetings/test_selections.py::test_one_candidate_too_few",
    "org.selection.member_delegates_min_share": "tests/meetings/test_selections.py::test_the_ballot_stays_shut",
    "org.selection.in_service_delegates_min": "tests/meetings/test_selections.py::test_numbers_stand",
    "org.selection.speech_minutes": "tests/meetings/test_selections.py::test_numbers_stand",
    "org.selection.joint_nomination_names_min": "tests/meetings/test_selections.py::test_who_may_be_nominated",
    "org.selection.meeting_notice_days": "tests/meetings/test_selections.py::test_the_ballot_stays_shut",
    "org.selection.street_decision_days": "tests/meetings/test_selections.py::test_street_and_district_have",
    "org.selection.district_filing_days": "tests/meetings/test_selections.py::test_street_and_district_have",
    "org.selection.rounds_max": "tests/meetings/test_selections.py::test_numbers_stand",
    "org.case.step_days": "tests/meetings/test_development.py::test_the_numbers_of_a_street_move_the_days",
    "mem.blank_branch.years": "tests/meetings/test_blank_branches.py::test_a_branch_that_developed_nobody",
    "mem.target.prereview_months": "tests/meetings/test_development.py::test_the_numbers_of_a_street_move_the_days",
    "mem.probation.review_months": "tests/meetings/test_development.py::test_the_numbers_of_a_street_move_the_days",
    "mem.target.political_review_valid_months": "tests/meetings/test_development.py::test_the_five_refusals",
    "mem.development.refusals": "tests/meetings/test_development.py::test_the_five_refusals",
    "mem.development.priority_groups": "tests/meetings/test_development.py::test_priority_groups",
    "svc.donation_station.per_community": "tests/services/test_goods.py::test_communities_without_a_station_are_listed",
    "svc.help_fund.kinds": "tests/services/test_help_funds.py::test_the_funds_are_the_districts_list",
    "svc.fund.publish_months": "tests/services/test_funds.py::test_the_months_of_a_period_are_the_districts",
    "org.committee.members_min": "tests/organizations/test_establishment.py::test_the_number_is_the_districts_and_so",
    "org.upgrade.deadline": "tests/organizations/test_establishment.py::test_the_number_is_the_districts_and_so",
    "org.general_branch.members_min": "tests/organizations/test_establishment.py::test_more_than_fifty",
    "org.community.branches_min": "tests/organizations/test_establishment.py::test_a_community_without",
    "org.committee.full_time_deputies_min": "tests/organizations/test_establishment.py::test_a_general_branch",
    "org.general_branch.full_time_officers_min": "tests/organizations/test_establishment.py::test_a_general_branch",
    "asm.two_way_review.grades": "tests/meetings/test_ballots.py::test_a_conference_hears",
    "mtg.democratic_appraisal.probationer_graded": "tests/meetings/test_ballots.py::test_probationers_take_part",
    "asm.unit.score_per_year": "tests/assessments/test_partners.py::test_the_number_of_scores_is_the_districts",
    "asm.two_way_review.per_year": "tests/assessments/test_reviews.py::test_requirements_and_reviews_are_the_districts",
    "asm.two_way_review.requirements": "tests/assessments/test_reviews.py::test_requirements_and_reviews_are",
    **dict.fromkeys(
        ("org.two_new.base_items", "org.two_new.new_items", "org.two_new.checklist_items"),
        "tests/organizations/registers/test_two_new.py::test_the_checklist_has_eight",
    ),
    "svc.visit.per_unit_year": "tests/services/test_registers.py::test_each_unit_is_owed_a_visit_in_each_half",
    "org.body.tight_meetings_min": "tests/meetings/test_bodies.py::test_the_number_of_meetings_is_the_districts",
    "org.grid_branch.secretaries": "tests/organizations/test_seats.py::test_the_tiers_of_the_big_committee_have",
    "org.building_group.leaders": "tests/organizations/test_seats.py::test_the_tiers_of_the_big_committee_have",
    "org.instructor.per_uncovered_unit": "tests/organizations/test_coverage.py::test_the_numbers_are_the_districts",
    "core.burst_entry_count": "tests/meetings/test_standards_levels.py::test_a_burst_is_the_same_number",
    "core.burst_entry_window_minutes": "tests/meetings/test_standards_levels.py::test_a_burst_is_the_same_number",
    "mtg.sign_in.opens_minutes_before": "tests/meetings/test_standards_levels.py::test_sign_in_opens_by",
    "mtg.sign_in.closes_minutes_after_start": "tests/meetings/test_standards_levels.py::test_who_comes_late",
    "grd.service_recipient.consent_months": "tests/grids/test_grids.py::",
    "grd.service_recipient.purposes": "tests/grids/test_needs.py::test_the_purposes_are_the_districts",
    "asm.satisfaction.ballots_min": "tests/assessments/test_cycle.py::test_residents_and_units_are_judged_apart",
    "grd.contact_card.coverage": "tests/assessments/test_targets.py::test_a_number_of_the_district",
    "svc.commendation.per_year": "tests/assessments/test_targets.py::test_a_number_of_the_district",
    "asm.late_coefficient": "tests/assessments/test_scoring.py::",
    "asm.objection_days": "tests/assessments/test_cycle.py::",
    **dict.fromkeys(
        (
            "org.demo.province_min",
            "org.demo.province_max",
            "org.demo.city_min",
            "org.demo.city_max",
            "org.demo.district_about",
            "org.plan.horizon_years",
            "asm.civility_titles",
            "asm.five_good.met_score",
        ),
        "tests/assessments/test_awards.py::",
    ),
    **dict.fromkeys(schemes.WEIGHTS.values(), "tests/assessments/test_cycle.py::"),
}
"""Numbers whose reader needs a whole cycle: the test of that cycle; the number itself is asked here at each level."""
