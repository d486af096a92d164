"""The admin as street staff use it: everything by grants, nothing by model permissions."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent
from organizations import actions, standards
from organizations.models import Grant, Organization, Position, Post, Role, Threshold, Unit
from people.actions import create_person
from people.models import Person, User
from tests.organizations.conftest import SINCE, TODAY, Tree

SignIn = Callable[[User], Client]


@pytest.fixture
def clerk(tree: Tree, sign_in: SignIn) -> Client:
    return sign_in(tree.holder(tree.street, name="街道干部", staff=True))


def url(model: str, name: str, *args: int) -> str:
    app = {"person": "people", "user": "people", "auditevent": "core"}.get(model, "organizations")
    return reverse(f"admin:{app}_{model}_{name}", args=args)


def test_list_is_an_indented_tree_of_the_scope(tree: Tree, clerk: Client) -> None:
    text = clerk.get(url("organization", "changelist")).content.decode()
    assert "\u3000\u3000\u3000幸福里社区党总支" in text
    assert "乙街道党工委" not in text


@pytest.mark.parametrize("words", ["幸福里第一", "xingfulidiyi", "xfldy", "T-A-1-B"])
def test_search_by_name_pinyin_initials_and_code(tree: Tree, clerk: Client, words: str) -> None:
    text = clerk.get(url("organization", "changelist"), {"q": words}).content.decode()
    assert "幸福里第一党支部" in text and "文庙社区" not in text


def test_only_staff_with_grants_come_in(tree: Tree, sign_in: SignIn) -> None:
    boss = User.objects.create_superuser("boss", "a-long-Password-1")
    assert sign_in(boss).get(url("organization", "changelist")).status_code == 403
    secretary = sign_in(tree.holder(tree.general_branch, Position.SECRETARY))
    assert secretary.get(url("organization", "changelist")).status_code == 302


def test_change_is_audited_and_a_stale_form_is_told(tree: Tree, clerk: Client) -> None:
    address = url("organization", "change", tree.community.pk)
    inlines = {
        f"{inline.formset.management_form.prefix}-{name}": "0"
        for inline in clerk.get(address).context["inline_admin_formsets"]
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    data = {"established_on": "2020-01-01", "community_type": "village", "seen_version": tree.community.version}
    assert clerk.post(address, data | inlines).status_code == 302
    community = Organization.objects.get(pk=tree.community.pk)
    assert (community.community_type, community.version) == ("village", tree.community.version + 1)
    event = AuditEvent.objects.get(code="organizations.changed_in_admin")
    assert event.data == {"fields": ["community_type"]}
    assert community.established_on is None, "a day that figures stand on is no matter of the admin"
    again = clerk.post(address, data | inlines | {"community_type": "urban"})
    assert "别人刚刚修改了这条记录" in again.content.decode()
    assert Organization.objects.get(pk=tree.community.pk).community_type == "village"


def test_appointment_in_the_admin_goes_through_the_action(tree: Tree, clerk: Client) -> None:
    person = tree.person("王丽")
    actions.appoint(by="test", person=person, organization=tree.community, position=Position.WORKER, since=SINCE)
    data = {
        "person": person.pk,
        "organization": tree.branch.pk,
        "position": "secretary",
        "basis": "election",
        "since": "2026-11-01",
        "full_time": "on",
    }
    answer = clerk.post(url("post", "add"), data)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert Post.objects.filter(organization=tree.branch, person=person).count() == 1
    assert AuditEvent.objects.filter(code="organizations.appointed").exists()
    second = clerk.post(url("post", "add"), data)
    assert "同一时间这个职务只能由一人担任" in second.content.decode()
    outside = clerk.post(url("post", "add"), data | {"organization": tree.other_street.pk})
    assert outside.status_code == 200 and Post.objects.filter(organization=tree.other_street).count() == 0


def test_role_is_granted_with_dates_and_taken_back(tree: Tree, clerk: Client) -> None:
    user = tree.holder(tree.branch, Position.SECRETARY, name="支部书记")
    role = Role.objects.get(code="community_worker")
    data = {"user": user.pk, "role": role.pk, "content_object": tree.community.pk, "since": "2026-01-01"}
    endless = clerk.post(url("grant", "add"), data)
    assert endless.status_code == 200 and endless.context["adminform"].form.errors["until"]
    data["until"] = "2027-01-01"
    answer = clerk.post(url("grant", "add"), data)
    assert answer.status_code == 302
    given = Grant.objects.filter(user=user, post=None)
    assert given.count() == role.permissions.count()
    wrong = clerk.post(url("grant", "add"), data | {"role": Role.objects.get(code="district_officer").pk})
    assert "只能在区委组织部授予" in wrong.content.decode()
    outside = clerk.post(url("grant", "add"), data | {"content_object": tree.other_street.pk})
    assert outside.status_code == 200
    clerk.post(url("grant", "changelist"), {"action": "revoke", "_selected_action": [given[0].pk]})
    assert all(grant.during.upper is not None for grant in Grant.objects.filter(user=user, post=None))
    assert user.grant_set.filter(post__isnull=False, during__endswith__isnull=True).exists()


def test_threshold_is_overridden_by_its_level_with_a_document(tree: Tree, clerk: Client, sign_in: SignIn) -> None:
    name = "org.big_committee.members_min"
    national = Threshold.objects.get(name=name)
    data = {
        "base": national.pk,
        "organization": tree.street.pk,
        "value": "7",
        "effective_from": "2026-06-01",
        "document": "区委组〔2026〕5号",
    }
    refused = clerk.post(url("threshold", "add"), data)
    assert "只能由区委组织部调整" in refused.content.decode()
    district = sign_in(tree.holder(tree.district, name="组织部", staff=True))
    data["organization"] = tree.district.pk
    assert "格式不正确" in district.post(url("threshold", "add"), data | {"value": "七"}).content.decode()
    assert district.post(url("threshold", "add"), data).status_code == 302
    assert standards.at(name, organization=tree.community, as_of=date(2026, 5, 31)) == 9
    assert standards.at(name, organization=tree.community, as_of=date(2026, 6, 1)) == 7
    assert "保存" not in district.get(url("threshold", "change", national.pk)).content.decode().split("submit-row")[-1]


def test_person_is_masked_everywhere(tree: Tree, clerk: Client) -> None:
    number = "110105198001010010"
    person = create_person(by="test", name="赵六", phone="13812345678")
    actions.appoint(by="test", person=person, organization=tree.branch, position=Position.SECRETARY, since=SINCE)
    for page in (url("person", "changelist"), url("person", "change", person.pk)):
        text = clerk.get(page).content.decode()
        assert "赵六" in text
        assert "13812345678" not in text and number not in text
    answer = clerk.post(url("person", "changelist"), {"action": "export_selected", "_selected_action": [person.pk]})
    assert answer.content[:2] == b"PK" and b"13812345678" not in answer.content
    assert AuditEvent.objects.get(code="people.exported").data["rows"] == 1


def test_clerk_opens_an_account_and_the_post_gives_its_rights(tree: Tree, clerk: Client) -> None:
    person = tree.person("新书记")
    actions.appoint(
        by="test", person=person, organization=tree.general_branch, position=Position.SECRETARY, since=SINCE
    )
    data = {"person": person.pk, "username": "", "email": "", "password": "a-long-Password-9"}
    answer = clerk.post(url("user", "add"), data)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    user = User.objects.get(person=person)
    assert user.check_password("a-long-Password-9") and user.grant_set.exists()
    assert user.one_use_until is not None, "the first password is for one use"
    other = tree.person("再开一个")
    actions.appoint(by="test", person=other, organization=tree.community, position=Position.WORKER, since=SINCE)
    weak = clerk.post(url("user", "add"), data | {"person": other.pk, "password": "short"})
    assert weak.status_code == 200 and not User.objects.filter(person=other).exists()
    outsider = tree.holder(tree.other_street, name="外面的人")
    assert clerk.get(url("user", "change", outsider.pk)).status_code == 404


def test_audit_log_is_read_only_and_scoped(tree: Tree, clerk: Client) -> None:
    text = clerk.get(url("auditevent", "changelist")).content.decode()
    assert "幸福里社区" in text and "乙街道党工委" not in text
    assert clerk.get(url("auditevent", "add")).status_code == 403


def test_export_of_organisations_is_in_scope_and_free_of_formulas(tree: Tree, clerk: Client) -> None:
    actions.rename_organization(by="test", organization=tree.branch, name='=HYPERLINK("x")', on=TODAY, today=TODAY)
    answer = clerk.post(
        url("organization", "changelist"),
        {"action": "export_selected", "_selected_action": [tree.branch.pk, tree.other_street.pk]},
    )
    assert AuditEvent.objects.get(code="organizations.exported").data["rows"] == 1
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


def test_no_delete_anywhere(tree: Tree, clerk: Client) -> None:
    assert clerk.post(url("organization", "delete", tree.branch.pk), {"post": "yes"}).status_code == 403
    text = clerk.get(url("organization", "changelist")).content.decode()
    assert "delete_selected" not in text


def test_unit_register_is_kept_in_scope(tree: Tree, clerk: Client) -> None:
    actions.register_unit(by="test", organization=tree.street, name="供电公司", kind=Unit.UnitKind.ORGAN)
    actions.register_unit(by="test", organization=tree.other_street, name="别处银行", kind=Unit.UnitKind.ORGAN)
    text = clerk.get(url("unit", "changelist")).content.decode()
    assert "供电公司" in text and "别处银行" not in text
    assert Person.objects.count() == 1
