"""Addresses of the registers: five for each, three for each kind of its lines, and the pages that only one has."""

from collections.abc import Iterable

from django.urls import URLPattern, path

from organizations.mandates import views as mandates
from organizations.orders import views as orders
from organizations.publications import views as publications
from organizations.registers import views, views_groups, views_papers, views_training, views_venues
from organizations.registers.kinds import REGISTERS
from organizations.registers.register import Register


def addresses(registers: Iterable[Register]) -> list[URLPattern]:
    """Of each register its list, its entries and their lines, by the names that ``Register.address`` gives."""
    found: list[URLPattern] = []
    for register in registers:
        key = register.key
        found += [
            path(f"{key}/", views.entries(register), name=key),
            path(f"{key}/new/", views.new(register), name=f"{key}_new"),
            path(f"{key}/<int:pk>/", views.entry(register), name=f"{key}_entry"),
            path(f"{key}/<int:pk>/correct/", views.correct(register), name=f"{key}_correct"),
            path(f"{key}/<int:pk>/withdraw/", views.withdraw(register), name=f"{key}_withdraw"),
        ]
        found += [
            path(f"{key}/<int:pk>/{step.key}/", views.correct(register, step), name=f"{key}_{step.key}")
            for step in register.steps
        ]
        for part in register.parts:
            begin, name = f"{key}/{part.key}/<int:pk>", f"{key}_{part.key}"
            if not part.by_hand and not part.made:
                found.append(path(f"{key}/<int:pk>/{part.key}/", views.new_line(register, part), name=f"{name}_new"))
            found.append(path(f"{begin}/correct/", views.correct_line(register, part), name=f"{name}_correct"))
            if not part.made:
                found.append(path(f"{begin}/remove/", views.remove_line(register, part), name=f"{name}_remove"))
            found += [
                path(f"{begin}/{step.key}/", views.correct_line(register, part, step), name=f"{name}_{step.key}")
                for step in part.steps
            ]
    return found


urlpatterns: list[URLPattern] = [
    path("", views.index, name="registers"),
    path("training/untrained/", views_training.untrained, name="untrained"),
    path("training/mine/", views_training.mine, name="my_training"),
    path("rules/published/", views_papers.published, name="published_rules"),
    path("rules/published/<int:pk>/", views_papers.published_rule, name="published_rule"),
    path("publications/public/<int:pk>/", publications.publication, name="publication"),
    path("publications/<int:pk>/sheet/", publications.sheet, name="publication_sheet"),
    path("publications/places/<int:pk>/photo/", publications.photo, name="publication_photo"),
    path("orders/undocumented/", orders.undocumented, name="undocumented"),
    path("orders/<int:pk>/paper/", orders.paper, name="order_paper"),
    path("orders/<int:pk>/report/", orders.report, name="order_report"),
    path("orders/<int:pk>/scan/", orders.scan, name="order_scan"),
    path("mandate_work/mine/", mandates.mine, name="my_mandate"),
    path("branch_groups/system/", views_groups.one_plus_three, name="one_plus_three"),
    path("groups/overview/", views_groups.overview, name="groups_overview"),
    path("venues/coverage/", views_venues.coverage, name="venue_coverage"),
    path("training/<int:pk>/attend/", views_training.attend, name="training_attendance_new"),
    *addresses(REGISTERS),
]
