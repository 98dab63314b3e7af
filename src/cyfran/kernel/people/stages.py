"""What allauth asks between a code and being signed in."""

from typing import Any

from allauth.mfa.stages import AuthenticateStage

from cyfran.kernel.people.queries import asks_for_both


class SecondStep(AuthenticateStage):  # type: ignore[misc]
    """The passkey as well, of people who want to be asked for both."""

    def handle(self) -> tuple[Any, bool]:
        """A response that asks, or none to go on."""
        if not asks_for_both(self.login.user):
            return None, True
        response: tuple[Any, bool] = super().handle()
        return response
