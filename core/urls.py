from django.urls import URLPattern, URLResolver, path

from core import views_display

app_name = "core"
urlpatterns: list[URLPattern | URLResolver] = [
    path("core/display-mode/", views_display.display_mode, name="display_mode"),
    path("core/gallery/", views_display.gallery, name="gallery"),
]
