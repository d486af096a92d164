from django.urls import include, path

from organizations import views, views_changes, views_units
from organizations.accounts import views as accounts

app_name = "organizations"
urlpatterns = [
    path("", views.index, name="index"),
    path("posts/", views.posts, name="posts"),
    path("posts/<int:pk>/end/", views.end_post, name="end_post"),
    path("units/", views_units.units, name="units"),
    path("units/new/", views_units.new_unit, name="new_unit"),
    path("units/<int:pk>/", views_units.unit, name="unit"),
    path("units/<int:pk>/correct/", views_units.correct_unit, name="correct_unit"),
    path("units/<int:pk>/end/", views_units.end_presence, name="end_presence"),
    path("units/<int:pk>/report-in/", views_units.report_in, name="report_in"),
    path("units/<int:pk>/account/", views_units.open_account, name="open_account"),
    path("units/<int:pk>/slip/", views_units.print_slip, name="print_slip"),
    path("units/<int:pk>/join/", views_units.join, name="join"),
    path("participations/<int:pk>/leave/", views_units.leave, name="leave"),
    path("registers/", include("organizations.registers.urls")),
    path("rosters/", include("organizations.rosters.urls")),
    path("accounts/", accounts.requests, name="accounts"),
    path("accounts/<int:pk>/<slug:step>/", accounts.decide, name="account_step"),
    path("undo/<int:pk>/", views_changes.take_back, name="undo"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/history/", views.history, name="history"),
    path("<int:pk>/branch/", views.branch, name="branch"),
    path("<int:pk>/appoint/", views.appoint, name="appoint"),
    path("<int:pk>/new/", views.create, name="create"),
    path("<int:pk>/rename/", views.rename, name="rename"),
    path("<int:pk>/move/", views_changes.move, name="move"),
    path("<int:pk>/dissolve/", views_changes.dissolve, name="dissolve"),
    path("<int:pk>/big-committee/", views.establish_big_committee, name="establish_big_committee"),
]
