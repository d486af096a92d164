"""The portal's web application with the trial's clock; nobody in the trial loads a stylesheet, so none is collected."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings

settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}

from config.wsgi import application  # noqa: E402
from tools.kills import inside  # noqa: E402

inside.move_the_clock()

__all__ = ["application"]
