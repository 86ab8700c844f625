"""``python -m tests.support.pins [--upgrade]``: makes constraints.txt anew from pyproject.toml, with uv.

Versions stay where pyproject.toml lets them; with --upgrade all are the newest. For every Python from 3.11 on and every system: what only one needs
has its condition, and each version has the SHA-256 of every file of it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PINS = ROOT / "constraints.txt"
HEAD = """\
# Every library in the version that was tested, with the SHA-256 of each of its files. Made by tests/support/pins.py (CONTRIBUTING.md says how).
# In parts: run.py installs kaohe and build, for the tests also test; dev and bench are for developers; bundle goes into the Windows bundle.
"""
ENTRY = re.compile(r"^([\w.-]+)==.*(?:\n .*)*", re.MULTILINE)


def parts() -> dict[str, list[str]]:
    """What each part adds to those before it, as pyproject.toml asks for it."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = asked["project"]["optional-dependencies"]
    return {
        "kaohe": asked["project"]["dependencies"],
        "build": asked["build-system"]["requires"],
        "test": extras["test"] + extras["cluster"],
        "dev": [one for one in extras["dev"] if not one.startswith("kaohe[")],
        "bench": extras["bench"],
        "bundle": asked["dependency-groups"]["bundle"],
    }


def compiled(requirements: list[str], *options: str) -> dict[str, str]:
    """Name to entry (version, condition, hashes) of all that the requirements need."""
    command = [
        "uv",
        "pip",
        "compile",
        "--universal",
        "--python-version=3.11",
        "--no-header",
        "--no-annotate",
        "--quiet",
    ]
    asked = "\n".join(requirements) + "\n"
    done = subprocess.run([*command, *options, "-"], cwd=ROOT, input=asked, stdout=-1, text=True, check=True)
    return {one[1]: one[0] for one in ENTRY.finditer(done.stdout)}


def main(options: list[str]) -> None:
    """Write the file: first all at once, so that one version serves all parts; then see what each part needs, and on which systems."""
    asked = parts()
    compiled(
        [one for part in asked.values() for one in part], "--generate-hashes", "--output-file", str(PINS), *options
    )
    hashes = {one[1]: one[0].partition(" \\\n")[2] for one in ENTRY.finditer(PINS.read_text(encoding="ascii"))}
    text, wanted, placed = HEAD, list[str](), dict[str, str]()
    for name, added in asked.items():
        wanted += added
        needed = compiled(wanted, "--constraints", str(PINS))
        new = sorted(one for one, said in needed.items() if placed.get(one) != said)  # anew where more systems need it
        text += "\n".join([f"\n# == {name}", *(f"{needed[one]} \\\n{hashes[one]}" for one in new)]) + "\n"
        placed |= needed
    PINS.write_text(text, encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
