"""What the doctor says: of faults planted in a folder as the installer leaves it, and of made-up facts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from workbook.plugin.books import build_books
from workbook.plugin.doctor import facts
from workbook.plugin.findings import DoctorFinding, Facts, findings
from workbook.plugin.folders import folder_facts
from workbook.plugin.install import install_bundle
from workbook.plugin.inventory import LIST, sums
from workbook.plugin.pinned import library, pinned

PACKAGES = {name: pinned()[name] for name in ("xlwings", "pywin32", "numpy", "pandas", "pydantic")}
WELL = Facts(
    kaohe="0.1.0", packages=PACKAGES, pinned=PACKAGES, libraries={bits: library(bits) for bits in (32, 64)},
    dlls={library(32): 32, library(64): 64}, addin=True, addin_python="C:\\Users\\li\\AppData\\Local\\kaohe\\python\\pythonw.exe",
    excel_version="16", excel_bits=64, excel_server='"C:\\Program Files\\Microsoft Office\\EXCEL.EXE" /automation',
    home="C:\\Users\\li\\AppData\\Local\\kaohe\\python", round_trip="3.77", round_trip_expected="3.77",
    schemes={"yuncheng-14fyp": "3b343c18ca503aad00"},
)  # fmt: skip


def program_file(bits: int) -> bytes:
    """As much of a Windows program file as its bitness is read from."""
    return bytes(0x3C) + (0x40).to_bytes(4, "little") + b"PE\0\0" + {64: b"\x64\x86", 32: b"\x4c\x01"}[bits]


@dataclass
class Machine:
    """An installation in a temporary folder, and what the doctor would say of it."""

    local: Path
    home: Path
    startup: Path
    rest: Facts

    @property
    def program(self) -> Path:
        return self.local / "kaohe"

    def troubles(self) -> list[DoctorFinding]:
        read = folder_facts(self.program, self.startup, self.home, {"LOCALAPPDATA": str(self.local)})
        return [
            one
            for one in findings(replace(self.rest, home=str(self.home), **read))
            if one.level not in ("ok", "skipped")
        ]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    build_books(folder)
    for name, content in {
        "python/python.exe": program_file(64), "python/pythonw.exe": program_file(64),
        f"python/{library(32)}": program_file(32), f"python/{library(64)}": program_file(64),
        "python/Lib/site-packages/scoring/_data/config/schemes/yuncheng-14fyp/scheme.yaml": b"id: yuncheng-14fyp",
        "python/Lib/site-packages/workbook/functions/excel_udfs.py": b"pass",
    }.items():  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    files = [path for path in folder.rglob("*") if path.is_file()]
    (folder / LIST).write_text(sums((path.relative_to(folder).as_posix(), path.read_bytes()) for path in files))
    return folder


@pytest.fixture
def machine(bundle: Path, tmp_path: Path) -> Machine:
    (tmp_path / "Local").mkdir()
    put = install_bundle(bundle, {"LOCALAPPDATA": str(tmp_path / "Local"), "APPDATA": str(tmp_path / "Roaming")})
    return Machine(tmp_path / "Local", put[0] / "python", put[1].parent, WELL)


def other_dll_name(machine: Machine) -> None:
    (machine.home / library(64)).rename(machine.home / "xlwings64-0.37.11.dll")


def other_bitness(machine: Machine) -> None:
    (machine.home / library(64)).write_bytes(program_file(32))


def dll_of_the_other_excel_only(machine: Machine) -> None:
    (machine.home / library(32)).unlink()
    machine.rest = replace(machine.rest, excel_bits=32)


def missing_file(machine: Machine) -> None:
    (machine.home / "Lib/site-packages/workbook/functions/excel_udfs.py").unlink()


def old_scheme(machine: Machine) -> None:
    path = machine.home / "Lib/site-packages/scoring/_data/config/schemes/yuncheng-14fyp/scheme.yaml"
    path.write_bytes(b"id: yuncheng-14fyp\nweights: old")


def old_program(machine: Machine) -> None:
    (machine.home / "Lib/site-packages/workbook/functions/excel_udfs.py").write_bytes(b"old")


def renamed_folder(machine: Machine) -> None:
    machine.program.rename(machine.local / "考核")
    machine.home = machine.local / "考核" / "python"


def mark_of_the_web(machine: Machine) -> None:
    (machine.startup / "kaohe.xlam:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3")


def second_copy(machine: Machine) -> None:
    shutil.copyfile(machine.startup / "kaohe.xlam", machine.startup / "kaohe (1).xlam")


def second_copy_among_add_ins(machine: Machine) -> None:
    folder = machine.startup.parent.parent / "AddIns"
    folder.mkdir()
    shutil.copyfile(machine.startup / "kaohe.xlam", folder / "kaohe.xlam")


def changed_add_in(machine: Machine) -> None:
    with (machine.startup / "kaohe.xlam").open("ab") as file:
        file.write(b"x")


def add_in_of_another_installation(machine: Machine) -> None:
    build_books(machine.program, force=True, interpreter="D:\\python\\pythonw.exe")
    shutil.copyfile(machine.program / "kaohe.xlam", machine.startup / "kaohe.xlam")


def no_add_in(machine: Machine) -> None:
    (machine.startup / "kaohe.xlam").unlink()


def no_list(machine: Machine) -> None:
    (machine.program / LIST).unlink()


def busy_server(machine: Machine) -> None:
    machine.rest = replace(machine.rest, servers=(4711,))


def other_xlwings(machine: Machine) -> None:
    machine.rest = replace(machine.rest, packages={**PACKAGES, "xlwings": "0.37.11"})


def office_rule(machine: Machine) -> None:
    machine.rest = replace(machine.rest, office_rule="block")


def test_an_installation_in_order_has_no_finding(machine: Machine) -> None:
    assert machine.troubles() == []


@pytest.mark.parametrize(
    ("plant", "expected"),
    [
        (other_dll_name, {"DLL": "没有 xlwings64-0.37.8.dll", "安装的文件": "缺少 1 个"}),
        (other_bitness, {"DLL": "是 32 位的，Excel 要 64 位", "安装的文件": "改过或是旧的 1 个"}),
        (dll_of_the_other_excel_only, {"DLL": "没有 xlwings32-0.37.8.dll", "安装的文件": "缺少 1 个"}),
        (missing_file, {"安装的文件": "缺少 1 个：python/Lib/site-packages/workbook/functions/excel_udfs.py"}),
        (old_scheme, {"安装的文件": "yuncheng-14fyp/scheme.yaml"}),
        (old_program, {"安装的文件": "改过或是旧的 1 个：python/Lib/site-packages/workbook"}),
        (renamed_folder, {"加载项": "", "安装的文件": "没有安装清单"}),
        (mark_of_the_web, {"来自网络": "1 个文件"}),
        (second_copy, {"加载项": "kaohe (1).xlam"}),
        (second_copy_among_add_ins, {"加载项": "AddIns"}),
        (changed_add_in, {"加载项": "是旧的，或者改过"}),
        (add_in_of_another_installation, {"加载项": "是旧的，或者改过", "安装的文件": "改过或是旧的 2 个"}),
        (no_add_in, {"加载项": "XLSTART 里没有"}),
        (no_list, {"加载项": "", "安装的文件": "没有安装清单"}),
        (busy_server, {"函数服务": "进程 4711"}),
        (other_xlwings, {"xlwings": "版本是 0.37.11，加载项是按 0.37.8"}),
        (office_rule, {"Defender": "启动不了函数服务"}),
    ],
)
def test_each_planted_fault_is_found(
    plant: Callable[[Machine], None], expected: dict[str, str], machine: Machine
) -> None:
    plant(machine)
    found = {one.what: one for one in machine.troubles()}
    assert found.keys() == expected.keys()
    for what, said in expected.items():
        assert said in found[what].message
        assert found[what].remedy


def test_a_folder_that_was_renamed_is_told_by_the_add_ins_python(machine: Machine) -> None:
    """Also where the add-in is the listed one: installed by this Python, which was moved since."""
    machine.home = machine.local / "moved"
    shutil.copytree(machine.program / "python", machine.home)
    found = machine.troubles()
    assert [one.what for one in found] == ["加载项"]
    assert "文件夹改过名或移动过" in found[0].message


def test_facts_that_are_well_have_no_finding() -> None:
    assert {one.level for one in findings(WELL)} == {"ok"}


@pytest.mark.parametrize(
    ("changed", "what", "level", "said"),
    [
        ({"python": (3, 10)}, "Python", "error", "太旧"),
        ({"packages": {**PACKAGES, "pywin32": None}}, "程序库", "error", "缺少 pywin32"),
        ({"packages": {**PACKAGES, "numpy": "2.1.3"}}, "版本", "warning", "numpy 2.1.3（安装包是"),
        ({"dlls": {}}, "DLL", "error", "一个也没有"),
        ({"excel_version": None}, "Excel", "error", "没有找到 Excel"),
        ({"excel_server": "C:\\Kingsoft\\WPS Office\\office6\\et.exe /automation"}, "WPS", "error", "WPS 占用了"),
        ({"home": "C:\\한국", "addin_python": "C:\\한국\\pythonw.exe", "home_fits_code_page": False}, "文件夹", "error", "代码页没有"),
        ({"round_trip": "com_error: x"}, "COM 往返", "error", "没有正确答复：com_error"),
        ({"schemes_fault": "坏了"}, "方案", "error", "坏了"),
    ],
)  # fmt: skip
def test_each_fault_is_found_with_its_remedy(changed: dict[str, object], what: str, level: str, said: str) -> None:
    found = [one for one in findings(replace(WELL, **changed)) if one.level != "ok"]  # type: ignore[arg-type]
    assert [(one.what, one.level) for one in found] == [(what, level)]
    assert said in found[0].message
    assert found[0].remedy


def test_a_server_beside_a_running_excel_and_a_rule_that_only_records_are_fine() -> None:
    found = findings(replace(WELL, servers=(1, 2), excel_running=True, office_rule="audit"))
    assert {one.level for one in found} == {"ok"}


def test_a_chinese_profile_in_the_code_page_is_fine() -> None:
    home = "C:\\Users\\张三\\AppData\\Local\\kaohe\\python"
    found = findings(replace(WELL, home=home, addin_python=f"{home}\\pythonw.exe"))
    assert {one.level for one in found} == {"ok"}
    assert any("有汉字" in one.message for one in found)


def test_off_windows_the_rest_is_said_not_to_be_looked_at() -> None:
    found = findings(replace(facts(), windows=False))
    assert [one.what for one in found if one.level == "skipped"] == ["Excel"]
    assert sum(one.what == "方案" for one in found) >= 18
    assert not [one for one in found if one.level == "error"]
