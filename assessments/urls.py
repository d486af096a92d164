from django.urls import path

from assessments.chases.register import CHASES
from assessments.partners import views as partners
from assessments.partners.registers import PARTNERS
from assessments.reviews.register import REVIEWS
from assessments.screens import SCREENS
from assessments.showcases import REGISTERS
from assessments.views import (
    awards,
    ballots,
    cards,
    circulars,
    dashboard,
    evaluations,
    maps,
    months,
    schemes,
    scores,
    screens,
    showcases,
    targets,
)
from organizations.registers.urls import addresses

app_name = "assessments"
urlpatterns = [
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/export.xlsx", dashboard.dashboard_export, name="dashboard_export"),
    path("dashboard/report.docx", dashboard.dashboard_report, name="dashboard_report"),
    path("map/", maps.drawn, name="map"),
    path("screen/<str:token>/", screens.screen, name="screen"),
    path("targets/", targets.board, name="targets"),
    path("targets/lines/", targets.target, name="target"),
    path("records/<int:pk>/<slug:code>/", dashboard.records, name="records"),
    path("showcases/counts/", showcases.counts, name="showcase_counts"),
    path("showcases/public/<int:pk>/", showcases.published, name="showcase_public"),
    path("partners/mine/", partners.mine, name="own_partners"),
    path("partners/mine/<int:pk>/", partners.own_opinion, name="own_opinion"),
    path("unit_scores/<int:pk>/letter.docx", partners.score_letter, name="unit_score_letter"),
    *addresses((*REGISTERS, SCREENS, *PARTNERS, REVIEWS, CHASES)),
    path("cards/mine/", cards.my_card, name="my_card"),
    path("cards/<int:pk>/", cards.card, name="card"),
    path("schemes/", schemes.schemes, name="schemes"),
    path("schemes/<int:pk>/", schemes.scheme, name="scheme"),
    path("schemes/<int:pk>/items/", schemes.item, name="item"),
    path("schemes/<int:pk>/announce/", schemes.announce, name="announce"),
    path("schemes/<int:pk>/discard/", schemes.discard, name="discard"),
    path("schemes/<int:pk>/trial/", schemes.tried, name="tried"),
    path("schemes/<int:pk>/circular/", circulars.circular_draft, name="circular_draft"),
    path("schemes/<int:pk>/result.docx", circulars.result_paper, name="result_paper"),
    path("circulars/", circulars.circulars, name="circulars"),
    path("circulars/<int:pk>/", circulars.circular, name="circular"),
    path("circulars/<int:pk>/circular.docx", circulars.circular_paper, name="circular_paper"),
    path("circulars/<int:pk>/withdraw/", circulars.withdraw, name="withdraw_circular"),
    path("awards/", awards.awards, name="awards"),
    path("awards/new/", awards.nominate, name="award_new"),
    path("awards/<int:pk>/", awards.award, name="award"),
    path("awards/<int:pk>/decision.docx", awards.paper, name="award_paper"),
    path("awards/<int:pk>/objections/", awards.objection, name="award_objection"),
    path("awards/<int:pk>/<slug:step>/", awards.step, name="award_step"),
    path("months/", months.all_months, name="months"),
    path("months/<int:pk>/", months.month, name="month"),
    path("months/<int:pk>/protocol.docx", months.protocol_paper, name="protocol_paper"),
    path("months/<int:pk>/reopen/", months.reopen, name="reopen_month"),
    path("years/", circulars.years, name="years"),
    path("evaluations/", evaluations.evaluations, name="evaluations"),
    path("evaluations/<int:pk>/", evaluations.evaluation, name="evaluation"),
    path("evaluations/<int:pk>/ballots/", ballots.ballots, name="ballots"),
    path("evaluations/<int:pk>/ballots/<int:ballot>/", ballots.correct, name="ballot"),
    path("evaluations/<int:pk>/objections/", evaluations.objection, name="objection"),
    path("evaluations/<int:pk>/years/", circulars.community_years, name="community_years"),
    path("evaluations/<int:pk>/result.docx", circulars.notice_paper, name="notice_paper"),
    path("evaluations/<int:pk>/<slug:step>/", evaluations.step, name="step"),
    path("scores/<int:pk>/", scores.score, name="score"),
    path("scores/<int:pk>/judge/", scores.judge, name="judge"),
    path("scores/<int:pk>/inapplicable/", scores.inapplicable, name="inapplicable"),
    path("scores/<int:pk>/inapplicable/withdraw/", scores.take_back, name="take_back_inapplicable"),
]
