from django.urls import include, path

from organizations import views, views_changes, views_coverage, views_seats, views_secretaries, views_staff, views_units
from organizations.accounts import views as accounts
from organizations.handing import views as handing
from organizations.orders import views as orders
from organizations.reorganizing import views as reorganizing
from organizations.reorganizing import views_establishment as establishment_views

app_name = "organizations"
urlpatterns = [
    path("", views.index, name="index"),
    path("posts/", views.posts, name="posts"),
    path("staff/", views_staff.staff, name="staff"),
    path("staff/list/", views_staff.listed, name="staff_list"),
    path("secretaries/", views_secretaries.profile, name="secretaries"),
    path("secretaries/list/", views_secretaries.listed, name="secretaries_list"),
    path("posts/<int:pk>/mode/", views_secretaries.mode, name="post_mode"),
    path("seats/", views_seats.seats, name="seats"),
    path("persons/<int:pk>/posts/", views_seats.person, name="person_posts"),
    path("posts/<int:pk>/end/", views.end_post, name="end_post"),
    path("posts/<int:pk>/handover/", handing.hand_over, name="hand_over"),
    path("posts/<int:pk>/acting/", handing.act_for, name="act_for"),
    path("acting/<int:pk>/end/", handing.end_acting, name="end_acting"),
    path("handovers/<int:pk>/", handing.handover, name="handover"),
    path("handovers/<int:pk>/paper/", handing.paper, name="handover_paper"),
    path("handovers/mine/<int:pk>/", handing.mine, name="my_handover"),
    path("units/", views_units.units, name="units"),
    path("units/coverage/", views_coverage.coverage, name="coverage"),
    path("units/new/", views_units.new_unit, name="new_unit"),
    path("units/<int:pk>/", views_units.unit, name="unit"),
    path("units/<int:pk>/correct/", views_units.correct_unit, name="correct_unit"),
    path("units/<int:pk>/end/", views_units.end_presence, name="end_presence"),
    path("units/<int:pk>/report-in/", views_units.report_in, name="report_in"),
    path("units/<int:pk>/account/", views_units.open_account, name="open_account"),
    path("units/<int:pk>/slip/", views_units.print_slip, name="print_slip"),
    path("units/<int:pk>/join/", views_units.join, name="join"),
    path("participations/<int:pk>/leave/", views_units.leave, name="leave"),
    path("cases/", include("organizations.cases.urls")),
    path("registers/", include("organizations.registers.urls")),
    path("rosters/", include("organizations.rosters.urls")),
    path("accounts/", accounts.requests, name="accounts"),
    path("accounts/<int:pk>/<slug:step>/", accounts.decide, name="account_step"),
    path("undo/<int:pk>/", views_changes.take_back, name="undo"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/history/", views.history, name="history"),
    path("<int:pk>/branch/", views.branch, name="branch"),
    path("<int:pk>/appoint/", views.appoint, name="appoint"),
    path("<int:pk>/term/", orders.term, name="term"),
    path("<int:pk>/new/", views.create, name="create"),
    path("<int:pk>/rename/", views.rename, name="rename"),
    path("<int:pk>/move/", views_changes.move, name="move"),
    path("establishment/", establishment_views.establishment, name="establishment"),
    path("<int:pk>/merge/", reorganizing.merge, name="merge"),
    path("<int:pk>/split/", reorganizing.split, name="split"),
    path("<int:pk>/classify/", reorganizing.classify, name="classify"),
    path("<int:pk>/upgrade/", reorganizing.upgrade, name="upgrade"),
    path("reorganizations/<int:pk>/withdraw/", reorganizing.withdraw, name="reorganization_withdraw"),
    path("<int:pk>/dissolve/", views_changes.dissolve, name="dissolve"),
    path("<int:pk>/big-committee/", views.establish_big_committee, name="establish_big_committee"),
]
