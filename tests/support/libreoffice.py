"""A headless LibreOffice that really recalculates: cached values are stripped first.

LibreOffice trusts the cached values of an XlsxWriter file (a planted 999 survives), so they go.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

from tests.support.stored import Stored, stored

SOFFICE = shutil.which("soffice")
WRITER = SOFFICE is not None and (Path(SOFFICE).resolve().parent / "libswlo.so").exists()
BLANK = Stored(None, None)
_FORMULA_CELL = re.compile(rb"(<c [^>]*?)( t=\"\w+\")?(>)(<f[^>]*>.*?</f>|<f[^>]*/>)<v>.*?</v>", re.S)


def strip_cached_values(source: Path, target: Path) -> int:
    """Copy a workbook without the cached values of its formula cells; how many were stripped."""
    count = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                data, found = _FORMULA_CELL.subn(rb"\1\3\4", data)
                count += found
            new.writestr(entry, data)
    return count


def convert(
    files: Sequence[Path], folder: Path, profile: Path, to: str = "xlsx:Calc MS Excel 2007 XML", filter: str = ""
) -> None:
    """Convert files in one soffice call; the outputs stand in ``folder``. filter: how to read them, if not by type."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        str(SOFFICE), "--headless", "--norestore", f"-env:UserInstallation=file://{profile}",
        *([f"--infilter={filter}"] if filter else []), "--convert-to", to, "--outdir", str(folder), *map(str, files),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=1200, check=False)
    lacking = [one.name for one in files if not list(folder.glob(f"{one.stem}*"))]
    assert not lacking, f"soffice did not convert {lacking}: {done.stdout}\n{done.stderr}"


def recalculate(files: Sequence[Path], work: Path) -> list[Path]:
    """Recalculated copies of workbooks, cached values stripped before; one soffice call for all."""
    bare = work / "bare"
    bare.mkdir(parents=True, exist_ok=True)
    stripped = [bare / f"{number}.xlsx" for number in range(len(files))]
    for source, target in zip(files, stripped, strict=True):
        assert strip_cached_values(source, target) > 0
    convert(stripped, work / "recalculated", work / "profile")
    return [work / "recalculated" / one.name for one in stripped]


def differences(written: Path, recalculated: Path) -> tuple[int, list[str]]:
    """How many formula cells were compared, and every one whose recalculated value is not the written one.

    Numbers agree to 1e-9 (relative above 1), texts exactly; an error value is always a difference.
    """
    fresh, count, found = stored(recalculated), 0, []
    for sheet, cells in stored(written).items():
        for address, (formula, expected) in cells.items():
            if formula is None:
                continue
            count += 1
            actual = fresh[sheet].get(address, BLANK).value
            if not same(expected, actual):
                found.append(f"{sheet}!{address}: {expected!r} != {actual!r}  {formula}")
    return count, found


def same(expected: object, actual: object) -> bool:
    """Whether two cells agree; an empty text and an empty cell are the same to a reader."""
    if isinstance(actual, str) and actual.startswith("#"):
        return False
    if isinstance(expected, (int, float)) and isinstance(actual, (int, float)):
        return abs(expected - actual) <= 1e-9 * max(1.0, abs(expected))
    return (expected or "") == (actual or "")
