"""LibreOffice with the add-in installed in folders of its own, so that nothing on the machine changes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.libreoffice import SOFFICE
from workbook.plugin.libreoffice import build_oxt

UNOPKG = shutil.which("unopkg")


NO_UNO = "needs LibreOffice's Python of this version (apt-get install --no-install-recommends python3-uno)"


def has_uno() -> bool:
    """Whether the Python that LibreOffice uses on this system loads components and our libraries."""
    asked = f"import sys, uno; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return UNOPKG is not None and subprocess.run(["/usr/bin/python3", "-c", asked], check=False).returncode == 0


class CalcWithAddIn:
    """Install once, recalculate workbooks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._where = [
            f"-env:UserInstallation=file://{folder}/user",
            f"-env:UNO_SHARED_PACKAGES=file://{folder}/shared",
            f"-env:UNO_SHARED_PACKAGES_CACHE=file://{folder}/shared/cache",
        ]
        (folder / "shared" / "cache").mkdir(parents=True)
        self._run([str(UNOPKG), "add", "--shared", "-f", *self._where, str(build_oxt(folder))])

    def recalculated(self, book: Path) -> Path:
        """The workbook as LibreOffice computes it."""
        out = self.folder / "out"
        command = [str(SOFFICE), "--headless", "--norestore", *self._where]
        self._run([*command, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(book)])
        return out / f"{book.stem}.xlsx"

    def _run(self, command: list[str]) -> None:
        # LibreOffice's Python takes its home from the first python3 on the PATH; another build there ends it (bad_alloc).
        system = {**os.environ, "PATH": "/usr/bin:/bin"}
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=system)
        assert done.returncode == 0, f"{command[0]}: {done.stdout}\n{done.stderr}"
