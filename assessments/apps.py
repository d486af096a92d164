from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = "考核评价"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from assessments.indicators import load

        def load_reference(**_: Any) -> None:
            load()

        post_migrate.connect(load_reference, sender=self, dispatch_uid="assessments.reference", weak=False)
