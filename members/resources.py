"""The columns of a roster as an import-export resource: for export, for the admin, and for the headers of import."""

from typing import Any

from import_export import fields, resources

from members.importing.columns import BY_NAME
from members.models import Membership

_SOURCES = {
    "name": "person__name",
    "sex": "person__get_sex_display",
    "ethnicity": "person__ethnicity",
    "birth": "person__birth_date",
    "number": "person__resident_number_masked",
    "education": "person__get_education_display",
    "joined": "joined_on",
    "full": "full_on",
    "branch": "organization__name",
    "status": "get_status_display",
    "member_class": "get_member_class_display",
    "occupation": "person__occupation",
    "phone": "person__phone_masked",
    "address": "person__address_masked",
    "remark": "remark",
}


class MemberResource(resources.ModelResource):
    """Export only, masked: rosters come in through the staged import, which knows what a half-written file costs.

    The columns are those of ``members.importing.columns``, so that what goes out can come back in.
    """

    class Meta:
        model = Membership
        fields = tuple(_SOURCES)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields = {
            name: fields.Field(column_name=BY_NAME[name].title, attribute=source) for name, source in _SOURCES.items()
        }

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        return [field.column_name for field in self.fields.values()]

    def get_export_order(self) -> list[str]:
        return list(self.fields)

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("person", "organization")
