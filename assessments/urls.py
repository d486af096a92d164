from django.urls import path

from assessments.views import cards, dashboard, evaluations, schemes, scores

app_name = "assessments"
urlpatterns = [
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/export.xlsx", dashboard.dashboard_export, name="dashboard_export"),
    path("records/<int:pk>/<slug:code>/", dashboard.records, name="records"),
    path("cards/mine/", cards.my_card, name="my_card"),
    path("cards/<int:pk>/", cards.card, name="card"),
    path("schemes/", schemes.schemes, name="schemes"),
    path("schemes/<int:pk>/", schemes.scheme, name="scheme"),
    path("schemes/<int:pk>/items/", schemes.item, name="item"),
    path("schemes/<int:pk>/announce/", schemes.announce, name="announce"),
    path("schemes/<int:pk>/discard/", schemes.discard, name="discard"),
    path("schemes/<int:pk>/trial/", schemes.tried, name="tried"),
    path("evaluations/", evaluations.evaluations, name="evaluations"),
    path("evaluations/<int:pk>/", evaluations.evaluation, name="evaluation"),
    path("evaluations/<int:pk>/ballots/", evaluations.ballots, name="ballots"),
    path("evaluations/<int:pk>/objections/", evaluations.objection, name="objection"),
    path("evaluations/<int:pk>/<slug:step>/", evaluations.step, name="step"),
    path("objections/<int:pk>/answer/", evaluations.answer, name="answer"),
    path("scores/<int:pk>/", scores.score, name="score"),
    path("scores/<int:pk>/judge/", scores.judge, name="judge"),
    path("scores/<int:pk>/inapplicable/", scores.inapplicable, name="inapplicable"),
    path("scores/<int:pk>/inapplicable/withdraw/", scores.take_back, name="take_back_inapplicable"),
]
