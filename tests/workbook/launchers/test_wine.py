"""The five .cmd files under Wine: as install.cmd puts them on the desktop, on files in a folder with blanks and Chinese."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.wine import NO_WINE, Machine, older_numpy, unpacked, wanted
from workbook.command.run import demonstration
from workbook.launchers.verbs import VERBS
from workbook.plugin.bundle import build_bundle

pytestmark = [pytest.mark.wine, pytest.mark.skipif(not wanted(), reason=NO_WINE)]


def windows(path: Path) -> str:
    """A path of this machine as Wine's drive Z has it."""
    return "Z:" + str(path).replace("/", "\\")


def told(machine: Machine, pattern: str, said: str) -> Path:
    """A path on drive C that the installer named."""
    found = re.search(pattern, said)
    assert found is not None, said
    return machine.folder / "prefix" / "drive_c" / found[1][3:].replace("\\", "/")


def test_each_launcher_from_the_desktop(tmp_path: Path) -> None:
    """Set, check, score, papers, verdict; then the desktop is as it was before the installation."""
    machine = Machine(tmp_path)
    for name in ("built", "wheels"):
        (tmp_path / name).mkdir()
    home = unpacked(build_bundle(tmp_path / "built"), tmp_path / "解压", older_numpy(tmp_path / "wheels"))
    _, said = machine.run(["wine", "cmd", "/c", "install.cmd", "quiet"], home.parent)
    desktop, program = (
        told(machine, r"已放到桌面：(C:[^（]+)（", said),
        told(machine, r"已装好：(C:.+kaohe)\r?\n", said),
    )
    assert sorted(path.name for path in desktop.iterdir()) == [f"{verb.name}.cmd" for verb in VERBS]
    folder = tmp_path / "考核 资料"
    shutil.copytree(demonstration(), folder / "报送 2025")
    result = folder / "报送 2025-考核结果-初评.xlsx"
    wanted_said = {}

    def started(number: int, dropped: Path, typed: str) -> str:
        script = f"{VERBS[number - 1].name}.cmd"
        status, said = machine.run(["wine", "cmd", "/c", "call", script, windows(dropped)], desktop, typed)
        wanted_said[number] = status
        print(f"== {script}: {status}\n{said}")
        assert "按回车关闭" in said, said
        return said

    started(1, folder, "1\n2025\n\n")
    assert len(list((folder / "报送-2025").rglob("*.xlsx"))) == 19
    started(2, folder / "报送 2025", "1\n\n")
    assert {path.name for path in (folder / "报送 2025-检查").iterdir()} == {"退回件", "问题清单.xlsx", "催报清单.xlsx"}
    assert "第 1 名　临猗县" in started(3, folder / "报送 2025", "1\n\n\n")
    started(4, result, "2026-04-10\n\n")
    assert list((folder / "报送 2025-考核结果-初评-文件").rglob("*.docx"))
    assert "原  样" in started(5, result, "\n")
    assert "没有这个文件" in started(5, folder / "没有.xlsx", "")
    assert wanted_said == {1: 0, 2: 0, 3: 0, 4: 0, 5: 130}
    _, said = machine.run(["wine", "cmd", "/c", "uninstall.cmd", "quiet"], program)
    assert "kaohe is removed" in said, said
    assert not desktop.exists()
