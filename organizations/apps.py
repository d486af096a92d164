from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = "组织"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.management import create_permissions

        from core.records.reference import load_after_migrate
        from organizations import checks, receivers  # noqa: F401  (register themselves)
        from organizations.reference import load

        def load_reference() -> None:
            create_permissions(self, verbosity=0, interactive=False)
            load()

        load_after_migrate(self, load_reference)
