"""The deciding hub of governance, with a treasurer."""

from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.governance.tests.conftest import committed_hub, hub, hub_template
from cyfran.coop.surplus.tests import cast
from cyfran.kernel.actions import Actor
from cyfran.site.testing.standing import standing

__all__ = ["committed_hub", "hub", "hub_template"]


@standing
def keeper(hub: Hub) -> Actor:
    return cast.treasurer(hub)
