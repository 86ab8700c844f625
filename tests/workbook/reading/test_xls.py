"""Excel 97–2003 files. No library that is kept writes them; LibreOffice does."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from scoring.errors import DataError
from scoring.scheme.scheme import Scheme
from workbook.reading.submissions import read_city_workbook

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice"),
]


@pytest.fixture(scope="module")
def xls(good_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good workbook with a percent format, an error value, a date and a formula, saved as .xls."""
    tmp_path = tmp_path_factory.mktemp("xls")
    book = openpyxl.load_workbook(good_file)
    sheet = book["能耗强度"]
    sheet["C6"], sheet["C6"].number_format = 0.0331, "0.00%"
    sheet["F6"], sheet["F6"].number_format = 0.5, "0%"
    sheet["F7"] = "=1/0"
    sheet["F8"] = "=0.1+0.2"
    sheet["C9"], sheet["C9"].number_format = 46000, "yyyy-mm-dd"
    book.save(tmp_path / "旧.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "xls:MS Excel 97",
            "--outdir",
            tmp_path,
            tmp_path / "旧.xlsx",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return tmp_path / "旧.xls"


def test_xls(xls: Path, scheme: Scheme) -> None:
    read = read_city_workbook(xls, scheme)
    assert read.year == 2025
    assert read.table.loc["盐湖区", "decline_actual"] == 3.31
    assert read.table.loc["绛县", "energy_use"] == 0.3
    assert read.table.loc["河津市", "energy_use"] == 2345678
    assert read.table["two_high_violations"].tolist() == [0, 1, 2, 0, 0, 3]
    assert read.declared["绛县", "new_vehicles"] == ("不适用", "本年度无新增车辆")
    assert [(one.code, one.source.cell) for one in read.problems] == [
        ("E_PERCENT", "F6"),
        ("E_EXCEL", "F7"),
        ("E_DATE", "C9"),
        ("W_DECLARED", "E10"),
    ]
    assert read.problems[1].message == "“能源消费总量”是公式的错误值 #DIV/0!"


def test_xls_under_the_name_of_xlsx(xls: Path, scheme: Scheme) -> None:
    """The content decides, not the name."""
    other = xls.with_name("其实是旧格式.xlsx")
    other.write_bytes(xls.read_bytes())
    assert len(read_city_workbook(other, scheme).table) == 6


def test_damaged_xls_never_a_traceback(xls: Path, scheme: Scheme) -> None:
    read_damaged(xls, scheme, 50)


def read_damaged(xls: Path, scheme: Scheme, count: int) -> None:
    """So many files spoilt or cut short: read, or refused with a DataError in Chinese."""
    content, draw, told = xls.read_bytes(), random.Random(20251123), []
    path = xls.with_name("坏.xls")
    for number in range(count):
        spoilt = bytearray(content)
        for _ in range(draw.randint(1, 12)):
            spoilt[draw.randrange(len(spoilt))] = draw.randrange(256)
        path.write_bytes(spoilt[: draw.randrange(len(spoilt))] if number % 5 == 0 else spoilt)
        try:
            read_city_workbook(path, scheme)
        except DataError as error:
            told.append(str(error))
    assert len(told) > count / 3
    assert all(one.startswith("坏.xls：") for one in told)
