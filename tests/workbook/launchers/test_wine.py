"""The five .cmd files under Wine: as install.cmd puts them on the desktop, on files in a folder with blanks and Chinese."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.wine import NO_WINE, Machine, older_numpy, unpacked, wanted
from workbook.launcher_files.verbs import VERBS
from workbook.plugin.bundle import build_bundle
from workbook.steps.run import demonstration

pytestmark = [pytest.mark.wine, pytest.mark.skipif(not wanted(), reason=NO_WINE)]


def windows(path: Path) -> str:
    """A path of this machine as Wine's drive Z has it."""
    return "Z:" + str(path).replace("/", "\\")


def told(machine: Machine, pattern: str, said: str) -> Path:
    """A path on drive C that the installer named."""
    found = re.search(pattern, said)
    assert found is not None, said
    return machine.folder / "prefix" / "drive_c" / found[1][3:].replace("\\", "/")


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    made = Machine(tmp_path)
    yield made
    made.shut()


def test_each_launcher_from_the_desktop(machine: Machine, tmp_path: Path) -> None:
    """Set, check, score, papers, verdict; then the desktop is as it was before the installation."""
    for name in ("built", "wheels"):
        (tmp_path / name).mkdir()
    home = unpacked(build_bundle(tmp_path / "built"), tmp_path / "解压", older_numpy(tmp_path / "wheels"))
    _, said = machine.run(["wine", "cmd", "/c", "install.cmd", "quiet"], home.parent)
    desktop = told(machine, r"已放到桌面：(C:[^（]+)（", said)
    program = told(machine, r"已装好：(C:.+kaohe)\r?\n", said)
    assert sorted(path.name for path in desktop.iterdir()) == [f"{verb.name}.cmd" for verb in VERBS]
    folder = tmp_path / "考核 资料"
    shutil.copytree(demonstration(), folder / "报送 2025")
    drive(machine, desktop, folder)
    # Not from its own folder: Wine's start.exe would hold it, and an empty folder stay.
    script = program.relative_to(machine.folder / "prefix" / "drive_c") / "uninstall.cmd"
    _, said = machine.run(["wine", "cmd", "/c", "C:\\" + str(script).replace("/", "\\"), "quiet"], tmp_path)
    assert "kaohe is removed" in said, said
    assert not list(desktop.glob("*"))  # the folder itself stays while Explorer's window was started from it


def drive(machine: Machine, desktop: Path, folder: Path) -> None:
    """Each launcher, on the set of a folder and on what was written from it."""
    result = folder / "报送 2025-考核结果-初评.xlsx"

    def started(number: int, dropped: Path, typed: str, status: int = 0) -> str:
        script = f"{VERBS[number - 1].name}.cmd"
        found, said = machine.run(["wine", "cmd", "/c", "call", script, windows(dropped)], desktop, typed)
        print(f"== {script}: {found}\n{said}")
        assert (found, "按回车关闭" in said) == (status, True), said
        return said

    started(1, folder, "1\n2025\n\n")
    assert len(list((folder / "报送-2025").rglob("*.xlsx"))) == 19
    started(2, folder / "报送 2025", "1\n\n")
    assert {path.name for path in (folder / "报送 2025-检查").iterdir()} == {"退回件", "问题清单.xlsx", "催报清单.xlsx"}
    assert "第 1 名　临猗县" in started(3, folder / "报送 2025", "1\n\n\n")
    started(4, result, "2026-04-10\n\n")
    assert list((folder / "报送 2025-考核结果-初评-文件").rglob("*.docx"))
    assert "原  样" in started(5, result, "\n")
    assert "没有这个文件" in started(5, folder / "没有.xlsx", "", 130)
