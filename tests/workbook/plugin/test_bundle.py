"""The Windows bundle: built from pinned, hashed downloads; what is in it, and what is not."""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from pathlib import Path

import pytest

from scoring.errors import KaoheError
from workbook.plugin import bundle
from workbook.plugin.install import install_bundle, places, uninstall

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
        f"{home}/Lib/site-packages/scoring/_data/config/schemes/yuncheng-14fyp/scheme.yaml",
        f"{home}/Lib/site-packages/workbook/functions/excel_udfs.py", f"{home}/Lib/site-packages/xlwings/xlwings.bas",
    ):  # fmt: skip
        assert name in names
    assert {int(found[1]) for name in names if (found := re.search(r"/xlwings(32|64)-[\d.]+\.dll$", name))} == {32, 64}
    assert unpacked < 140e6
    assert built.stat().st_size < 50e6


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
    lock = tmp_path / "lock.txt"
    text = bundle.LOCK.read_text(encoding="ascii")
    lock.write_text(re.sub(r"(xlrd==\S+ --hash=sha256:)\w", r"\g<1>0", text).replace("sha256:e", "sha256:f", 1))
    monkeypatch.setattr(bundle, "LOCK", lock)
    with pytest.raises(KaoheError, match="没有生成安装包"):
        bundle.build_bundle(tmp_path)
    assert not list(tmp_path.glob("*.zip"))


def test_every_download_is_pinned_and_fits_the_projects_ranges() -> None:
    lines = [line for line in bundle.LOCK.read_text(encoding="ascii").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+ --hash=sha256:[0-9a-f]{64}", line) for line in lines)
    pinned = dict(line.split(" ")[0].split("==") for line in lines)
    constraints = (Path(__file__).parents[3] / "constraints.txt").read_text(encoding="utf-8").lower()
    for name in ("numpy", "pandas", "pydantic", "xlwings", "openpyxl", "xlsxwriter", "typer"):
        assert f"{name}=={pinned[name]}\n" in constraints


def test_scripts_are_ascii_and_touch_the_users_folders_only() -> None:
    for name in ("install.cmd.txt", "uninstall.cmd.txt"):
        text = (Path(bundle.__file__).parent / name).read_text(encoding="ascii")
        assert not re.search(r"\breg\b|setx|runas|HKLM|Program ?Files|https?:", text, re.IGNORECASE)


def fake_bundle(folder: Path) -> Path:
    (folder / "python").mkdir(parents=True)
    (folder / "python" / "python.exe").write_text("program")
    (folder / "kaohe.xlam").write_text("add-in")
    return folder


def test_install_and_uninstall_put_and_remove_the_same(tmp_path: Path) -> None:
    environment = {"LOCALAPPDATA": str(tmp_path / "本机"), "APPDATA": str(tmp_path / "漫游")}
    (tmp_path / "本机").mkdir()
    other = tmp_path / "漫游" / "Microsoft" / "Excel" / "XLSTART" / "别的.xlam"
    other.parent.mkdir(parents=True)
    other.write_text("x")
    source = fake_bundle(tmp_path / "unzipped")
    program, startup = places(environment)
    assert install_bundle(source, environment) == [program, startup / "kaohe.xlam"]
    install_bundle(source, environment)
    assert (program / "python" / "python.exe").read_text() == "program"
    assert sorted(one.name for one in program.parent.iterdir()) == ["kaohe"]
    assert uninstall(environment) == [startup / "kaohe.xlam", program]
    assert not program.exists()
    assert other.exists()
    assert uninstall(environment) == []


def test_a_broken_bundle_and_another_system_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KaoheError, match="不是 Windows"):
        places({})
    environment = {"LOCALAPPDATA": str(tmp_path), "APPDATA": str(tmp_path)}
    with pytest.raises(KaoheError, match="不是完整的安装包"):
        install_bundle(tmp_path / "nothing", environment)
