"""Check: why a figure is so, the public record, and a bundle that anybody can verify."""

import subprocess
import sys
import zipfile
from pathlib import Path

from playwright.sync_api import expect

from cyfran.kernel.actions import catalogue
from cyfran.site.testing.reader import Reader


def why(reader: Reader, value: str, question: str) -> None:
    """From a figure to its rule, which has this value, and on to the resolution that put this question."""
    reader.press("Why is it so?")
    expect(reader.page.locator(".figure")).to_have_text(value)
    # By its name, which begins with its number; the history below names it again.
    reader.press(reader.page.get_by_role("link", name=question).first.inner_text())
    expect(reader.page.locator("h1")).to_have_text(question)
    reader.reads("What the software does since")


def read_record(stranger: Reader, *verbs: str) -> None:
    """Anybody sees that these were done here, and goes back to where the checking is explained."""
    stranger.press("Check us")
    stranger.press("What was done here")
    for verb in verbs:
        stranger.reads(catalogue[verb].label)
    stranger.page.go_back()


def verified(verifier: Path | str, bundle: Path) -> tuple[int, str]:
    """What the verifier, a file or an argument of Python's, answers about the bundle, and what it says."""
    command = [sys.executable, *str(verifier).split(), str(bundle)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return done.returncode, done.stdout


def with_one_changed_byte(bundle: Path, part: str) -> Path:
    """The bundle again, beside it, with one byte of that part changed."""
    with zipfile.ZipFile(bundle) as file:
        info = file.getinfo(part)
    content = bytearray(bundle.read_bytes())
    name, extra = (
        int.from_bytes(content[info.header_offset + at :][:2], "little") for at in (26, 28)
    )
    content[info.header_offset + 30 + name + extra + info.compress_size // 2] ^= 1
    changed = bundle.with_name(f"changed-{bundle.name}")
    changed.write_bytes(content)
    return changed
