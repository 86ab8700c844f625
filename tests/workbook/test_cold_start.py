"""What a command need not import is not imported: help and the list of schemes are there at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

SLOW = ("numpy", "pandas", "openpyxl", "xlsxwriter", "matplotlib", "docx")


def imported(*words: str) -> set[str]:
    """The modules that a command has imported when it ends."""
    code = (
        "import sys\n"
        "from workbook.command.app import main\n"
        f"sys.argv = {['kaohe', *words]!r}\n"
        "try:\n    main()\n"
        "finally:\n    print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "words", [("--help",), ("score", "--help"), ("report", "--help"), ("scheme", "--help"), ("schemes",)]
)
def test_help_and_the_list_of_schemes_import_no_heavy_library(words: tuple[str, ...]) -> None:
    assert not imported(*words) & set(SLOW)


def test_a_command_on_data_imports_what_it_uses() -> None:
    """The test above can fail: a heavy import is seen."""
    assert {"numpy", "pandas"} <= imported("explain", "-c", "稷山县")
