"""Documents as PDF, by the LibreOffice of this machine; without one, a clear refusal."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from scoring.errors import KaoheError

_SECONDS_A_FILE = 20
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def office() -> str | None:
    """The program of LibreOffice, on the PATH or where it is usually put; None where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice") or next(filter(os.path.exists, _PLACES), None)


def check_office() -> str:
    """The program; KaoheError where this machine has none."""
    found = office()
    if found is None:
        raise KaoheError(
            "--pdf 要用 LibreOffice 转换，这台电脑上没有找到：装上 LibreOffice 再试，或去掉 --pdf，用 Word、WPS 把 .docx 另存为 PDF"
        )
    return found


def as_pdf(documents: Sequence[Path]) -> list[Path]:
    """A PDF beside each document (.docx); KaoheError naming those that could not be converted."""
    program = check_office()
    with tempfile.TemporaryDirectory(prefix="kaohe-pdf-") as profile:
        by_folder: dict[Path, list[Path]] = {}
        for path in documents:
            by_folder.setdefault(path.parent, []).append(path)
        for folder, paths in by_folder.items():
            for at in range(0, len(paths), 100):  # a command line has an end
                _convert(program, Path(profile), folder, paths[at : at + 100])
    made = [path.with_suffix(".pdf") for path in documents]
    lacking = [path.name for path in made if not path.exists()]
    if lacking:
        raise KaoheError(
            f"LibreOffice 没有转成 PDF：{'、'.join(lacking[:10])}；关闭正在运行的 LibreOffice 再试，或去掉 --pdf"
        )
    return made


def _convert(program: str, profile: Path, folder: Path, paths: Sequence[Path]) -> None:
    command = [
        program, "--headless", "--norestore", f"-env:UserInstallation={profile.resolve().as_uri()}",
        "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths),
    ]  # fmt: skip
    try:
        subprocess.run(command, capture_output=True, timeout=120 + _SECONDS_A_FILE * len(paths), check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise KaoheError(f"LibreOffice 没有转成 PDF（{error.__class__.__name__}）：再试一次，或去掉 --pdf") from error
