"""kaohe.oxt: the component, its interface as text, kaohe itself, and where its libraries are."""

from __future__ import annotations

import io
import json
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

import scoring
import workbook
from scoring.resources import config_dir, examples_dir
from workbook.plugin.libreoffice.interface import descriptions, interface
from workbook.template.saving import check_free, save_whole

_HERE = Path(__file__).parent
_TIME = (2025, 1, 1, 0, 0, 0)
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">
  <manifest:file-entry manifest:media-type="application/vnd.sun.star.uno-typelibrary;type=RDB"
    manifest:full-path="kaohe.idl"/>
  <manifest:file-entry manifest:media-type="application/vnd.sun.star.uno-component;type=Python"
    manifest:full-path="kaohe_addin.py"/>
</manifest:manifest>
"""
_DESCRIPTION = """<?xml version="1.0" encoding="UTF-8"?>
<description xmlns="http://openoffice.org/extensions/description/2006">
  <identifier value="org.kaohe.functions"/>
  <version value="{version}"/>
  <display-name><name lang="zh-CN">kaohe 考核函数</name></display-name>
</description>
"""


def build_oxt(directory: Path, *, force: bool = False) -> Path:
    """Write kaohe.oxt into a folder; its path. KaoheError if it is there already and not ``force``.

    LibreOffice's Python has none of kaohe's libraries: the add-in takes those of the environment that builds it.
    """
    path = directory / "kaohe.oxt"
    check_free(path, force=force)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in sorted(_parts()):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    save_whole(path, stream.getvalue(), force=force)
    return path


def _parts() -> Iterator[tuple[str, bytes]]:
    yield "META-INF/manifest.xml", _MANIFEST.encode()
    yield "description.xml", _DESCRIPTION.format(version=scoring.__version__).encode()
    yield "kaohe.idl", interface().encode()
    yield "kaohe_addin.py", (_HERE / "component.txt").read_bytes()
    yield "functions.json", json.dumps(descriptions(), ensure_ascii=False, indent=1).encode()
    yield "settings.json", json.dumps(_settings(), indent=1).encode()
    for package in (scoring, workbook):
        yield from _files(Path(package.__path__[0]), f"pythonpath/{package.__name__}")
    yield from _files(config_dir(), "pythonpath/scoring/_data/config")
    yield from _files(examples_dir(), "pythonpath/scoring/_data/examples")


def _settings() -> dict[str, object]:
    paths = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    return {"python": list(sys.version_info[:2]), "site_packages": list(paths)}


def _files(folder: Path, into: str) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if path.is_file() and "__pycache__" not in inside.parts and "_data" not in inside.parts:
            yield f"{into}/{inside.as_posix()}", path.read_bytes()
