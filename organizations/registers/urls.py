"""Addresses of the registers: five for each, three for each kind of its lines, and the pages that only one has."""

from django.urls import URLPattern, path

from organizations.registers import views, views_papers, views_training, views_venues
from organizations.registers.kinds import REGISTERS

urlpatterns: list[URLPattern] = [
    path("", views.index, name="registers"),
    path("training/untrained/", views_training.untrained, name="untrained"),
    path("training/mine/", views_training.mine, name="my_training"),
    path("rules/published/", views_papers.published, name="published_rules"),
    path("rules/published/<int:pk>/", views_papers.published_rule, name="published_rule"),
    path("venues/coverage/", views_venues.coverage, name="venue_coverage"),
    path("training/<int:pk>/attend/", views_training.attend, name="training_attendance_new"),
]
for register in REGISTERS:
    key = register.key
    urlpatterns += [
        path(f"{key}/", views.entries(register), name=key),
        path(f"{key}/new/", views.new(register), name=f"{key}_new"),
        path(f"{key}/<int:pk>/", views.entry(register), name=f"{key}_entry"),
        path(f"{key}/<int:pk>/correct/", views.correct(register), name=f"{key}_correct"),
        path(f"{key}/<int:pk>/withdraw/", views.withdraw(register), name=f"{key}_withdraw"),
    ]
    urlpatterns += [
        path(f"{key}/<int:pk>/{step.key}/", views.correct(register, step), name=f"{key}_{step.key}")
        for step in register.steps
    ]
    for part in register.parts:
        begin, name = f"{key}/{part.key}/<int:pk>", f"{key}_{part.key}"
        if not part.by_hand:
            urlpatterns.append(path(f"{key}/<int:pk>/{part.key}/", views.new_line(register, part), name=f"{name}_new"))
        urlpatterns += [
            path(f"{begin}/correct/", views.correct_line(register, part), name=f"{name}_correct"),
            path(f"{begin}/remove/", views.remove_line(register, part), name=f"{name}_remove"),
        ]
        urlpatterns += [
            path(f"{begin}/{step.key}/", views.correct_line(register, part, step), name=f"{name}_{step.key}")
            for step in part.steps
        ]
