"""Columns of exports (import-export resources); what has a roster comes in through it by the same columns."""

from typing import Any

from import_export import fields

from organizations.models import Organization, Post, UnitPresence
from organizations.rosters.resource import RosterResource
from people.models import Person


def _column(title: str, attribute: str) -> fields.Field:
    return fields.Field(column_name=title, attribute=attribute)


class OrganizationResource(RosterResource):
    roster = "organizations"
    code = _column("组织编码", "code")
    name = _column("组织名称", "name")
    kind = _column("组织类型", "get_kind_display")
    parent = fields.Field(column_name="上级组织编码")
    established_on = _column("成立日期", "established_on")
    dissolved_on = _column("撤销日期", "dissolved_on")

    class Meta:
        model = Organization
        fields = ("code", "name", "kind", "parent", "established_on", "dissolved_on")

    def before_export(self, queryset: Any, **kwargs: Any) -> None:
        ids = {each.ancestor_ids[-2] for each in queryset if len(each.ancestor_ids) > 1}
        self._codes = dict(Organization.objects.filter(pk__in=ids).values_list("pk", "code"))

    def dehydrate_parent(self, organization: Organization) -> str:
        ids = organization.ancestor_ids
        return self._codes.get(ids[-2], "") if len(ids) > 1 else ""


class PostResource(RosterResource):
    roster = "posts"
    organization = _column("组织", "organization__name")
    person = _column("姓名", "person__name")
    position = _column("职务", "get_position_display")
    basis = _column("产生方式", "get_basis_display")
    since = fields.Field(column_name="任职日期")
    until = fields.Field(column_name="离任日期")
    term_ends_on = _column("届满日期", "term_ends_on")

    class Meta:
        model = Post
        fields = ("organization", "person", "position", "basis", "since", "until", "term_ends_on")

    def dehydrate_since(self, post: Post) -> Any:
        return post.during.lower

    def dehydrate_until(self, post: Post) -> Any:
        return post.during.upper or ""


class UnitPresenceResource(RosterResource):
    roster = "units"
    unit = _column("单位名称", "unit__name")
    kind = _column("单位类型", "unit__get_kind_display")
    community = _column("所在社区", "organization__name")
    reported_in_on = _column("报到日期", "reported_in_on")

    class Meta:
        model = UnitPresence
        fields = ("unit", "kind", "community", "reported_in_on")


class PersonResource(RosterResource):
    """Masked: what leaves the house is what the page shows."""

    name = _column("姓名", "name")
    sex = _column("性别", "get_sex_display")
    resident_number = _column("公民身份号码", "resident_number_masked")
    phone = _column("联系电话", "phone_masked")

    class Meta:
        model = Person
        fields = ("name", "sex", "resident_number", "phone")
