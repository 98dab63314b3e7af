"""Child processes that do not outlive us."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def dies_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """A `preexec_fn` after which the kernel sends the child this signal when its parent dies.

    None where the system has no such thing (it is Linux's). "Parent" is the thread that started the
    child: start long-lived children from a thread that lives as long.
    """
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(
        None, use_errno=True
    ).prctl  # looked up here: after the fork as little as possible is done
    parent = os.getpid()

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # it died between the fork and the request
            os._exit(1)

    return ask
