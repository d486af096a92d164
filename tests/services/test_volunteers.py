"""Lists of names, repeats and shifts, who came without a claim, helpers, hours on paper, report, alliance."""

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from core.office.spreadsheets import Column, SheetSpec, write
from core.records.errors import RuleViolation
from members.models import Membership
from organizations.registers import actions as registers
from services import actions
from services.forms_volunteers import repeated
from services.models import Activity, ActivityPhoto, ActivityReport, Claim, Helper, VolunteerTeam
from services.names import names_in, names_of
from services.registers_teams import TEAMS
from tests.clock import TODAY
from tests.grids.conftest import SINCE, make_person, make_user
from tests.services.conftest import DIRECTION, MODE, add_members, publish
from tests.services.test_activities import begun, ended, tomorrow

NOW = timezone.now
TWENTY = [f"志愿者{chr(0x4E00 + number)}" for number in range(20)]


def picture(name: str = "a.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue())


def team(world: Any, **typed: Any) -> VolunteerTeam:
    given = {"title": "银发巡逻队", "theme": "安民", "leader": "孙队长", "people": 56, "founded_on": date(2026, 1, 5)}
    made: VolunteerTeam = registers.enter(
        by=world.place.secretary, register=TEAMS, organization=world.place.community, today=TODAY, **(given | typed)
    )
    return made


# -- lists -----------------------------------------------------------------------------------------


@pytest.mark.requirement("SVC-18")
def test_names_are_pasted_or_uploaded_and_what_is_no_name_is_told() -> None:
    assert names_in("1. 张三\n2、李 四\n\n王五，赵六") == ["张三", "李四", "王五", "赵六"]
    for text, message in (
        ("张三\n13800000000", "不是姓名"),
        ("张三\n李四\n张三", "“张三”写了两次"),
        ("\n".join(f"某{chr(0x4E00 + n)}" for n in range(201)), "一次最多 200 人"),
    ):
        with pytest.raises(RuleViolation, match=message):
            names_in(text)
    sheet = SheetSpec("名单", [Column("序号"), Column("姓名")], [["1", "张三"], ["2", "李四"]])
    assert names_of(SimpleUploadedFile("名单.xlsx", write([sheet]))) == ["张三", "李四"]
    assert names_of(SimpleUploadedFile("名单.txt", "张三\n李四\n".encode())) == ["张三", "李四"]
    with pytest.raises(RuleViolation, match="名单打不开"):
        names_of(picture())


@pytest.mark.requirement("SVC-18")
def test_a_unit_signs_up_a_team_of_twenty_all_or_none(world) -> None:
    activity = publish(world, tomorrow(), places=21)

    def set_list(names: list[str]) -> tuple[int, int]:
        return actions.set_unit_list(by=world.contact, activity=activity, unit=world.unit, names=names, at=NOW())

    assert set_list(TWENTY) == (20, 0)
    activity.refresh_from_db()
    assert activity.taken == 20
    with pytest.raises(RuleViolation, match="还有 1 个名额，名单有 2 人"):
        set_list([*TWENTY, "新一", "新二"])
    assert Helper.objects.count() == 20, "nothing half-written"
    assert set_list(TWENTY[:18]) == (0, 2)
    activity.refresh_from_db()
    assert activity.taken == 18
    with pytest.raises(RuleViolation, match=f"“{TWENTY[0]}”已经在名单里"):
        actions.sign_up_list(by=world.place.secretary, activity=activity, names=[TWENTY[0]], at=NOW())
    with pytest.raises(RuleViolation, match="已经开始"):
        actions.set_unit_list(
            by=world.contact, activity=activity, unit=world.unit, names=[], at=tomorrow() + timedelta(hours=1)
        )


@pytest.mark.requirement("SVC-18")
def test_another_units_list_is_not_seen_on_the_contacts_page(client, world) -> None:
    activity = publish(world, tomorrow())
    actions.sign_up_list(by=world.place.secretary, activity=activity, names=["社区帮手"], at=NOW())
    client.force_login(world.contact)
    presence = world.unit.presences.get()
    page = reverse("services:group", args=[presence.pk, activity.pk])
    assert "社区帮手" not in client.get(page).text
    client.post(page, {"names": "钱师傅\n孙师傅", "_seen": ""})
    assert set(Helper.objects.filter(unit=world.unit).values_list("name", flat=True)) == {"钱师傅", "孙师傅"}


# -- repeats ---------------------------------------------------------------------------------------


@pytest.mark.requirement("SVC-18")
def test_an_activity_repeats_and_one_date_is_cancelled_alone(world) -> None:
    assert repeated(date(2028, 1, 31), "month", date(2028, 3, 31)) == [
        date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31),
    ]  # fmt: skip
    assert len(repeated(date(2026, 12, 28), "week", date(2027, 1, 4))) == 2, "over the year's end"
    given = {
        "community": world.place.community, "title": "护学岗", "mode": MODE, "direction": DIRECTION, "place": "校门",
        "places": 2,
    }  # fmt: skip

    def series(days: int, shifts: int) -> list[Activity]:
        starts = [tomorrow() + timedelta(days=number) for number in range(days)]
        return actions.publish_series(
            by=world.place.secretary, starts=starts, length=timedelta(hours=1), shifts=shifts, at=NOW(), **given
        )

    with pytest.raises(RuleViolation, match="一次最多发布 60 场"):
        series(31, 2)
    assert not Activity.objects.exists()
    made = series(3, 2)
    assert len({each.series for each in made}) == 1 and [each.shift for each in made] == [1, 2, 1, 2, 1, 2]
    assert made[1].starts_at == made[0].ends_at, "one shift after the other"
    member = world.member
    for each in made[:3]:
        actions.claim_activity(by=member, activity=each, person=member.person, at=NOW())
    actions.cancel_activity(by=world.place.secretary, activity=made[2], at=NOW(), reason="学校放假")
    states = list(Activity.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["published", "published", "cancelled", "published", "published", "published"]
    assert series(1, 1)[0].series is None


# -- on the spot -----------------------------------------------------------------------------------


@pytest.mark.requirement("SVC-18")
def test_who_came_without_a_claim_is_entered_on_the_spot(world) -> None:
    claimed, walked = add_members(world.place, 2)
    activity = begun(world, places=1)
    actions.claim_activity(
        by=claimed, activity=activity, person=claimed.person, at=activity.starts_at - timedelta(hours=1)
    )
    office = world.place.secretary
    names = [claimed.person.name, walked.person.name, world.colleague.person.name, "邻居老周"]
    assert actions.enter_on_spot(by=office, activity=activity, names=names, at=NOW()) == (3, 1)
    states = dict(Claim.objects.values_list("person__name", "state"))
    assert set(states.values()) == {"attended"} and len(states) == 3
    assert set(Claim.objects.filter(on_spot=True).values_list("person", flat=True)) == {
        walked.person_id, world.colleague.person_id,
    }  # fmt: skip
    activity.refresh_from_db()
    assert activity.taken == 1, "who stands there asks for no place"
    with pytest.raises(RuleViolation, match="“邻居老周”已经在名单里"):
        actions.enter_on_spot(by=office, activity=activity, names=["邻居老周"], at=NOW())
    again = make_user("again", make_person(walked.person.name))
    Membership.objects.create(person=again.person, organization=world.place.branch, during=(SINCE, None))
    with pytest.raises(RuleViolation, match="有 2 人"):
        actions.enter_on_spot(by=office, activity=activity, names=[walked.person.name], at=NOW())
    with pytest.raises(RuleViolation, match="还没有开始"):
        actions.enter_on_spot(by=office, activity=publish(world, tomorrow()), names=["周某"], at=NOW())
    struck = Claim.objects.get(person=walked.person)
    actions.strike_claim(by=office, claim=struck, at=NOW())
    with pytest.raises(RuleViolation, match="不是现场登记的"):
        actions.strike_claim(by=office, claim=Claim.objects.get(person=claimed.person), at=NOW())


@pytest.mark.requirement("SVC-04", "SVC-18")
def test_hours_of_who_has_no_account_are_signed_on_paper_and_entered_by_another(world) -> None:
    elder = make_person("无账号老党员")
    Membership.objects.create(person=elder, organization=world.place.branch, during=(SINCE, None))
    activity = ended(world)
    office = world.place.secretary
    second = make_user("second", make_person("第二经办"))
    names = [elder.name, world.member.person.name, "邻居老周"]
    actions.enter_on_spot(by=office, activity=activity, names=names, at=NOW())
    claims = {claim.person_id: claim for claim in Claim.objects.all()}
    own, other = claims[elder.pk], claims[world.member.person_id]
    actions.confirm_hours(
        by=office, activity=activity, hours={each.pk: Decimal(2) for each in claims.values()}, at=NOW()
    )
    helper = Helper.objects.get()
    given: dict[str, Any] = {"activity": activity, "at": NOW()}
    assert actions.helper_hours(by=office, helpers=[helper.pk], hours=Decimal(2), **given) == 1
    for wrong in ({"claims": [own.pk], "helpers": []}, {"claims": [], "helpers": [helper.pk]}):
        with pytest.raises(RuleViolation, match="由另一人登记"):
            actions.enter_signatures(by=office, **wrong, **given)
    with pytest.raises(RuleViolation, match="有账号，请本人在手机上确认"):
        actions.enter_signatures(by=second, claims=[other.pk], helpers=[], **given)
    assert actions.enter_signatures(by=second, claims=[own.pk], helpers=[helper.pk], **given) == 2
    own.refresh_from_db()
    helper.refresh_from_db()
    assert (own.state, helper.state, helper.hours) == ("confirmed", "confirmed", Decimal(2))
    with pytest.raises(RuleViolation, match="已经填写服务时长，不能删去"):
        actions.remove_helper(by=office, helper=helper, at=NOW())
    with pytest.raises(IntegrityError), transaction.atomic():
        Helper.objects.update(signature_entered_by=office)


@pytest.mark.requirement("SVC-18")
def test_who_was_listed_and_did_not_come_is_absent(world) -> None:
    activity = ended(world)
    actions.sign_up_list(
        by=world.place.secretary, activity=activity, names=["甲某", "乙某"],
        at=activity.starts_at - timedelta(hours=1),
    )  # fmt: skip
    came, _ = Helper.objects.order_by("pk")
    office = world.place.secretary
    assert actions.helpers_came(by=office, activity=activity, helpers=[came.pk], at=NOW()) == 1
    actions.hold_activity(by=office, activity=activity, at=NOW())
    assert list(Helper.objects.order_by("pk").values_list("state", flat=True)) == ["came", "absent"]


# -- report, teams ---------------------------------------------------------------------------------


@pytest.mark.requirement("SVC-18")
def test_a_report_has_photographs_and_is_judged_by_who_was_served(client, world) -> None:
    activity = ended(world)
    office = world.place.secretary
    given: dict[str, Any] = {"content": "清扫三栋楼", "served": 30, "good": 20, "fair": 5, "poor": 1}

    def report(photos: list[Any] = [], **fields: Any) -> ActivityReport:  # noqa: B006
        return actions.report_activity(
            by=office, activity=activity, photos=photos, version=fields.pop("version", None), at=NOW(),
            **(given | fields),
        )  # fmt: skip

    with pytest.raises(RuleViolation):
        report()
    actions.hold_activity(by=office, activity=activity, at=NOW())
    with pytest.raises(RuleViolation, match="服务 30 人，评价的有 36 人"):
        report(good=30)
    with pytest.raises(RuleViolation, match="照片打不开"):
        report([SimpleUploadedFile("a.jpg", b"no picture")])
    with pytest.raises(RuleViolation, match="最多 12 张"):
        report([picture() for _ in range(13)])
    report([picture(), picture()])
    photo = ActivityPhoto.objects.first()
    address = reverse("services:activity_photo", args=[photo.pk])
    client.force_login(office)
    assert client.get(address)["Content-Type"] == "image/jpeg"
    assert "清扫三栋楼" in client.get(reverse("services:activity", args=[activity.pk])).text
    client.force_login(world.member)
    assert client.get(address).status_code in (403, 404)


@pytest.mark.requirement("SVC-04")
def test_teams_stand_in_one_alliance_with_their_people_and_hours(client, world) -> None:
    for wrong, message in (
        ({"theme": "自创"}, "请从现行的服务主题里选择"),
        ({"people": 0}, "人数至少1人"),
        ({"founded_on": date(2026, 12, 1)}, "成立日期"),
    ):
        with pytest.raises(RuleViolation, match=message):
            team(world, **wrong)
    teams = [team(world, title=f"第{number}服务队") for number in range(10)]
    with pytest.raises(RuleViolation, match="这个队伍已经登记过"):
        team(world, title="第0服务队")
    activity = ended(world)
    office = world.place.secretary
    actions.enter_on_spot(by=office, activity=activity, names=["甲某", "乙某"], at=NOW(), team=teams[0])
    actions.helper_hours(by=office, activity=activity, helpers=[Helper.objects.first().pk], hours=Decimal(2), at=NOW())
    client.force_login(office)
    page = client.get(reverse("services:alliance"))
    assert page.context["total"] == {"teams": 10, "people": 560}
    first = page.context["page"][0]
    assert (first.title, first.services, first.came, first.hours) == ("第0服务队", 1, 2, None)
    second = make_user("second", make_person("第二经办"))
    actions.enter_signatures(by=second, activity=activity, claims=[], helpers=[Helper.objects.first().pk], at=NOW())
    assert client.get(reverse("services:alliance")).context["page"][0].hours == Decimal(2)
    step = TEAMS.steps[0]
    row = VolunteerTeam.objects.get(pk=teams[1].pk)
    registers.correct(
        by=office, register=TEAMS, entry=row, version=row.version, today=TODAY, step=step, dissolved_on=TODAY
    )
    with pytest.raises(RuleViolation, match="请选择本社区现有的志愿服务队"):
        actions.enter_on_spot(by=office, activity=activity, names=["丙某"], at=NOW(), team=row)
