from django.urls import URLPattern, URLResolver, path

from core.web import views, views_display

app_name = "core"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<int:pk>/open/", views.open_message, name="open_message"),
    path("inbox/read-all/", views.read_all, name="read_all"),
    path("search/", views.find, name="search"),
    path("core/display-mode/", views_display.display_mode, name="display_mode"),
    path("core/gallery/", views_display.gallery, name="gallery"),
]
