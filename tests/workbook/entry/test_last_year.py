"""Last year's figures stand beside this year's, from a result workbook and from a data workbook alike."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from examples.build import demonstration
from scoring import KaoheError, assess, load_scheme
from workbook.command.app import app
from workbook.reading.submissions import read_city_workbook
from workbook.result.write import write_result
from workbook.template.content import TemplateContent
from workbook.template.last_year import read_last_year
from workbook.template.writer import write_template

SCHEME = load_scheme("yuncheng-14fyp")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("before")
    figures = demonstration()
    return {
        "data": write_template(SCHEME, 2024, folder / "data.xlsx", TemplateContent(values=figures)),
        "result": write_result(assess(SCHEME, figures, 2024), folder / "result.xlsx"),
    }


@pytest.mark.parametrize("kind", ["data", "result"])
def test_figures(before: dict[str, Path], kind: str, tmp_path: Path) -> None:
    """Through the command; the reader passes the columns over, and keeps them for its checks."""
    target = tmp_path / "blank.xlsx"
    ran = CliRunner().invoke(app, ["template", "--year", "2025", "--last", str(before[kind]), "-o", str(target)])
    assert ran.exit_code == 0, ran.output
    sheet = openpyxl.load_workbook(target)["市统计局"]
    heads = {cell.value: cell.column for cell in sheet[5]}
    assert sheet.cell(3, heads["energy_use@2024"]).value == "上年（2024年）"
    assert heads["energy_use@2024"] == heads["energy_use"] + 1
    assert [sheet.cell(row, heads["energy_use@2024"]).value for row in (6, 18)] == [2_130_500, 5_806_000]
    assert sheet.cell(6, heads["energy_use"]).value is None
    read = read_city_workbook(target, SCHEME)
    assert {one.code for one in read.problems} == {"E_BLANK"}
    assert read.elsewhere["河津市", "energy_use@2024"] == 5_806_000


def test_of_the_county_workbooks(before: dict[str, Path], tmp_path: Path) -> None:
    call = [
        "template",
        "--year",
        "2025",
        "--last",
        str(before["result"]),
        "--per-county",
        str(tmp_path),
        "--counties",
        "夏县",
    ]
    assert CliRunner().invoke(app, call).exit_code == 0
    (path,) = tmp_path.iterdir()
    assert read_city_workbook(path, SCHEME).elsewhere["夏县", "energy_use@2024"] == 388_000
    sheet = openpyxl.load_workbook(path)["市统计局"]
    assert "上年（2024年）" in [cell.value for cell in sheet[3]]


@pytest.mark.parametrize("kind", ["data", "result"])
def test_of_another_year(before: dict[str, Path], kind: str) -> None:
    with pytest.raises(KaoheError) as caught:
        read_last_year(before[kind], SCHEME, 2023)
    assert str(caught.value) == f"{kind}.xlsx 是 2024 年度的，2023 年度的空表要用 2022 年度的数（--last）"
