from django.urls import path

from people import views

app_name = "people"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/email/", views.email, name="email"),
    path("me/sessions/", views.sessions, name="sessions"),
    path("corrections/", views.corrections, name="corrections"),
    path("corrections/<int:pk>/decide/", views.decide_correction, name="decide_correction"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/reveal/", views.reveal, name="reveal"),
]
