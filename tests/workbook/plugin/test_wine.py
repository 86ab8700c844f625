"""The bundle under Wine: Windows Python, pywin32, xlwings' real DLL and COM server, in two processes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.support.wine import NO_WINE, Machine, answers, older_numpy, unpacked, wanted
from workbook.functions.calls import call
from workbook.functions.com import sent
from workbook.functions.demonstration import example
from workbook.functions.registry import functions
from workbook.plugin.bundle import build_bundle
from workbook.plugin.serve import SERVE

pytestmark = [pytest.mark.wine, pytest.mark.skipif(not wanted(), reason=NO_WINE)]
OMITTED = -2147352572


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine(tmp_path_factory.mktemp("wine"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("bundle")
    return build_bundle(folder), older_numpy(folder)


@pytest.mark.parametrize("name", ["kaohe", "县域考核"])
def test_every_function_answers_across_processes_as_the_engine(
    name: str, machine: Machine, files: tuple[Path, Path], tmp_path: Path
) -> None:
    started = time.perf_counter()
    home = unpacked(files[0], tmp_path / name, files[1])
    took = {"unpack": time.perf_counter() - started}
    started = time.perf_counter()
    status, said = machine.python(home, "-m", "workbook.command.app", "excel", "doctor")
    took["doctor"] = time.perf_counter() - started
    assert "正常 │ COM 往返" in said, said
    assert "没有找到 Excel" in said
    assert status == 1
    calls, expected = [], []
    for one in functions().values():
        given: list[Any] = example(one)
        calls.append((one.excel_name, [*given, *[OMITTED] * (len(one.arguments) - len(given))]))
        expected.append(flat(sent(call(one.id, given))))
    found = answers(machine, home, calls)
    for (function, _), wanted_answer, got in zip(calls, expected, found["answers"], strict=True):
        assert same(wanted_answer, got), function
    again = sorted(found["times"][1:])
    print(f"\n{name}: {took}, server {found['times'][0]:.1f} s, median call {again[len(again) // 2] * 1e3:.1f} ms")


def test_the_scripts_install_and_remove(machine: Machine, files: tuple[Path, Path], tmp_path: Path) -> None:
    """install.cmd ends with the doctor; uninstall.cmd deletes its own folder and still says so; a user's files stay."""
    home = unpacked(files[0], tmp_path / "县域考核", files[1])
    users = machine.folder / "prefix" / "drive_c" / "users"
    lists = home / "Lib" / "site-packages" / "xlrd" / "book.py"
    kept = lists.read_bytes()
    lists.write_bytes(kept + b"#")
    _, said = machine.run(["wine", "cmd", "/c", "install.cmd", "quiet"], home.parent)
    assert "xlrd/book.py 与清单不符" in said, said
    assert not list(users.rglob("kaohe*"))
    lists.write_bytes(kept)
    started = time.perf_counter()
    _, said = machine.run(["wine", "cmd", "/c", "install.cmd", "quiet"], home.parent)
    assert said.count("已装好：") == 2, said
    for told in ("正常 │ COM 往返", "和安装清单一致", "在 XLSTART 里，和程序一致"):
        assert told in said, said
    addin = next(iter(users.rglob("XLSTART/kaohe.xlam")))
    program = next(iter(users.rglob("Local/kaohe/python/python.exe"))).parents[1]
    took = {"install and doctor": time.perf_counter() - started}
    (program / "我的数据.xlsx").write_text("mine")
    (program / "install.cmd").write_text("changed")
    started = time.perf_counter()
    _, said = machine.run(["wine", "cmd", "/c", "uninstall.cmd", "quiet"], program)
    took["uninstall"] = time.perf_counter() - started
    assert "已删除安装程序写的" in said, said
    assert said.count("保留（") == 2
    assert "stay in" in said
    assert not addin.exists()
    assert sorted(path.name for path in program.rglob("*")) == ["install.cmd", "我的数据.xlsx"]
    print(f"\n{took}")


def test_the_search_path_of_the_server_does_not_begin_with_the_current_folder(
    machine: Machine, files: tuple[Path, Path], tmp_path: Path
) -> None:
    """The program's own Python, started as the VBA starts it, where a file of a library's name lies in the way."""
    home = unpacked(files[0], tmp_path / "kaohe", files[1])
    (tmp_path / "sys_path.py").write_text("print('taken from here')")
    arguments = [*SERVE.split()[:-2], "sys_path"]
    _, said = machine.run(["wine", str(home / "python.exe"), "-X", "utf8", *arguments], tmp_path)
    assert "No module named sys_path" in said, said


def flat(answer: Any) -> Any:
    """A row alone comes back without its outer list."""
    return answer[0] if isinstance(answer, list) and len(answer) == 1 else answer


def same(wanted_answer: Any, got: Any) -> bool:
    if isinstance(wanted_answer, list):
        return len(wanted_answer) == len(got) and all(map(same, wanted_answer, got))
    if isinstance(wanted_answer, float):
        return isinstance(got, (int, float)) and abs(wanted_answer - got) <= 1e-9 * max(1.0, abs(wanted_answer))
    return bool(wanted_answer == got)
