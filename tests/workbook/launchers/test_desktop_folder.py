"""What install.cmd puts on the desktop, and what uninstall.cmd takes away again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.plugin.test_installing import PARTS, unpacked
from workbook.launcher_files.cmd_files import bundled
from workbook.launcher_files.verbs import VERBS
from workbook.plugin import install
from workbook.plugin.desktop import desktop, launcher_sums, put
from workbook.plugin.placing import places
from workbook.plugin.removal import uninstall

NAMES = [f"{verb.name}.cmd" for verb in VERBS]
WHOLE = {**PARTS, **dict(bundled())}


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "本机").mkdir()
    return {
        "LOCALAPPDATA": str(tmp_path / "本机"), "APPDATA": str(tmp_path / "漫游"), "USERPROFILE": str(tmp_path / "张 三"),
    }  # fmt: skip


def installed(folder: Path, home: dict[str, str], parts: dict[str, bytes] = WHOLE) -> tuple[list[Path], list[Path]]:
    """As install.cmd does it; what was put on the desktop, and what was left there."""
    program, _ = places(home)
    before, where = launcher_sums(program), desktop(home)
    assert where is not None
    install.install_bundle(unpacked(folder, parts), home)
    return put(program, where, before)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_put_on_the_desktop_and_taken_away(tmp_path: Path, home: dict[str, str]) -> None:
    put_there, left = installed(tmp_path / "first", home)
    folder = tmp_path / "张 三" / "Desktop" / "考核"
    assert (names(folder), left) == (NAMES, [])
    assert [path.read_bytes() for path in put_there] == [content for _, content in bundled()]
    assert uninstall(home).kept == ()
    assert not folder.exists()
    assert not (tmp_path / "本机" / "kaohe").exists()


def test_a_later_version_replaces_the_earlier_and_nothing_else(tmp_path: Path, home: dict[str, str]) -> None:
    earlier = {
        name: content + b"rem earlier\r\n" if name.endswith(".cmd") else content for name, content in WHOLE.items()
    }
    installed(tmp_path / "first", home, earlier)
    folder = tmp_path / "张 三" / "Desktop" / "考核"
    (folder / NAMES[1]).write_bytes(b"mine")
    (folder / "笔记.txt").write_bytes(b"mine")
    put_there, left = installed(tmp_path / "second", home)
    assert [path.name for path in put_there] == [NAMES[0], *NAMES[2:]]
    assert [path.name for path in left] == [NAMES[1]]
    assert (folder / NAMES[0]).read_bytes() == dict(bundled())["1-template.cmd"]
    assert folder / NAMES[1] in uninstall(home).kept
    assert names(folder) == [NAMES[1], "笔记.txt"]


def test_the_installer_says_where_they_are(
    tmp_path: Path, home: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in home.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.argv", ["install", str(unpacked(tmp_path / "unzipped", WHOLE))])
    install.main()
    said = capsys.readouterr().out
    assert (
        f"已放到桌面：{tmp_path / '张 三' / 'Desktop' / '考核'}（1 取空表、2 检查（退回件）、3 计分、4 出文件、5 核对）"
        in said
    )
    assert "只用 WPS" in said


def test_a_desktop_that_may_not_be_written_is_said(
    tmp_path: Path, home: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program, _ = places(home)
    install.install_bundle(unpacked(tmp_path / "unzipped", WHOLE), home)
    (tmp_path / "张 三").write_bytes(b"no folder")
    monkeypatch.setenv("USERPROFILE", home["USERPROFILE"])
    install._put_launchers(program, frozenset())
    assert f"可以双击的启动文件在 {program} 里" in capsys.readouterr().out


def test_a_folder_in_use_does_not_keep_the_program(
    tmp_path: Path, home: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to remove a folder that a window was started from (WinError 32)."""
    installed(tmp_path / "first", home)
    folder, rmdir = tmp_path / "张 三" / "Desktop" / "考核", Path.rmdir

    def in_use(path: Path) -> None:
        if path == folder:
            raise PermissionError(13, "in use")
        rmdir(path)

    monkeypatch.setattr(Path, "rmdir", in_use)
    assert uninstall(home).kept == ()
    assert names(folder) == []
    assert not (tmp_path / "本机" / "kaohe").exists()
