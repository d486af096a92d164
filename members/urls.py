from django.urls import path

from members import views, views_import, views_statistics

app_name = "members"
urlpatterns = [
    path("", views.register, name="index"),
    path("export/", views.register_export, name="register_export"),
    path("<int:pk>/", views.member, name="member"),
    path("<int:pk>/change/", views.member_change, name="member_change"),
    path("<int:pk>/end/", views.member_end, name="member_end"),
    path("import/", views_import.upload, name="import_upload"),
    path("import/<slug:reference>/", views_import.batch, name="import_batch"),
    path("import/<slug:reference>/commit/", views_import.commit, name="import_commit"),
    path("import/<slug:reference>/discard/", views_import.discard, name="import_discard"),
    path("import/<slug:reference>/undo/", views_import.undo, name="import_undo"),
    path("import/<slug:reference>/marked.xlsx", views_import.marked, name="import_marked"),
    path("statistics/", views_statistics.statistics, name="statistics"),
    path("statistics/export.xlsx", views_statistics.statistics_export, name="statistics_export"),
    path("registrations/", views.registrations, name="registrations"),
    path("registrations/confirm/", views.registrations_confirm, name="registrations_confirm"),
    path("registrations/new/", views.registration_new, name="registration_new"),
    path("registrations/mine/", views.my_registrations, name="my_registrations"),
    path("registrations/<int:pk>/", views.registration, name="registration"),
    path("registrations/<int:pk>/decide/", views.registration_decide, name="registration_decide"),
    path("registrations/<int:pk>/answer/", views.registration_answer, name="registration_answer"),
    path("registrations/<int:pk>/slip.pdf", views.registration_slip_pdf, name="registration_slip"),
]
