"""Operations for migrations that cost less than their originals."""

import pgtrigger.migrations
from django.db.migrations.state import ProjectState


class AddTrigger(pgtrigger.migrations.AddTrigger):
    """pgtrigger's AddTrigger without re-rendering the model and all its relations: a trigger is no part of them.

    The original reloads the model's state for each trigger, which was most of the time of a first migrate.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]
