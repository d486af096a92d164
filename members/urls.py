from django.urls import path

from members import views, views_entering, views_statistics
from members.groups import views as groups
from members.merging import views as merging
from members.rosters import MEMBERS
from members.standing import views as standing
from members.standing import views_seniors
from members.transfers import views as transfers
from members.transfers import views_letters as letters
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
    path("groups/", groups.groups, name="groups"),
    path("branches/<int:pk>/roster.pdf", groups.roster_pdf, name="roster_pdf"),
    path("standings/", standing.standings, name="standings"),
    path("seniors/", views_seniors.seniors, name="seniors"),
    path("seniors/<int:pk>/list.pdf", views_seniors.seniors_pdf, name="seniors_pdf"),
    path("seniors/awards/<int:pk>/back/", views_seniors.senior_back, name="senior_back"),
    path("<int:pk>/standing/", standing.begin, name="standing_begin"),
    path("standings/<int:pk>/end/", standing.finish, name="standing_end"),
    path("standings/<int:pk>/contact/", standing.contact, name="standing_contact"),
    path("duplicates/", merging.duplicates, name="duplicates"),
    path("duplicates/<int:first>/<int:second>/", merging.merge, name="merge"),
    path("merges/<int:pk>/apart/", merging.take_apart, name="take_apart"),
    path("import/", upload(MEMBERS), name="import_upload"),
    path("statistics/", views_statistics.statistics, name="statistics"),
    path("statistics/export.xlsx", views_statistics.statistics_export, name="statistics_export"),
    path("transfers/", transfers.transfers, name="transfers"),
    path("transfers/<int:pk>/", transfers.transfer, name="transfer"),
    path("transfers/<int:pk>/<slug:step>/", transfers.transfer_decide, name="transfer_decide"),
    path("letters/", letters.letters, name="letters"),
    path("letters/new/<int:pk>/", letters.letter_new, name="letter_new"),
    path("letters/arrival/", letters.arrival_new, name="arrival_new"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("letters/<int:pk>/letter.pdf", letters.letter_pdf, name="letter_pdf"),
    path("letters/<int:pk>/receipt.pdf", letters.receipt_pdf, name="receipt_pdf"),
    path("letters/<int:pk>/<slug:step>/", letters.letter_decide, name="letter_decide"),
    path("registrations/", views.registrations, name="registrations"),
    path("registrations/confirm/", views.registrations_confirm, name="registrations_confirm"),
    path("registrations/new/", views.registration_new, name="registration_new"),
    path("registrations/mine/", views.my_registrations, name="my_registrations"),
    path("registrations/<int:pk>/", views.registration, name="registration"),
    path("registrations/<int:pk>/decide/", views.registration_decide, name="registration_decide"),
    path("registrations/<int:pk>/answer/", views.registration_answer, name="registration_answer"),
    path("registrations/<int:pk>/slip.pdf", views.registration_slip_pdf, name="registration_slip"),
]
