from django.urls import path

from grids import views

app_name = "grids"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.grid_new, name="grid_new"),
    path("<int:pk>/", views.grid, name="grid"),
    path("<int:pk>/edit/", views.grid_edit, name="grid_edit"),
    path("<int:pk>/buildings/new/", views.building_new, name="building_new"),
    path("<int:pk>/responsible/new/", views.responsible_new, name="responsible_new"),
    path("<int:pk>/cards.pdf", views.cards, name="cards"),
    path("<int:pk>/cards/deliver/", views.cards_deliver, name="cards_deliver"),
    path("<int:pk>/poster/", views.poster, name="poster"),
    path("buildings/<int:pk>/edit/", views.building_edit, name="building_edit"),
    path("households/<int:pk>/", views.household, name="household"),
    path("households/<int:pk>/member-household/", views.member_household_new, name="member_household_new"),
    path("households/<int:pk>/needs/", views.service_need_new, name="service_need_new"),
    path("responsible/<int:pk>/end/", views.responsible_end, name="responsible_end"),
    path("opinions/", views.opinions, name="opinions"),
    path("opinions/new/", views.opinion_new, name="opinion_new"),
    path("opinions/<int:pk>/", views.opinion, name="opinion"),
    path("opinions/<int:pk>/answer/", views.opinion_answer, name="opinion_answer"),
    path("opinions/<int:pk>/raise/", views.opinion_raise, name="opinion_raise"),
    path("opinions/<int:pk>/phone/", views.opinion_phone, name="opinion_phone"),
    path("p/<str:token>/", views.public_grid, name="public_grid"),
    path("p/<str:token>/photos/<int:pk>.jpg", views.public_photo, name="public_photo"),
    path("o/<str:token>/", views.public_opinion, name="public_opinion"),
]
