"""Grids for street staff: to look through; work is done on their pages."""

from typing import Any, ClassVar

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from grids.models import Grid
from grids.resources import GridResource
from organizations.admin_base import ScopedModelAdmin


@admin.register(Grid)
class GridAdmin(ScopedModelAdmin):
    view_permission = "organizations.view_grid"
    resource_class = GridResource
    list_display = ["name", "organization", "code", "grid_branch", "page"]
    list_select_related = ["organization", "grid_branch"]
    search_fields = ["name", "code"]
    ordering = ["organization__path", "order", "pk"]
    fields: ClassVar[Any] = ["name", "organization", "code", "order", "grid_branch", "page"]
    readonly_fields = fields

    @admin.display(description="详情")
    def page(self, grid: Grid) -> str:
        return format_html('<a href="{}">打开网格</a>', reverse("grids:grid", args=[grid.pk]))
