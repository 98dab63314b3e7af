"""`cyfran migrate`: Django's, without building every model anew for each table that is added.

That was most of the time of a first `cyfran upgrade`.
"""

from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState


class GrowingState(ProjectState):
    """The models as they stand between two migrations; a new one is built beside those that stand.

    Django builds again whatever the new one is related to, however far: through a society, that is every model.
    """

    def add_model(self, model_state: ModelState) -> None:
        """As Django's, to which a model that takes another's place is left."""
        if (
            "apps" not in self.__dict__
            or (model_state.app_label, model_state.name_lower) in self.models
        ):
            super().add_model(model_state)
            return
        built = self.__dict__.pop("apps")
        super().add_model(model_state)
        built.render_multiple([model_state])
        self.__dict__["apps"] = built


class Executor(MigrationExecutor):
    """Django's, which goes forwards from such a state."""

    def migrate(
        self,
        targets: Any,
        plan: Any = None,
        state: ProjectState | None = None,
        fake: bool = False,
        fake_initial: bool = False,
    ) -> ProjectState:
        """As Django's. What was built for the state that is given is not built on: each knows only its own."""
        growing = None if state is None else GrowingState(state.models, state.real_apps)
        return super().migrate(targets, plan, growing, fake, fake_initial)


# The command asks nobody which one to take.
setattr(migrate, "MigrationExecutor", Executor)  # noqa: B010 - the stubs know no such name


class Command(migrate.Command):
    """Applies and takes back migrations."""
