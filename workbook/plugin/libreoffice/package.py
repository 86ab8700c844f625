"""kaohe.oxt: the component, its interface as text, kaohe itself, and where its libraries are."""

from __future__ import annotations

import json
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import scoring
from workbook.plugin.libreoffice.interface import descriptions, interface
from workbook.plugin.own_files import own_files
from workbook.plugin.zipping import zipped
from workbook.saving import check_free, save_whole

_HERE = Path(__file__).parent
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
    save_whole(path, zipped(sorted(_parts())), force=force)
    return path


def _parts() -> Iterator[tuple[str, bytes]]:
    yield "META-INF/manifest.xml", _MANIFEST.encode()
    yield "description.xml", _DESCRIPTION.format(version=scoring.__version__).encode()
    yield "kaohe.idl", interface().encode()
    yield "kaohe_addin.py", (_HERE / "component.txt").read_bytes()
    yield "functions.json", json.dumps(descriptions(), ensure_ascii=False, indent=1).encode()
    yield "settings.json", json.dumps(_settings(), indent=1).encode()
    yield from own_files("pythonpath")


def _settings() -> dict[str, object]:
    paths = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    return {"python": list(sys.version_info[:2]), "site_packages": list(paths)}
