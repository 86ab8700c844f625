"""The scheme that a workbook names: a shipped one, or one whose files stand beside the workbook."""

from __future__ import annotations

import re
from pathlib import Path

from scoring.errors import SchemeError
from scoring.scheme.catalogue import shipped
from scoring.scheme.loader import load_scheme
from scoring.scheme.reading import Reader
from scoring.scheme.scheme import Scheme

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def declared_scheme(scheme_id: str, folder: Path) -> Scheme:
    """The scheme of that id; SchemeError says how to name its files where there is none.

    folder: where the workbook stands. ``ID/scheme.yaml``, ``ID.yaml`` and ``scheme.yaml`` in it are looked at, if they
    say that id.
    """
    if _ID.fullmatch(scheme_id) and scheme_id not in shipped():
        for path in (folder / scheme_id / "scheme.yaml", folder / f"{scheme_id}.yaml", folder / "scheme.yaml"):
            if path.is_file() and _id_of(path) == scheme_id:
                return load_scheme(path)
        message = f"工作簿写的方案是 {scheme_id}，随程序带的方案里没有，工作簿旁边也没有它的文件；加 --scheme 方案文件夹或方案工作簿"
        try:
            return load_scheme(scheme_id)
        except SchemeError as error:
            if len(error.messages) == 1 and error.messages[0].startswith("没有方案"):
                raise SchemeError([message]) from error
            raise
    return load_scheme(scheme_id)


def _id_of(path: Path) -> str:
    """The id that a scheme file says; a file that cannot be read says none."""
    try:
        data = Reader().read(path, path.name)
    except SchemeError:
        return ""
    return str(data.get("id", "")) if isinstance(data, dict) else ""
