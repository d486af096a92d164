from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "会议"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.records.reference import load_after_migrate
        from meetings.reference import load

        load_after_migrate(self, load)
