"""The keeper of a shared server; started by `shared.lease`, never by hand."""

import json
import signal
import sys
from pathlib import Path

from cyfran.site.postgres.shared import keep

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    keep(Path(sys.argv[1]), json.loads(sys.argv[2]))
