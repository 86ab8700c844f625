"""kaohe.xlsm and kaohe.xlam, made on any system: sheets by XlsxWriter, the VBA project by pyOpenVBA."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from workbook.plugin.sheets import INTERPRETER, write_sheets
from workbook.plugin.vba import modules
from workbook.plugin.zipping import zipped
from workbook.saving import check_free, save_whole

_PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN = "application/vnd.ms-excel.addin.macroEnabled.main+xml"


def build_books(directory: Path, *, force: bool = False, interpreter: str = INTERPRETER) -> tuple[Path, Path]:
    """Write the macro workbook with its worked examples, and the add-in, into a folder; the two paths.

    interpreter: the pythonw.exe that serves the functions. The same registry gives the same bytes. KaoheError if a file is there already and not ``force``.
    """
    book, addin = directory / "kaohe.xlsm", directory / "kaohe.xlam"
    for path in (book, addin):
        check_free(path, force=force)
    save_whole(book, _with_macros(write_sheets(examples=True, interpreter=interpreter)), force=force)
    save_whole(
        addin,
        _retyped(_with_macros(write_sheets(examples=False, interpreter=interpreter)), _MACRO, _ADDIN),
        force=force,
    )
    return book, addin


def _with_macros(workbook: bytes) -> bytes:
    """A workbook with the plug-in's VBA project in it."""
    from pyopenvba import ExcelFile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kaohe.xlsm"
        path.write_bytes(_retyped(workbook, _PLAIN, _MACRO))
        with ExcelFile(path) as file:
            project = file.add_vba_project()
            for name, source in modules().items():
                project.add_module(name, source)
            file.save()
        return _rezipped(path.read_bytes(), lambda name, content: content)


def _retyped(workbook: bytes, old: str, new: str) -> bytes:
    """The workbook under another content type."""

    def edit(name: str, content: bytes) -> bytes:
        return content.replace(old.encode(), new.encode()) if name == "[Content_Types].xml" else content

    return _rezipped(workbook, edit)


def _rezipped(workbook: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    """The workbook with its parts edited and a fixed time on each, so that equals are equal."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as source:
        return zipped((name, edit(name, source.read(name))) for name in source.namelist())
