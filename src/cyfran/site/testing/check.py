"""`make check`: every tool that holds the project's shape, each by name and time; the truth, not a convenience."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from cyfran.site.configuration import PROJECT

BIN = Path(sys.executable).parent
# Checks that load Django do so as an installation in earnest would: https, secrets, nobody's demonstration.
EARNEST = {
    "DJANGO_SETTINGS_MODULE": "cyfran.site.testing.settings",
    "CYFRAN_ADDRESS": "https://cyfran.example",
    "CYFRAN_LOG_LEVEL": "ERROR",
}
LOCKS_WITH_ADDRESSES = {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "yarn.lock"}
INDEX_ADDRESS = re.compile(
    r"--(?:extra-)?index-url\b\s*\S*://|--find-links\b\s*\S*://|\"resolved\":\s*\"https?:|"
    r"https?://[^\s\"']*(?:/simple(?:/|\b)|files\.pythonhosted\.org|registry\.npmjs\.org|/artifactory/)"
)


@dataclass(frozen=True)
class Check:
    """One question about the sources; `ask` answers with what is wrong, or with nothing."""

    name: str
    ask: Callable[[], str]


def tool(name: str, *arguments: str, files: str = "") -> Check:
    """A check made by a program of the environment, on the committed files of a kind if it wants them named."""

    def ask() -> str:
        named = committed(files) if files else []
        if files and not named:
            return ""
        return _run([str(BIN / name), *arguments, *named])

    return Check(
        " ".join([name, *(part for part in arguments[:1] if not part.startswith("-"))]), ask
    )


def command(*arguments: str) -> Check:
    """A check made by a `cyfran` command."""
    name = " ".join(["cyfran", *(part for part in arguments if part != "--dry-run")])
    return Check(name, lambda: _run([sys.executable, "-m", "django", *arguments]))


def committed(ending: str = "") -> list[str]:
    """The files that git keeps, or is about to, with that ending."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = listed.stdout.split("\0")
    return [name for name in names if name.endswith(ending) and (PROJECT / name).is_file()]


def index_addresses() -> str:
    """Files that record where packages come from: that is each machine's own business."""
    found = []
    for name in committed():
        if Path(name).name in LOCKS_WITH_ADDRESSES:
            found.append(f"{name}: a lock that records addresses")
            continue
        text = (PROJECT / name).read_bytes().decode(errors="ignore")
        if INDEX_ADDRESS.search(text) and not name.endswith("testing/check.py"):
            found.append(f"{name}: the address of a package index")
    return "\n".join(found)


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env={**os.environ, **EARNEST},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return ""
    return (done.stdout + done.stderr).strip() or f"exit status {done.returncode}"


CHECKS = [
    tool("mypy"),
    tool("ruff", "check"),
    tool("ruff", "format", "--check"),
    tool("lint-imports"),
    tool("deptry", "src"),
    tool("djade", "--check", "--target-version", "5.2", files=".html"),
    tool("djhtml", "--check", "--tabwidth", "2", files=".html"),
    tool("djlint", "--lint", "--quiet", files=".html"),
    command("makemigrations", "--check", "--dry-run"),
    command("check", "--deploy", "--fail-level", "WARNING"),
    command("words", "--check"),
    Check("no package index is named", index_addresses),
]


def main() -> int:
    """Ask everything, two at a time, and say what failed at the end; exit status 1 when something did."""
    wanted = sys.argv[1:]
    checks = [each for each in CHECKS if not wanted or any(word in each.name for word in wanted)]
    began = time.monotonic()
    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(_timed, checks))
    failed = [(check, answer) for check, answer in zip(checks, answers, strict=True) if answer]
    for check, answer in failed:
        _say(f"\n── {check.name} ──\n{answer}")
    _say(f"\n{len(checks)} checks in {time.monotonic() - began:.0f} s")
    if failed:
        _say("Failed: " + ", ".join(check.name for check, _ in failed))
    return 1 if failed else 0


def _timed(check: Check) -> str:
    began = time.monotonic()
    answer = check.ask()
    mark = "✗" if answer else "✓"
    _say(f"  {mark} {check.name:<40} {time.monotonic() - began:6.1f} s")
    return answer


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
