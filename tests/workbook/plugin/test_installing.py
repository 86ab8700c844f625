"""Installing and removing: what is checked first, what is put, what stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scoring.errors import KaoheError
from workbook.command.excel import excel_app
from workbook.plugin import removal
from workbook.plugin.install import install_bundle, install_here
from workbook.plugin.inventory import LIST, compared, listed, sums
from workbook.plugin.placing import places
from workbook.plugin.removal import remove_listed, uninstall

PARTS = {
    "python/python.exe": b"program", "python/pythonw.exe": b"program", "python/Lib/a/b.py": b"b",
    "kaohe.xlam": b"add-in", "install.cmd": b"x",
}  # fmt: skip


def unpacked(folder: Path, parts: dict[str, bytes] | None = None) -> Path:
    """A bundle with its list; each file carries the mark of the web, as Explorer leaves it."""
    for name, content in (parts or PARTS).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        Path(f"{path}:Zone.Identifier").write_text("[ZoneTransfer]")
    (folder / LIST).write_text(sums((parts or PARTS).items()), encoding="utf-8")
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "本机").mkdir()
    return {"LOCALAPPDATA": str(tmp_path / "本机"), "APPDATA": str(tmp_path / "漫游")}


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_only_what_the_list_names_is_put_and_no_mark_goes_along(tmp_path: Path, environment: dict[str, str]) -> None:
    source = unpacked(tmp_path / "unzipped")
    (source / "python" / "version.dll").write_bytes(b"planted")
    program, startup = places(environment)
    assert install_bundle(source, environment) == [program, startup / "kaohe.xlam"]
    assert files(program) == sorted([*PARTS, LIST])
    assert files(startup) == ["kaohe.xlam"]
    assert (source / "kaohe.xlam:Zone.Identifier").exists()


@pytest.mark.parametrize("name", ["python/python.exe", "python/Lib/a/b.py", "kaohe.xlam"])
@pytest.mark.parametrize("fault", ["missing", "changed"])
def test_a_bundle_that_is_not_as_listed_is_not_put(
    name: str, fault: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    source = unpacked(tmp_path / "unzipped")
    (source / name).unlink() if fault == "missing" else (source / name).write_bytes(b"else")
    with pytest.raises(KaoheError, match=f"缺少 {name}" if fault == "missing" else f"{name} 与清单不符"):
        install_bundle(source, environment)
    program, startup = places(environment)
    assert not program.exists()
    assert not startup.exists()


def test_unpacked_in_its_place_the_marks_go_only_when_all_is_as_listed(environment: dict[str, str]) -> None:
    program, startup = places(environment)
    unpacked(program)
    (program / "install.cmd").write_bytes(b"changed")
    with pytest.raises(KaoheError, match="没有安装"):
        install_bundle(program, environment)
    assert (program / "kaohe.xlam:Zone.Identifier").exists()
    (program / "install.cmd").write_bytes(b"x")
    install_bundle(program, environment)
    assert not [name for name in files(program) if name.endswith("Zone.Identifier")]
    assert (startup / "kaohe.xlam").read_bytes() == b"add-in"


def test_an_earlier_installation_gives_way_and_a_users_files_stay(tmp_path: Path, environment: dict[str, str]) -> None:
    program, startup = places(environment)
    install_bundle(unpacked(tmp_path / "first"), environment)
    (program / "我的数据.xlsx").write_text("mine")
    later = {**PARTS, "kaohe.xlam": b"newer"}
    put = install_bundle(unpacked(tmp_path / "second", later), environment)
    assert put == [program, startup / "kaohe.xlam", program.with_name("kaohe.old")]
    assert (startup / "kaohe.xlam").read_bytes() == b"newer"
    assert files(put[2]) == ["我的数据.xlsx"]
    assert len(install_bundle(unpacked(tmp_path / "third"), environment)) == 2


def test_another_add_in_of_this_name_is_not_overwritten(tmp_path: Path, environment: dict[str, str]) -> None:
    _, startup = places(environment)
    startup.mkdir(parents=True)
    (startup / "kaohe.xlam").write_bytes(b"of somebody else")
    with pytest.raises(KaoheError, match=r"kaohe\.xlam 不是安装程序写的"):
        install_bundle(unpacked(tmp_path / "unzipped"), environment)
    assert (startup / "kaohe.xlam").read_bytes() == b"of somebody else"


def test_what_was_put_is_removed_and_nothing_else(tmp_path: Path, environment: dict[str, str]) -> None:
    program, startup = places(environment)
    install_bundle(unpacked(tmp_path / "unzipped"), environment)
    other = startup / "别的.xlam"
    other.write_text("x")
    cache = program / "python" / "Lib" / "a" / "__pycache__" / "b.cpython-313.pyc"
    cache.parent.mkdir()
    cache.write_bytes(b"compiled")
    found = uninstall(environment)
    assert (found.removed, found.kept) == (len(PARTS) + 3, ())
    assert not program.exists()
    assert files(startup) == ["别的.xlam"]
    assert uninstall(environment).removed == 0


def test_changed_and_own_files_are_kept_and_named(tmp_path: Path, environment: dict[str, str]) -> None:
    program, startup = places(environment)
    install_bundle(unpacked(tmp_path / "unzipped"), environment)
    (program / "install.cmd").write_text("changed")
    (program / "python" / "Lib" / "a" / "notes.txt").write_text("mine")
    (startup / "kaohe.xlam").write_bytes(b"changed")
    found = uninstall(environment)
    assert [path.name for path in found.kept] == ["kaohe.xlam", "install.cmd", "notes.txt"]
    assert files(program) == ["install.cmd", "python/Lib/a/notes.txt"]
    assert files(startup) == ["kaohe.xlam"]
    assert sum("保留" in line for line in removal.message_lines(found)) == 3


def test_a_folder_without_a_list_is_left_alone(tmp_path: Path, environment: dict[str, str]) -> None:
    program, _ = places(environment)
    program.mkdir()
    (program / "python.exe").write_text("x")
    assert uninstall(environment).kept == (program / "python.exe",)
    assert files(program) == ["python.exe"]


@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "C:/x", "a/../../x", "..\\x"])
def test_a_list_never_reaches_out_of_its_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "kaohe"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text("mine")
    (folder / LIST).write_text(sums([(name, b"mine")]), encoding="utf-8")
    assert listed(folder) == {}
    remove_listed(folder)
    assert (tmp_path / "outside.txt").exists()


def test_files_in_use_are_left_to_the_script(
    tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The Python that removes is itself of the program: Windows refuses its python.exe."""
    program, _ = places(environment)
    install_bundle(unpacked(tmp_path / "unzipped"), environment)
    unlink = Path.unlink

    def refusing(path: Path, missing_ok: bool = False) -> None:
        if path.name == "python.exe":
            raise PermissionError(13, "in use")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refusing)
    with pytest.raises(KaoheError, match="正在使用"):
        remove_listed(program)
    monkeypatch.setattr("sys.executable", str(program / "python" / "python.exe"))
    with pytest.raises(KaoheError, match=r"请运行 .*uninstall\.cmd"):
        uninstall(environment)
    for name, value in environment.items():
        monkeypatch.setitem(os.environ, name, value)
    monkeypatch.setattr("sys.argv", ["removal", str(tmp_path / "left.txt")])
    removal.main()
    assert (tmp_path / "left.txt").read_text().splitlines() == ["F python/python.exe", f"F {LIST}", "D python"]
    assert files(program) == [LIST, "python/python.exe"]


def test_served_by_this_python_the_books_are_listed_too(environment: dict[str, str]) -> None:
    program, startup = places(environment)
    assert install_here(environment) == [program / "kaohe.xlsm", program / "kaohe.xlam", startup / "kaohe.xlam"]
    assert compared(program) == compared(program).__class__((), (), ())
    install_here(environment)
    (program / "kaohe.xlsm").write_bytes(b"a user's")
    with pytest.raises(KaoheError, match="没有覆盖"):
        install_here(environment)
    assert [path.name for path in uninstall(environment).kept] == ["kaohe.xlsm"]


def test_another_system_and_no_bundle_are_refused(tmp_path: Path, environment: dict[str, str]) -> None:
    with pytest.raises(KaoheError, match="不是 Windows"):
        places({})
    with pytest.raises(KaoheError, match="不是完整的安装包"):
        install_bundle(tmp_path / "nothing", environment)


def test_the_command_says_what_was_removed(
    tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    program, _ = places(environment)
    install_bundle(unpacked(tmp_path / "unzipped"), environment)
    (program / "install.cmd").write_text("changed")
    runner = CliRunner()
    said = runner.invoke(excel_app, ["uninstall"]).output
    assert f"已删除安装程序写的 {len(PARTS) + 1} 个文件" in said
    assert "install.cmd" in said.replace("\n", "")
    assert "没有装过，没有删除什么" in runner.invoke(excel_app, ["uninstall"]).output
