from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = "组织"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.management import create_permissions

        from organizations import checks  # noqa: F401  (registers itself)
        from organizations.reference import load

        def load_reference(**kwargs: object) -> None:
            create_permissions(self, verbosity=0, interactive=False)
            load()

        post_migrate.connect(load_reference, sender=self, dispatch_uid="organizations.reference", weak=False)
