from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


def check_keys(**kwargs: Any) -> None:
    """A database is not brought up to date, nor served, under keys that are not its own."""
    from core.records.rotation import check_ring

    check_ring()


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "基础"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.web.empty import ask

        ask()  # before any form is read
        from core.chinese.calendar import seed_workdays
        from core.records.history import replace_trigger_helpers
        from core.records.reference import load_after_migrate
        from core.records.roles import grant
        from core.records.walls import follow, let_triggers_see_all
        from core.web.home import lists

        load_after_migrate(self, seed_workdays)
        # The last of the apps with triggers: nothing installs a library's version after it.
        last = apps.get_app_config("pghistory")
        post_migrate.connect(replace_trigger_helpers, sender=last, dispatch_uid="core.history", weak=False)
        post_migrate.connect(check_keys, sender=last, dispatch_uid="core.keys", weak=False)
        post_migrate.connect(let_triggers_see_all, sender=last, dispatch_uid="core.walls", weak=False)
        post_migrate.connect(grant, sender=last, dispatch_uid="core.roles", weak=False)
        follow()
        lists()  # read once at the start: a name that is wrong there stops the portal, not a page
