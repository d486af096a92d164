from django.urls import path

from members import views, views_entering, views_statistics
from members.rosters import MEMBERS
from members.transfers import views as transfers
from organizations.rosters.views import upload

app_name = "members"
urlpatterns = [
    path("", views.register, name="index"),
    path("export/", views.register_export, name="register_export"),
    path("new/", views_entering.member_new, name="member_new"),
    path("<int:pk>/", views.member, name="member"),
    path("<int:pk>/correct/", views_entering.member_correct, name="member_correct"),
    path("<int:pk>/change/", views.member_change, name="member_change"),
    path("<int:pk>/end/", views.member_end, name="member_end"),
    path("scheduled/<int:pk>/withdraw/", views.scheduled_withdraw, name="scheduled_withdraw"),
    path("import/", upload(MEMBERS), name="import_upload"),
    path("statistics/", views_statistics.statistics, name="statistics"),
    path("statistics/export.xlsx", views_statistics.statistics_export, name="statistics_export"),
    path("transfers/", transfers.transfers, name="transfers"),
    path("transfers/<int:pk>/", transfers.transfer, name="transfer"),
    path("transfers/<int:pk>/<slug:step>/", transfers.transfer_decide, name="transfer_decide"),
    path("registrations/", views.registrations, name="registrations"),
    path("registrations/confirm/", views.registrations_confirm, name="registrations_confirm"),
    path("registrations/new/", views.registration_new, name="registration_new"),
    path("registrations/mine/", views.my_registrations, name="my_registrations"),
    path("registrations/<int:pk>/", views.registration, name="registration"),
    path("registrations/<int:pk>/decide/", views.registration_decide, name="registration_decide"),
    path("registrations/<int:pk>/answer/", views.registration_answer, name="registration_answer"),
    path("registrations/<int:pk>/slip.pdf", views.registration_slip_pdf, name="registration_slip"),
]
