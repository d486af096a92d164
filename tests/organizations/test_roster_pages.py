"""The pages of the rosters with the real client: every subject by one set of templates."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.office.rosters import read_table, store
from organizations.models import Position, RosterBatch, Unit
from organizations.rosters.subjects import POSTS, UNITS
from people.models import User
from tests.organizations.conftest import Tree
from tests.organizations.rosters import workbook

TITLES = ("单位名称", "单位类型", "所在社区", "联系人", "联系电话", "占地面积")
GOOD = ("供电公司", "国有企业", "幸福里社区", "田志远", "13900000001", "")
BAD = ("热力公司", "有限公司", "幸福里社区", "", "139000", "20亩")


@pytest.fixture
def clerk(tree: Tree, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(tree.holder(tree.street, name="孟庆云"))


def send(client: Client, tree: Tree, content: bytes, name: str = "单位.xlsx", **fields: Any) -> Any:
    data = {"organization": tree.street.pk, "file": SimpleUploadedFile(name, content), **fields}
    return client.post(reverse("organizations:roster_units"), data, follow=True)


def test_index_offers_what_the_user_may_import(tree: Tree, sign_in: Callable[[User], Client]) -> None:
    street = sign_in(tree.holder(tree.street)).get(reverse("organizations:rosters")).content.decode()
    assert all(
        word in street
        for word in ("组织名册", "辖区单位名册", "任职名册", "社区工作者名册", "账号名册", "网格楼栋名册")
    )
    worker = sign_in(tree.holder(tree.community, Position.WORKER, name="社工"))
    page = worker.get(reverse("organizations:rosters")).content.decode()
    assert "辖区单位名册" in page and "任职名册" not in page
    assert worker.get(reverse("organizations:roster_posts")).status_code == 403
    assert worker.get(reverse("organizations:roster_posts_template")).status_code == 403


def test_from_template_to_undo(tree: Tree, clerk: Client, django_capture_on_commit_callbacks: Any) -> None:
    template = clerk.get(reverse("organizations:roster_units_template"))
    assert template.status_code == 200 and read_table(template.content, UNITS.columns, "t.xlsx").rows == []
    page = send(clerk, tree, workbook(TITLES, [GOOD, BAD]))
    text = page.content.decode()
    batch = RosterBatch.objects.get()
    assert page.redirect_chain[-1][0] == reverse("organizations:roster_batch", args=[batch.reference])
    assert "没有“有限公司”这种单位类型" in text and "占地面积" in text and "供电公司 幸福里社区" in text
    assert "139****" not in text.replace("139****0001", "") and "139000" not in text
    marked = clerk.get(reverse("organizations:roster_marked", args=[batch.reference]))
    table = read_table(marked.content, UNITS.columns, "m.xlsx")
    assert [row["name"] for row in table.rows] == ["供电公司", "热力公司"]  # a newcomer is to be looked at, too
    refused = clerk.post(reverse("organizations:roster_commit", args=[batch.reference]), follow=True)
    assert "还有错误或待确认的行" in refused.content.decode() and not Unit.objects.exists()
    done = clerk.post(reverse("organizations:roster_commit", args=[batch.reference]), {"skip": "1"}, follow=True)
    assert "已导入 1 行，跳过 1 行" in done.content.decode() and Unit.objects.get().name == "供电公司"
    twice = clerk.post(reverse("organizations:roster_commit", args=[batch.reference]), {"skip": "1"}, follow=True)
    assert "不能再导入" in twice.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        undone = clerk.post(reverse("organizations:roster_undo", args=[batch.reference]), follow=True)
    assert "已撤销：删除新增的3条记录" in undone.content.decode() and not Unit.objects.exists()
    assert store.fetch(batch.reference) is None
    assert RosterBatch.objects.get().sample == []


def test_discard_deletes_the_file(tree: Tree, clerk: Client, django_capture_on_commit_callbacks: Any) -> None:
    send(clerk, tree, workbook(TITLES, [GOOD]))
    batch = RosterBatch.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        clerk.post(reverse("organizations:roster_discard", args=[batch.reference]))
    assert store.fetch(batch.reference) is None
    assert clerk.get(reverse("organizations:roster_batch", args=[batch.reference])).status_code == 200


def test_file_that_cannot_be_read_comes_back_with_the_reason(tree: Tree, clerk: Client) -> None:
    for content, word in ((b"PK\x03\x04 broken", "打不开"), (workbook(("甲", "乙"), [("x", "y")]), "表头")):
        page = send(clerk, tree, content)
        assert page.status_code == 422 and word in page.content.decode()
    assert not RosterBatch.objects.exists()


def test_each_sheet_has_its_own_table(tree: Tree, clerk: Client) -> None:
    from core.office.spreadsheets import Column, SheetSpec, write

    sheets = [
        SheetSpec("甲片", [Column(each) for each in TITLES[:3]], [BAD[:3]]),
        SheetSpec("乙片", [Column(each) for each in reversed(TITLES[:3])], [tuple(reversed(BAD[:3]))]),
    ]
    text = send(clerk, tree, write(sheets)).content.decode()
    first, second = text.index("甲片：不能直接导入的行"), text.index("乙片：不能直接导入的行")
    assert first < text.index("单位名称", first) < second < text.index("所在社区", second)


def test_organisation_out_of_reach_is_no_choice(tree: Tree, clerk: Client) -> None:
    page = send(clerk, tree, workbook(TITLES, [GOOD]), organization=tree.other_street.pk)
    assert page.status_code == 422 and not RosterBatch.objects.exists()


def test_who_has_another_right_there_sees_no_batch(
    tree: Tree, clerk: Client, sign_in: Callable[[User], Client]
) -> None:
    data = {
        "organization": tree.street.pk,
        "file": SimpleUploadedFile("p.xlsx", workbook(("姓名", "组织", "职务"), [("杜桂芳", "T-A-1-B", "委员")])),
    }
    clerk.post(reverse(POSTS.page), data)
    batch = RosterBatch.objects.get()
    other = sign_in(tree.holder(tree.other_street, name="别街"))
    assert other.get(reverse("organizations:roster_batch", args=[batch.reference])).status_code == 404
