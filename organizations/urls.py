from django.urls import include, path

from organizations import views, views_changes
from organizations.accounts import views as accounts

app_name = "organizations"
urlpatterns = [
    path("", views.index, name="index"),
    path("posts/", views.posts, name="posts"),
    path("posts/<int:pk>/end/", views.end_post, name="end_post"),
    path("units/", views.units, name="units"),
    path("units/new/", views.new_unit, name="new_unit"),
    path("units/<int:pk>/report-in/", views.report_in, name="report_in"),
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
