"""kaohe.xlsm and kaohe.xlam, made on any system: sheets by XlsxWriter, the VBA project by vba_project.py."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from workbook.plugin.pinned import check_xlwings
from workbook.plugin.sheets import INTERPRETER, write_sheets
from workbook.plugin.zipping import zipped
from workbook.saving import check_free, save_whole

_MACRO = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"


def build_books(directory: Path, *, force: bool = False, interpreter: str = INTERPRETER) -> tuple[Path, Path]:
    """Write the macro workbook with its worked examples, and the add-in, into a folder; the two paths.

    interpreter: the pythonw.exe that serves the functions. The same registry gives the same bytes. KaoheError if a file is there already and not
    ``force``, or if the installed xlwings is not the pinned one.
    """
    check_xlwings()
    book, addin = directory / "kaohe.xlsm", directory / "kaohe.xlam"
    for path in (book, addin):
        check_free(path, force=force)
    save_whole(book, write_sheets(examples=True, interpreter=interpreter), force=force)
    save_whole(addin, _as_addin(write_sheets(examples=False, interpreter=interpreter)), force=force)
    return book, addin


def _as_addin(workbook: bytes) -> bytes:
    """The workbook under an add-in's content type."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    types = "[Content_Types].xml"
    return zipped((parts | {types: parts[types].replace(_MACRO, _ADDIN)}).items())
