from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path

from config.health import healthz

for unscoped in (Group, EmailAddress, Authenticator):  # everything in the admin is scoped by grants
    admin.site.unregister(unscoped)
# One sign-in, with lock-out and second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler400, handler500 = "core.web.edge.bad_request", "core.web.edge.server_error"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("core.urls")),
    path("people/", include("people.urls")),
    path("organizations/", include("organizations.urls")),
    path("members/", include("members.urls")),
    path("grids/", include("grids.urls")),
    path("meetings/", include("meetings.urls")),
    path("services/", include("services.urls")),
    path("assessments/", include("assessments.urls")),
    path("accounts/", include("people.account_urls")),
    path("admin/", admin.site.urls),
]
