"""Addresses of the rosters: three for each subject, and those of a batch."""

from django.urls import URLPattern, path

from core.web.home import lists
from organizations.rosters import views

urlpatterns: list[URLPattern] = [path("", views.index, name="rosters")]
for subject in lists().rosters:
    urlpatterns += [
        path(f"{subject.key}/", views.upload(subject), name=f"roster_{subject.key}"),
        path(f"{subject.key}/template/", views.template(subject), name=f"roster_{subject.key}_template"),
        path(f"{subject.key}/export/", views.export(subject), name=f"roster_{subject.key}_export"),
    ]
urlpatterns += [
    path("batches/<str:reference>/", views.batch, name="roster_batch"),
    path("batches/<str:reference>/commit/", views.commit, name="roster_commit"),
    path("batches/<str:reference>/discard/", views.discard, name="roster_discard"),
    path("batches/<str:reference>/handout/", views.hand_out, name="roster_handout"),
    path("batches/<str:reference>/undo/", views.undo, name="roster_undo"),
    path("batches/<str:reference>/marked/", views.marked, name="roster_marked"),
]
