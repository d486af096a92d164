from django.urls import path

from assessments import views

app_name = "assessments"
urlpatterns = [
    path("dashboard/", views.dashboard, name="dashboard"),
    path("dashboard/export.xlsx", views.dashboard_export, name="dashboard_export"),
    path("records/<int:pk>/<slug:code>/", views.records, name="records"),
    path("evaluations/", views.evaluations, name="evaluations"),
    path("evaluations/<int:pk>/", views.evaluation, name="evaluation"),
    path("evaluations/<int:pk>/ballots/", views.ballots, name="ballots"),
    path("evaluations/<int:pk>/objections/", views.objection, name="objection"),
    path("evaluations/<int:pk>/<slug:step>/", views.step, name="step"),
    path("objections/<int:pk>/answer/", views.answer, name="answer"),
    path("scores/<int:pk>/", views.score, name="score"),
    path("scores/<int:pk>/judge/", views.judge, name="judge"),
    path("scores/<int:pk>/inapplicable/", views.inapplicable, name="inapplicable"),
]
