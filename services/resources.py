"""Columns of agreements as they leave the portal."""

from import_export import fields

from organizations.rosters.resource import RosterResource
from services.models import Agreement


class AgreementResource(RosterResource):
    """Export only: agreements are made and confirmed on their pages."""

    community = fields.Field(attribute="organization__name", column_name="社区")
    unit = fields.Field(attribute="unit__name", column_name="辖区单位")
    year = fields.Field(attribute="year", column_name="年度")
    state = fields.Field(attribute="get_state_display", column_name="状态")
    community_confirmed = fields.Field(attribute="confirmed_by_community_at", column_name="社区确认时间")
    unit_confirmed = fields.Field(attribute="confirmed_by_unit_at", column_name="单位确认时间")

    class Meta:
        model = Agreement
        fields = ("community", "unit", "year", "state", "community_confirmed", "unit_confirmed")
        export_order = fields
