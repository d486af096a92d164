from django.urls import path

from members import views, views_entering, views_statistics
from members.development import views as development
from members.development.register import REGISTERS as PLANS
from members.erasure import views as erasing
from members.floating import views as floating
from members.floating.register import REGISTERS as FLOATING
from members.groups import views as groups
from members.hardship.register import REGISTERS
from members.ledger import views as ledger
from members.merging import views as merging
from members.registrations import views as lists
from members.residence import register as residence
from members.residence import views as identities
from members.rights import views as rights
from members.rosters import MEMBERS
from members.standing import views as standing
from members.standing import views_seniors
from members.transfers import views as transfers
from members.transfers import views_letters as letters
from organizations.registers.urls import addresses
from organizations.rosters.views import upload

app_name = "members"
urlpatterns = [
    *addresses((*PLANS, *REGISTERS, *FLOATING, *residence.REGISTERS)),
    path("development/blank/", development.blank_branches, name="blank_branches"),
    path("development/missing/", development.missing, name="development_missing"),
    path("floating/directory/", floating.directory, name="floating_directory"),
    path("floating/<int:pk>/card.pdf", floating.card, name="floating_card"),
    path("ledger/", ledger.changes, name="ledger"),
    path("ledger/ledger.pdf", ledger.changes_pdf, name="ledger_pdf"),
    path("yearbook/", ledger.year_form, name="yearbook"),
    path("yearbook/export.xlsx", ledger.year_form_export, name="yearbook_export"),
    path("national.xlsx", ledger.national_export, name="national_export"),
    path("mine/", rights.my_data, name="my_data"),
    path("mine/copy.xlsx", rights.my_copy, name="my_copy"),
    path("export/full/", rights.register_full, name="register_full"),
    path("retention/", rights.retention, name="retention"),
    path("holds/", erasing.holds, name="holds"),
    path("holds/new/", erasing.hold_new, name="hold_new"),
    path("holds/<int:pk>/release/", erasing.hold_release, name="hold_release"),
    path("erasures/", erasing.erasures, name="erasures"),
    path("erasures/due/<int:pk>/<slug:kind>/", erasing.erasure_rows, name="erasure_rows"),
    path("erasures/<int:pk>/", erasing.erasure, name="erasure"),
    path("erasures/<int:pk>/<slug:step>/", erasing.erasure_decide, name="erasure_decide"),
    path("identity/", identities.my_identity, name="my_identity"),
    path("identity/<int:pk>/hide/", identities.identity_hide, name="identity_hide"),
    path("identities/boards/", identities.identity_boards, name="identity_boards"),
    path("identities/boards/<int:pk>/board.pdf", identities.identity_board, name="identity_board"),
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
    path("registrations/lists/", lists.unit_lists, name="unit_lists"),
    path("registrations/lists/<int:pk>/", lists.unit_list, name="unit_list"),
    path("registrations/lists/<int:pk>/unconfirmed.pdf", lists.unit_list_pdf, name="unit_list_pdf"),
    path("registrations/lists/<int:pk>/return/", lists.unit_list_return, name="unit_list_return"),
    path("registrations/lists/<int:pk>/back/", lists.unit_list_back, name="unit_list_back"),
    path("registrations/unit/<int:presence>/", lists.own_unit_list, name="own_unit_list"),
    path("registrations/unit/<int:presence>/<int:pk>/strike/", lists.own_unit_strike, name="own_unit_strike"),
    path("registrations/unit/<int:presence>/<int:pk>/vouch/", lists.own_unit_vouch, name="own_unit_vouch"),
    path("registrations/unit/<int:presence>/<int:pk>/disown/", lists.own_unit_disown, name="own_unit_disown"),
    path("registrations/unit/<int:presence>/<int:pk>/slip.pdf", lists.own_unit_slip, name="own_unit_slip"),
    path("registrations/<int:pk>/accept/", lists.registration_accept, name="registration_accept"),
    path("registrations/<int:pk>/decline/", lists.registration_decline, name="registration_decline"),
    path("registrations/<int:pk>/relist/", lists.registration_relist, name="registration_relist"),
    path("registrations/<int:pk>/", views.registration, name="registration"),
    path("registrations/<int:pk>/decide/", views.registration_decide, name="registration_decide"),
    path("registrations/<int:pk>/answer/", views.registration_answer, name="registration_answer"),
    path("registrations/<int:pk>/withdraw/", views.registration_withdraw, name="registration_withdraw"),
    path("registrations/<int:pk>/document/", views.registration_document, name="registration_document"),
    path("registrations/<int:pk>/slip.pdf", views.registration_slip_pdf, name="registration_slip"),
]
