"""The register of publications: period, places, objections, outcome, the page for anybody (ORG-30)."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from core.models import AuditEvent
from core.records.errors import RuleViolation
from core.records.versions import Conflict
from organizations.actions import set_threshold
from organizations.models import Organization, Position, Publication, PublicationObjection, Threshold
from organizations.publications import actions as publications
from organizations.publications import rules
from organizations.publications.register import PUBLICATIONS
from organizations.registers import actions
from organizations.registers.register import Asked
from people.models import User
from tests.clock import TODAY
from tests.organizations.conftest import Tree

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PLACE, OBJECTION = PUBLICATIONS.parts
ANSWER, UNANSWER = OBJECTION.steps
CONCLUDE, REOPEN, LONGER = PUBLICATIONS.steps
LAST = date(2026, 12, 2)
"""TODAY is a Wednesday, five working days on."""


def public(organization: Organization, **typed: Any) -> Publication:
    given = {
        "kind": "low_income",
        "title": "低保对象公示",
        "content": "三户",
        "contact": "社区服务站",
        "working_days": 5,
    }
    made: Publication = actions.enter(
        by="test",
        register=PUBLICATIONS,
        organization=organization,
        today=TODAY,
        **({**given, "starts_on": TODAY, "ends_on": None} | typed),
    )
    return made


def take(step: Any, found: Publication, *, on: date, by: Any = "test", **typed: Any) -> Publication:
    row = Publication.objects.get(pk=found.pk)
    fields = step.also(typed)
    if "concluded_on" in fields and fields["concluded_on"]:
        fields["concluded_on"] = on
    actions.correct(by=by, register=PUBLICATIONS, entry=row, version=row.version, today=on, step=step, **fields)
    return Publication.objects.get(pk=found.pk)


def post(found: Publication, **typed: Any) -> Any:
    given = {"place": "小区公示栏", "posted_on": TODAY} | typed
    return actions.add_line(by="test", part=PLACE, entry=found, today=TODAY, **given)


def objected(found: Publication, *, today: date = TODAY, **typed: Any) -> PublicationObjection:
    given = {"channel": "phone", "name": "", "raised_on": TODAY, "text": "收入不实"} | typed
    made: PublicationObjection = actions.add_line(by="test", part=OBJECTION, entry=found, today=today, **given)
    return made


def answered(
    line: PublicationObjection, *, step: Any = ANSWER, by: Any = "test", on: date = TODAY, **typed: Any
) -> None:
    found = PublicationObjection.objects.get(pk=line.pk)
    fields = step.also(typed)
    if fields.get("answered_on"):
        fields["answered_on"] = on
    actions.correct_line(by=by, part=OBJECTION, line=found, version=found.version, today=on, step=step, **fields)


@pytest.mark.requirement("ORG-30")
def test_it_lasts_working_days_may_be_longer_and_never_shorter(tree: Tree) -> None:
    found = public(tree.community)
    assert found.ends_on == LAST, "the day itself is not counted, nor Saturday and Sunday"
    for wrong, message in (
        ({"working_days": 4}, "公示不少于5个工作日"),
        ({"starts_on": TODAY - timedelta(days=1)}, "不能早于今天"),
        ({"starts_on": TODAY + timedelta(days=400)}, "不能晚于"),
        ({"contact": "13912345678"}, "不要公布个人手机号码"),
    ):
        with pytest.raises(RuleViolation, match=message):
            public(tree.community, **wrong)
    with pytest.raises(RuleViolation, match="内容和期限不能再改"):
        actions.correct(
            by="test", register=PUBLICATIONS, entry=found, version=found.version, today=TODAY, working_days=9
        )
    with pytest.raises(RuleViolation, match="只能延长"):
        take(LONGER, found, on=TODAY, working_days=5, reason="有人要看")
    longer = take(LONGER, found, on=TODAY, working_days=6, reason="有人要看")
    assert longer.ends_on == LAST + timedelta(days=1)
    with pytest.raises(RuleViolation, match="不能再延长"):
        take(LONGER, found, on=longer.ends_on + timedelta(days=1), working_days=9, reason="晚了")
    later = public(tree.community, title="还没开始", starts_on=TODAY + timedelta(days=1))
    row = Publication.objects.get(pk=later.pk)
    actions.correct(
        by="test",
        register=PUBLICATIONS,
        entry=row,
        version=1,
        today=TODAY,
        working_days=7,
        content="四户",
        ends_on=None,
    )
    with pytest.raises(Conflict):
        actions.correct(
            by="test", register=PUBLICATIONS, entry=later, version=1, today=TODAY, content="五户", ends_on=None
        )
    number = Threshold.objects.get(name="core.publicity_working_days", organization=None)
    set_threshold(
        by="test", threshold=number, organization=tree.district, value="7", effective_from=TODAY, document="区文件"
    )
    with pytest.raises(RuleViolation, match="公示不少于7个工作日"):
        public(tree.community, title="另一条")
    assert rules.least_days("development", tree.community, date(2026, 5, 18)) == 5, "a kind's own number prevails"
    assert rules.least_days("development", tree.community, date(2026, 5, 17)) == 5, "before it, the general one"


@pytest.mark.requirement("ORG-30")
def test_objections_are_raised_within_the_period_signed_or_by_phone_and_answered_by_who_published(tree: Tree) -> None:
    secretary = tree.holder(tree.general_branch, Position.SECRETARY)
    clerk = tree.holder(tree.street, name="街道干部")
    found = public(tree.community)
    for wrong, message in (
        ({"raised_on": TODAY - timedelta(days=1)}, "提出日期应在公示期内"),
        ({"raised_on": LAST + timedelta(days=1)}, "提出日期应在公示期内"),
        ({"raised_on": TODAY + timedelta(days=1)}, "不能晚于今天"),
        ({"channel": "letter"}, "要写明提出人"),
        ({"channel": "portal"}, "由本人提出"),
    ):
        with pytest.raises(RuleViolation, match=message):
            objected(found, **wrong)
    line = objected(found, channel="letter", name="韩七")
    with pytest.raises(RuleViolation, match="请填写答复"):
        answered(line, answer="  ", upheld=False)
    answered(line, answer="收入已核实", upheld=False)
    with pytest.raises(RuleViolation, match="已经答复"):
        answered(line, answer="再答", upheld=True)
    answered(line, step=UNANSWER, reason="答错了人")
    answered(line, answer="已核实", upheld=False)
    Publication.objects.filter(pk=found.pk).update(handler=tree.street)
    second = objected(Publication.objects.get(pk=found.pk))
    with pytest.raises(RuleViolation, match="异议由甲街道党工委受理和答复"):
        answered(second, by=secretary, answer="没有问题", upheld=False)
    with pytest.raises(RuleViolation, match="异议由甲街道党工委受理和答复"):
        actions.remove_line(by=secretary, part=OBJECTION, line=second, today=TODAY, reason="不想要")
    answered(second, by=clerk, answer="属实", upheld=True)
    mine = publications.object_to(by=clerk, publication=found, text="我也有异议", today=TODAY)
    with pytest.raises(RuleViolation, match="不能答复自己提出的异议"):
        answered(mine, by=clerk, answer="没有问题", upheld=False)
    with pytest.raises(RuleViolation, match="不能更改和删除"):
        actions.remove_line(by=clerk, part=OBJECTION, line=mine, today=TODAY, reason="删掉")
    with pytest.raises(RuleViolation, match="只有在公示期内"):
        publications.object_to(by=clerk, publication=found, text="晚了", today=LAST + timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicationObjection.objects.filter(pk=mine.pk).update(answered_on=TODAY)


@pytest.mark.requirement("ORG-30")
def test_the_outcome_follows_from_the_answers_after_the_period_and_has_a_way_back(tree: Tree) -> None:
    after = LAST + timedelta(days=1)
    found = public(tree.community)
    with pytest.raises(RuleViolation, match=f"公示期到{LAST}，期满后才能办结"):
        take(CONCLUDE, found, on=LAST, conclusion="无异议")
    with pytest.raises(RuleViolation, match="还没有登记张贴地点"):
        take(CONCLUDE, found, on=after, conclusion="无异议")
    for day in (TODAY - timedelta(days=1), LAST + timedelta(days=1)):
        with pytest.raises(RuleViolation, match="张贴日期应在公示期内"):
            post(found, posted_on=day)
    post(found)
    line = objected(found)
    with pytest.raises(RuleViolation, match="还有1条异议没有答复"):
        take(CONCLUDE, found, on=after, conclusion="无异议")
    answered(line, answer="不属实", upheld=False)
    done = take(CONCLUDE, found, on=after, conclusion="异议不成立")
    assert (done.outcome, done.concluded_on) == ("dismissed", after)
    with pytest.raises(RuleViolation, match="已于"):
        take(CONCLUDE, found, on=after, conclusion="再办")
    with pytest.raises(RuleViolation, match="不能再改"):
        objected(done, today=after)
    with pytest.raises(RuleViolation, match="先撤销办结"):
        actions.withdraw(by="test", register=PUBLICATIONS, entry=done, version=done.version, today=after, reason="写错")
    again = take(REOPEN, found, on=after, reason="漏了一条")
    assert (again.outcome, again.concluded_on) == ("", None)
    answered(line, step=UNANSWER, on=after, reason="重新核实")
    answered(line, on=after, answer="属实", upheld=True)
    assert take(CONCLUDE, found, on=after, conclusion="取消一户").outcome == "upheld"
    assert rules.state_of(take(REOPEN, found, on=after, reason="再看"), after) == "期满待办结"
    quiet = public(tree.neighbour)
    post(quiet)
    assert take(CONCLUDE, quiet, on=after, conclusion="没有异议").outcome == "none"


@pytest.mark.requirement("ORG-30")
def test_a_step_of_another_record_waits_for_its_publication(tree: Tree) -> None:
    record, today = tree.branch, TODAY
    given = {"by": "test", "organization": tree.community, "handler": tree.street, "kind": "selection"}
    assert publications.current_for(record) is None
    found = publications.publish_for(record, title="人选公示", content="三人", today=today, **given)
    assert found.ends_on == LAST and publications.current_for(record) == found
    with pytest.raises(IntegrityError), transaction.atomic():
        publications.publish_for(record, title="又一次", content="三人", today=today, **given)
    for step, typed in ((CONCLUDE, {"conclusion": "完"}), (LONGER, {"working_days": 9, "reason": "要"})):
        with pytest.raises(RuleViolation, match="随所办的事项"):
            take(step, found, on=LAST + timedelta(days=1), **typed)
    with pytest.raises(RuleViolation, match="随所办的事项"):
        PUBLICATIONS.check(found, Asked("test", today))
    with pytest.raises(RuleViolation, match="期满后才能审批"):
        publications.conclude_for(record, by="test", today=LAST, what="审批")
    line = publications.object_to(by=tree.holder(tree.community), publication=found, text="有异议", today=today)
    with pytest.raises(RuleViolation, match="还有1条异议没有答复"):
        publications.conclude_for(record, by="test", today=LAST + timedelta(days=1), what="审批")
    answered(line, answer="属实", upheld=True)
    assert rules.upheld(found) == 1
    publications.withdraw_for(record, by="test", today=today, reason="异议成立，重新办理")
    assert publications.current_for(record) is None and publications.objections_for(record).count() == 1
    with pytest.raises(RuleViolation, match="只有在公示期内"):
        publications.object_to(by="test", publication=found, text="晚了", today=today)
    again = publications.publish_for(record, title="再次公示", content="两人", today=today, **given)
    publications.conclude_for(record, by="test", today=LAST + timedelta(days=1), what="审批")
    again.refresh_from_db()
    assert again.outcome == "none"
    actions_seen = AuditEvent.objects.filter(code__startswith="organizations.publication_").order_by("pk")
    assert [each.code.rpartition("_")[2] for each in actions_seen] == ["objected", "withdrawn", "concluded"]


@pytest.mark.requirement("ORG-30")
def test_anybody_reads_the_page_and_it_shows_neither_objections_nor_persons(
    tree: Tree, client: Client, sign_in: SignIn
) -> None:
    found = public(tree.community, content="一人，收入低于标准")
    objected(found, channel="letter", name="韩七", text="他家有车")
    address = reverse("organizations:publication", args=[found.pk])
    page = client.get(address)
    assert page.status_code == 200 and "收入低于标准" in page.text and "受理" in page.text
    assert "韩七" not in page.text and "他家有车" not in page.text
    waiting = public(tree.community, title="还没开始", starts_on=TODAY + timedelta(days=1))
    assert client.get(reverse("organizations:publication", args=[waiting.pk])).status_code == 404
    Publication.objects.filter(pk=found.pk).update(
        starts_on=TODAY - timedelta(days=20), ends_on=TODAY - timedelta(days=10)
    )
    over = client.get(address)
    assert "收入低于标准" not in over.text and "公示已截止" in over.text, "a notice's text goes with its period"
    Publication.objects.filter(pk=found.pk).update(kind="affairs")
    assert "收入低于标准" in client.get(address).text, "what is disclosed stays"
    Publication.objects.filter(pk=found.pk).update(withdrawn_on=TODAY, withdrawn_because="写错")
    assert client.get(address).status_code == 404
    worker = sign_in(tree.holder(tree.community, Position.WORKER))
    sheet = worker.get(reverse("organizations:publication_sheet", args=[waiting.pk]))
    assert "<svg" in sheet.text and "还没开始" in sheet.text


@pytest.mark.requirement("ORG-30")
def test_where_it_hung_is_kept_with_its_photograph_and_the_objectors_name_is_for_who_answers(
    tree: Tree, sign_in: SignIn
) -> None:
    found = public(tree.community)
    objected(found, channel="visit", name="韩七", text="他家有车")
    worker = sign_in(tree.holder(tree.community, Position.WORKER))
    reader = sign_in(tree.holder(tree.branch, Position.SECRETARY, name="支部书记"))
    picture = BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "PNG")
    sent = {"place": "小区东门公示栏", "posted_on": TODAY.isoformat()}
    new = reverse("organizations:publications_place_new", args=[found.pk])
    broken = worker.post(new, sent | {"photo": SimpleUploadedFile("图.png", b"no picture")})
    assert broken.status_code == 422 and "照片打不开" in broken.text
    assert worker.post(new, sent | {"photo": SimpleUploadedFile("图.png", picture.getvalue())}).status_code == 302
    place = found.places.get()
    photo = reverse("organizations:publication_photo", args=[place.pk])
    answer = worker.get(photo)
    assert answer.status_code == 200 and answer["Content-Type"] == "image/jpeg"
    assert reader.get(photo).status_code == 404, "a branch sees nothing of the community's"
    page = worker.get(reverse("organizations:publications_entry", args=[found.pk]))
    assert "韩七" in page.text and "看照片" in page.text and "打印公示单" in page.text
    correct = reverse("organizations:publications_place_correct", args=[place.pk])
    assert worker.post(correct, sent | {"version": 1, "place": "小区西门公示栏"}).status_code == 302
    place.refresh_from_db()
    assert place.place == "小区西门公示栏" and place.photo, "the photograph stays where none is sent"
    with pytest.raises(RuleViolation, match="已经登记过"):
        post(found, place="小区西门公示栏")
