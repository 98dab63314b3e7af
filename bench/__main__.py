"""`make bench`: every figure beside its limit, one program after another; each writes its own bench/results/*.json."""

import subprocess
import sys
import time
from pathlib import Path

from bench.figures import kept, show

HERE = Path(__file__).parent
NOT_PROGRAMS = {
    "__main__.py", "installation.py", "bare.py", "village.py", "web.py", "figures.py", "history.py",
}  # fmt: skip


def main() -> int:
    """Run them all; the exit status says whether every limit was met."""
    programs = sorted(path for path in HERE.glob("*.py") if path.name not in NOT_PROGRAMS)
    missed: list[str] = []
    for program in programs:
        began = time.monotonic()
        print(f"\n{program.stem}\n{'=' * len(program.stem)}", flush=True)
        if subprocess.run([sys.executable, str(program)], check=False).returncode:
            missed.append(program.stem)
        print(f"({time.monotonic() - began:.0f} s)", flush=True)
    print("\nAll figures\n===========")
    show([figure for program in programs for figure in kept(program.stem)])
    print(f"\nLimits missed by: {', '.join(missed)}" if missed else "\nEvery limit is met.")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
