"""The sign-in code of an activity: for a QR code, and as six figures for whom a camera is missing."""

from core.web.codes import RotatingCode
from organizations.standards.table import platform
from services.models import Activity


def code_of(activity: Activity) -> RotatingCode:
    return RotatingCode("services", activity.pk, activity.secret, platform("svc.sign_in.code_seconds"))
