from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = "考核评价"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from assessments.indicators import load
        from core.records.reference import load_after_migrate

        load_after_migrate(self, load)
