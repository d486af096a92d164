"""Addresses of cases: one set for every kind."""

from django.urls import path

from organizations.cases import views

urlpatterns = [
    path("<int:pk>/", views.case, name="case"),
    path("<int:pk>/back/", views.back, name="case_back"),
    path("<int:pk>/correct/", views.correct, name="case_correct"),
    path("<int:pk>/paper/<slug:paper>/", views.paper, name="case_paper"),
    path("<int:pk>/step/<slug:step>/", views.take, name="case_step"),
    path("<int:pk>/stop/<slug:how>/", views.stop, name="case_stop"),
    path("<slug:kind>/", views.cases, name="cases"),
    path("<slug:kind>/new/", views.begin, name="case_new"),
]
