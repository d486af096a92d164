from django.urls import path

from grids.views import grids, households, opinions, posted, residents

app_name = "grids"
urlpatterns = [
    path("", grids.index, name="index"),
    path("new/", grids.grid_new, name="grid_new"),
    path("<int:pk>/", grids.grid, name="grid"),
    path("<int:pk>/edit/", grids.grid_edit, name="grid_edit"),
    path("<int:pk>/withdraw/", grids.grid_withdraw, name="grid_withdraw"),
    path("<int:pk>/buildings/new/", grids.building_new, name="building_new"),
    path("<int:pk>/responsible/new/", posted.responsible_new, name="responsible_new"),
    path("<int:pk>/cards.pdf", posted.cards, name="cards"),
    path("<int:pk>/cards/deliver/", posted.cards_deliver, name="cards_deliver"),
    path("<int:pk>/poster/", posted.poster, name="poster"),
    path("buildings/<int:pk>/edit/", grids.building_edit, name="building_edit"),
    path("buildings/<int:pk>/withdraw/", grids.building_withdraw, name="building_withdraw"),
    path("households/<int:pk>/", households.household, name="household"),
    path("households/<int:pk>/member-household/", households.member_household_new, name="member_household_new"),
    path(
        "households/<int:pk>/member-household/withdraw/",
        households.member_household_withdraw,
        name="member_household_withdraw",
    ),
    path("households/<int:pk>/residents/", households.residence_new, name="residence_new"),
    path("residences/<int:pk>/withdraw/", households.residence_withdraw, name="residence_withdraw"),
    path("households/<int:pk>/needs/", households.service_need_new, name="service_need_new"),
    path("needs/<int:pk>/end/", households.service_need_end, name="service_need_end"),
    path("needs/<int:pk>/withdraw/", households.service_need_withdraw, name="service_need_withdraw"),
    path("responsible/<int:pk>/withdraw/", posted.responsible_withdraw, name="responsible_withdraw"),
    path("responsible/<int:pk>/end/", posted.responsible_end, name="responsible_end"),
    path("opinions/", opinions.opinions, name="opinions"),
    path("opinions/new/", opinions.opinion_new, name="opinion_new"),
    path("opinions/<int:pk>/", opinions.opinion, name="opinion"),
    path("opinions/<int:pk>/answer/", opinions.opinion_answer, name="opinion_answer"),
    path("opinions/<int:pk>/raise/", opinions.opinion_raise, name="opinion_raise"),
    path("opinions/<int:pk>/phone/", opinions.opinion_phone, name="opinion_phone"),
    path("p/<str:token>/", residents.public_grid, name="public_grid"),
    path("p/<str:token>/photos/<int:pk>.jpg", residents.public_photo, name="public_photo"),
    path("o/<str:token>/", residents.public_opinion, name="public_opinion"),
]
