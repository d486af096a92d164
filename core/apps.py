from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "基础"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.calendar import seed_workdays

        post_migrate.connect(seed_workdays, sender=self, dispatch_uid="core.calendar", weak=False)
        # What each app adds to the home page, the search, the outbox and so on stands in its
        # contributions.py.
        autodiscover_modules("contributions")
