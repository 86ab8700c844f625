"""The command, the data files beside a result, and the seal."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from scoring.errors import DataError, KaoheError
from tests.support.cells import Book
from tests.support.results import scored
from tests.workbook.verifying.conftest import CITY
from workbook.archive import read_result
from workbook.command.app import app
from workbook.verifying.data import check_data
from workbook.verifying.seal import against, read_seal, seal_text
from workbook.verifying.verify import verify_result

pytestmark = pytest.mark.usefixtures("reads_once", "writes_once")
MOMENT = "2026-03-01T10:00:00+08:00"
RUN = CliRunner()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration result by the command, whose data file can be checked."""
    return scored(tmp_path_factory.mktemp("demo") / "结果.xlsx")


def touched(path: Path, folder: Path, sheet: str, cell: str, value: float) -> Path:
    book = Book(path.read_bytes())
    book[sheet][cell].value = value
    (folder / path.name).write_bytes(book.bytes())
    return folder / path.name


def test_untouched_is_0_and_touched_is_1_and_no_result_is_2(demo: Path, tmp_path: Path) -> None:
    done = RUN.invoke(app, ["verify", str(demo), "--data", str(CITY)])
    assert done.exit_code == 0
    assert "结果.xlsx：原样。" in done.output
    assert "数据文件 yuncheng-2025.xlsx：与计分时读的一致\n数据文件重读的数与存档的一致" in done.output
    path = touched(demo, tmp_path, "计分标准", "E6", 25)
    done = RUN.invoke(app, ["verify", str(path), "--json"])
    assert done.exit_code == 1
    said = json.loads(done.stdout)
    assert not said["passed"]
    assert said["differences"] == [
        {
            "kind": "value",
            "sheet": "计分标准",
            "cell": "E6",
            "message": "现在是 25，应当是 20",
            "stands": "25",
            "should": "20",
        }
    ]
    with pytest.raises(DataError, match="不是 kaohe 写出的结果工作簿"):
        RUN.invoke(app, ["verify", str(CITY)], catch_exceptions=False)


def test_a_long_list_is_cut_and_says_where_the_rest_is(demo: Path, tmp_path: Path) -> None:
    book = Book(demo.read_bytes())
    for row in range(8, 14):
        book["数据"][f"E{row}"].value = 77
    book["汇总"]["B8"].value = "某县"
    (tmp_path / "改.xlsx").write_bytes(book.bytes())
    done = RUN.invoke(app, ["verify", str(tmp_path / "改.xlsx"), "--most", "2"])
    assert "……共 7 处，只列了前 2 处（--most 0 列出全部）：数据 6 处，汇总 1 处" in done.output
    assert "改.xlsx：不一致。有 7 处不是程序写出的" in done.output


def test_changed_data_are_named_by_figure(demo: Path, tmp_path: Path) -> None:
    """能耗强度!C8 of the example is one county's decline; the file is changed, the archive is not."""
    stored = read_result(demo)
    county = stored.assessment.counties[0]
    source = stored.assessment.sources[county, "decline_actual"]
    was = stored.table.loc[county, "decline_actual"]
    path = touched(CITY, tmp_path, source.sheet, source.cell, 9.99)
    checked = check_data(stored, [path])
    assert not checked.passed
    ((said, same),) = checked.files
    assert not same
    assert said.startswith("yuncheng-2025.xlsx：与计分时读的不一致，SHA-256 现在是 ")
    name = stored.scheme.items["decline_actual"].name
    assert checked.figures == (
        f"yuncheng-2025.xlsx：{source.sheet}!{source.cell} {county}“{name}”：数据文件里是 9.99，存档里是 {was:g}",
    )


def test_a_renamed_file_is_found_by_its_hash_and_a_lacking_one_is_said(demo: Path, tmp_path: Path) -> None:
    shutil.copy(CITY, tmp_path / "另存.xlsx")
    checked = check_data(read_result(demo), [tmp_path])
    assert checked.passed
    assert checked.files == (("yuncheng-2025.xlsx：与计分时读的一致（现在名为 另存.xlsx）", True),)
    (tmp_path / "空").mkdir()
    checked = check_data(read_result(demo), [tmp_path / "空"])
    assert checked.files[0][0].startswith("yuncheng-2025.xlsx：没有找到（应有 SHA-256 ")
    with pytest.raises(KaoheError, match="找不到"):
        check_data(read_result(demo), [tmp_path / "没有.xlsx"])


def test_sealed_and_held_against_the_seal(demo: Path, tmp_path: Path) -> None:
    seal = tmp_path / "封存.json"
    done = RUN.invoke(app, ["verify", str(demo), "--seal", str(seal), "--time", MOMENT])
    assert done.exit_code == 0, done.output
    assert seal.read_text(encoding="utf-8") == seal_text(verify_result(demo), MOMENT), "the same seal, the same bytes"
    done = RUN.invoke(app, ["verify", str(demo), "--against", str(seal)])
    assert done.exit_code == 0
    assert f"与 封存.json（{MOMENT} 封存）完全一致" in done.output
    again = tmp_path / demo.name
    openpyxl.load_workbook(demo).save(again)
    done = RUN.invoke(app, ["verify", str(again), "--against", str(seal)])
    assert done.exit_code == 1
    assert "内容核对通过，方案、数据与封存的一致：文件可能只是打开后又存过" in done.output


def test_a_result_made_anew_from_other_data_passes_but_not_against_the_seal(demo: Path, tmp_path: Path) -> None:
    """What verifying alone cannot tell: another figure, scored properly. The seal tells."""
    stored = read_result(demo)
    source = stored.assessment.sources[stored.assessment.counties[0], "decline_actual"]
    path = touched(CITY, tmp_path, source.sheet, source.cell, 9.99)
    forged = tmp_path / "结果.xlsx"
    RUN.invoke(app, ["score", str(path), "-o", str(forged), "--no-robustness"])
    done = verify_result(forged)
    assert done.passed
    seal = tmp_path / "封存.json"
    seal.write_text(seal_text(verify_result(demo), MOMENT), encoding="utf-8")
    said = against(done.stored, read_seal(seal))
    assert [one.split("：")[0] for one in said] == [
        "结果工作簿的 SHA-256", "数据的 SHA-256", "数据文件 yuncheng-2025.xlsx 的 SHA-256",
    ]  # fmt: skip


def test_what_is_not_the_engines_is_not_sealed(demo: Path, tmp_path: Path) -> None:
    path = touched(demo, tmp_path, "排名", "E5", 101)
    seal = tmp_path / "封存.json"
    done = RUN.invoke(app, ["verify", str(path), "--seal", str(seal)])
    assert done.exit_code == 1
    assert "结果.xlsx 没有通过核对，没有写封存文件" in done.output
    assert not seal.exists()
    seal.write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match=r"封存\.json：不是 kaohe 的封存文件，或已损坏"):
        read_seal(seal)
    with pytest.raises(KaoheError, match="已经存在，没有覆盖"):
        RUN.invoke(app, ["verify", str(demo), "--seal", str(seal)], catch_exceptions=False)
    with pytest.raises(KaoheError, match="--time 应当写成"):
        RUN.invoke(app, ["verify", str(demo), "--seal", str(seal), "--time", "昨天"], catch_exceptions=False)


def test_values_only_is_suggested_beyond_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.result.write.MANY_FORMULAS", 10)
    said = "加 --values-only 只写数值"
    call = ["score", str(CITY), "--no-robustness", "-o"]
    assert said in RUN.invoke(app, [*call, str(tmp_path / "1.xlsx")]).output
    done = RUN.invoke(app, [*call, str(tmp_path / "2.xlsx"), "--values-only"])
    assert done.exit_code == 0
    assert said not in done.output
    assert read_result(tmp_path / "2.xlsx").inputs.values_only
