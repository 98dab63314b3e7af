"""Meetings are held by the hub that governance tests know."""

from cyfran.coop.governance.tests.conftest import hub as hub
