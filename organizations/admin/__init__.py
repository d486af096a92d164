"""The admin of organisations, rights, persons and the audit log; all of it scoped (organizations.admin_base)."""

from django.contrib import admin

from organizations.admin import people, rights, rosters, tree, units

admin.site.site_header = admin.site.site_title = "党建门户后台"
admin.site.index_title = "后台管理"

__all__ = ["people", "rights", "rosters", "tree", "units"]
