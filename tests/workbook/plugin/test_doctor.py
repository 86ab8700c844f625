"""What the doctor says, from made-up facts: every finding that asks for something says what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbook.plugin.doctor import facts
from workbook.plugin.findings import Facts, findings

WELL = Facts(
    packages={"kaohe": "0.1.0", "xlwings": "0.37.8", "pywin32": "312"},
    dlls=("xlwings32-0.37.8.dll", "xlwings64-0.37.8.dll"),
    excel_version="16", excel_bits=64, excel_server='"C:\\Program Files\\Microsoft Office\\EXCEL.EXE" /automation',
    addin=True, profile="C:\\Users\\li\\AppData\\Local\\kaohe\\python", round_trip="3.77", round_trip_expected="3.77",
    schemes={"yuncheng-14fyp": "3b343c18ca503aad00"},
)  # fmt: skip


def test_a_machine_in_order_has_no_other_finding() -> None:
    assert {one.level for one in findings(WELL)} == {"ok"}


@pytest.mark.parametrize(
    ("changed", "what", "level", "said"),
    [
        ({"python": (3, 10)}, "Python", "error", "太旧"),
        ({"packages": {"xlwings": "0.37.8", "pywin32": None}}, "程序库", "error", "缺少 pywin32"),
        ({"packages": {"xlwings": "1.0.0", "pywin32": "312"}}, "xlwings", "error", "没有试过"),
        ({"dlls": ("xlwings64-0.37.8.dll",), "excel_bits": 32}, "DLL", "error", "没有 32 位的"),
        ({"dlls": ()}, "DLL", "error", "没有 64 位的"),
        ({"excel_version": None}, "Excel", "error", "没有找到 Excel"),
        ({"excel_server": "C:\\Kingsoft\\WPS Office\\office6\\et.exe /automation"}, "WPS", "error", "WPS 占用了"),
        ({"addin": False}, "加载项", "warning", "没有 kaohe.xlam"),
        ({"marked": ("C:\\x\\kaohe.xlam",)}, "来自网络", "error", "1 个文件"),
        ({"profile": "C:\\Users\\한국", "profile_fits_code_page": False}, "文件夹", "error", "系统代码页没有"),
        ({"round_trip": "com_error: x"}, "COM 往返", "error", "没有正确答复：com_error"),
        ({"schemes_fault": "坏了"}, "方案", "error", "坏了"),
    ],
)
def test_each_fault_is_found_with_its_remedy(changed: dict[str, object], what: str, level: str, said: str) -> None:
    found = [one for one in findings(replace(WELL, **changed)) if one.level != "ok"]  # type: ignore[arg-type]
    assert [(one.what, one.level) for one in found] == [(what, level)]
    assert said in found[0].said
    assert found[0].remedy


def test_a_chinese_profile_in_the_code_page_is_fine() -> None:
    found = findings(replace(WELL, profile="C:\\Users\\张三\\AppData\\Local"))
    assert {one.level for one in found} == {"ok"}
    assert any("有汉字" in one.said for one in found)


def test_off_windows_the_rest_is_said_not_to_be_looked_at() -> None:
    found = findings(replace(facts(), windows=False))
    assert [one.what for one in found if one.level == "skipped"] == ["Excel"]
    assert sum(one.what == "方案" for one in found) >= 18
    assert not [one for one in found if one.level == "error"]
