from django.apps import AppConfig
from django.db.models.signals import post_migrate


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "会议"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings.reference import load

        post_migrate.connect(load, sender=self, dispatch_uid="meetings.reference", weak=False)
