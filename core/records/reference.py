"""Reference data follow the code: each app brings its own to this version after every migrate."""

from collections.abc import Callable
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import post_migrate


def is_current(app_label: str, using: str) -> bool:
    """Whether every migration of the app is applied: only then its models may be used."""
    loader = MigrationLoader(connections[using])
    return all(node in loader.applied_migrations for node in loader.graph.leaf_nodes(app_label))


def load_after_migrate(config: AppConfig, load: Callable[[], object]) -> None:
    """Have ``load`` called after each migrate, but not where migrations of the app are open or were taken back."""

    def loaded(*, using: str, **kwargs: Any) -> None:
        if is_current(config.label, using):
            load()

    post_migrate.connect(loaded, sender=config, dispatch_uid=f"{config.label}.reference", weak=False)
