"""The hub of governance's tests, meeting."""

from cyfran.coop.governance.tests.conftest import committed_hub, hub, hub_template

__all__ = ["committed_hub", "hub", "hub_template"]
