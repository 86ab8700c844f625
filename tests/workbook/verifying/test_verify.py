"""Verifying a result workbook: saved again it passes, touched it does not, and the message says what and where."""

from __future__ import annotations

import os
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.support.excel_save import excel_saves
from tests.support.libreoffice import convert
from tests.workbook.verifying.conftest import write_demonstration
from workbook.archive import read_result
from workbook.archive.sheet import SHEET as ARCHIVE
from workbook.result.write import render
from workbook.verifying.bookfile import BookFile
from workbook.verifying.cells import same_result
from workbook.verifying.verify import verify_result

pytestmark = pytest.mark.usefixtures("writes_once")

LONG = bool(os.environ.get("KAOHE_CITIES"))


def by_openpyxl(path: Path, folder: Path) -> Path:
    target = folder / f"{path.stem}，又存.xlsx"
    openpyxl.load_workbook(path).save(target)
    return target


@pytest.fixture(scope="module")
def by_libreoffice(result: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Saved by LibreOffice: the result as written, and (with KAOHE_CITIES set) as openpyxl saved it."""
    folder = tmp_path_factory.mktemp("saved")
    files = [result, *([by_openpyxl(result, folder)] if LONG else [])]
    convert(files, folder / "saved", folder / "profile")
    return [folder / "saved" / path.name for path in files]


@pytest.mark.parametrize(
    "save",
    [
        pytest.param(lambda path, _: path, id="as written"),
        pytest.param(by_openpyxl, id="openpyxl"),
        pytest.param(lambda path, folder: excel_saves(path, folder / "又存.xlsx"), id="what Excel is known to change"),
    ],
)
def test_opened_and_saved_again_passes(result: Path, save: Callable[[Path, Path], Path], tmp_path: Path) -> None:
    done = verify_result(save(result, tmp_path))
    assert [str(one) for one in done.differences] == []
    assert done.cells > 13_000


AFTER: dict[str, Callable[[list[Path], Path], Path]] = {"LibreOffice": lambda saved, _: saved[0]}
if LONG:
    AFTER["LibreOffice, then openpyxl"] = lambda saved, folder: by_openpyxl(saved[0], folder)
    AFTER["openpyxl, then LibreOffice"] = lambda saved, _: saved[1]


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER)
def test_saved_by_libreoffice_too_passes(
    by_libreoffice: list[Path], after: Callable[[list[Path], Path], Path], tmp_path: Path
) -> None:
    assert [str(one) for one in verify_result(after(by_libreoffice, tmp_path)).differences] == []


def _set(place: str, value: Any) -> Callable[[openpyxl.Workbook], None]:
    sheet, cell = place.split("!")

    def change(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = value

    return change


def _hide_row(book: openpyxl.Workbook) -> None:
    book["汇总"].row_dimensions[9].hidden = True


def _flatten_row(book: openpyxl.Workbook) -> None:
    book["汇总"].row_dimensions[9].height = 0.5


def _hide_column(book: openpyxl.Workbook) -> None:
    book["能耗强度底稿"].column_dimensions["G"].hidden = True


def _hide_sheet(book: openpyxl.Workbook) -> None:
    book["问题"].sheet_state = "hidden"


def _white(book: openpyxl.Workbook) -> None:
    book["排名"]["E6"].font = Font(color="FFFFFFFF")


def _white_if(book: openpyxl.Workbook) -> None:
    book["排名"].conditional_formatting.add("E5:E17", FormulaRule(["TRUE"], font=Font(color="FFFFFFFF")))


def _name(book: openpyxl.Workbook) -> None:
    book.defined_names["满分"] = DefinedName("满分", attr_text="计分标准!$E$5")


def _validation(book: openpyxl.Workbook) -> None:
    book["数据"].add_data_validation(DataValidation("whole", formula1="1", formula2="2", sqref="D8:D9"))


def _rename(book: openpyxl.Workbook) -> None:
    book["问题"].title = "问题（旧）"


def _swap(book: openpyxl.Workbook) -> None:
    book.move_sheet("说明", -14)


def _link(book: openpyxl.Workbook) -> None:
    book["排名"]["E7"].hyperlink = "http://example.org/"


def _note(book: openpyxl.Workbook) -> None:
    book["排名"]["E5"].comment = Comment("更正：101", "某")


def _merge(book: openpyxl.Workbook) -> None:
    book["数值"].merge_cells("C2:D2")


def _head(book: openpyxl.Workbook) -> None:
    book["排名"].oddHeader.right.text = "市政府审定"


def _manual(book: openpyxl.Workbook) -> None:
    book.calculation.calcMode = "manual"


def _no_zeros(book: openpyxl.Workbook) -> None:
    book["得分表"].sheet_view.showZeros = False


# Files with several changes each, and exactly what is said of them; … stands for the rest of a long message.
# 20 points of 能耗强度年度目标 (计分标准!E6) and 盐湖区 (数据!B8) stand in the example.
BOOKS: list[dict[str, tuple[Callable[[openpyxl.Workbook], None], list[str]]]] = [
    {
        "parameter": (_set("计分标准!E6", 25), ["计分标准!E6：现在是 25，应当是 20"]),
        "figure": (_set("数据!D8", 9.99), ["数据!D8：现在是 9.99，应当是 {数据!D8}"]),
        "score": (_set("排名!E5", 101), ["排名!E5：公式被换成 101，应当是 {排名!E5}"]),
        "name of a county": (_set("数据!B8", "某县"), ["数据!B8：现在是 “某县”，应当是 “盐湖区”"]),
        "added": (_set("数据!A40", "备注"), ["数据!A40：应当是空格，现在是 “备注”"]),
        "hidden row": (_hide_row, ["汇总!9:9：第 9 行被隐藏"]),
        "hidden column": (_hide_column, ["能耗强度底稿!G:G：G 列被隐藏"]),
        "hidden sheet": (_hide_sheet, ["问题：这张工作表被隐藏"]),
        "conditional format": (_white_if, ["排名!E5:E17：多了条件格式：expression，TRUE，字色 FFFFFF"]),
        "defined name": (_name, ["工作簿：定义的名称 满分 指向 计分标准!$E$5，应当没有这个名称"]),
        "validation": (_validation, ["数据!D8:D9：多了数据有效性：whole，between，1，2，不拦截，不许空"]),
        "note": (_note, ["工作簿：里面有批注（xl/worksheets/sheet2.xml → xl/comments…", "工作簿：里面有批注（xl/comments/comment1.xml）",
                         "工作簿：里面有批注（xl/drawings/commentsdrawing1.vml）", "工作簿：里面有窗体控件、批注框或页眉图片（xl/worksheets/sheet2…",
                         "排名：部件 xl/worksheets/sheet2.xml 里有不认得的内容（legacyDrawing）"]),
        "page header": (_head, [f"排名：{page}页眉现在是“右：市政府审定”，应当是“右：示范数据：全部…" for page in ("奇数页", "偶数页", "首页")]),
        "manual calculation": (_manual, ['工作簿：部件 xl/workbook.xml 里有不认得的设置 calcMode="manual"（calcPr）']),
        "no zeros": (_no_zeros, ['得分表：部件 xl/worksheets/sheet3.xml 里有不认得的设置 showZeros="0"（sheetView）']),
    },
    {
        "figure as text": (_set("数据!D8", "9.99"), ["数据!D8：现在是 “9.99”，应当是 {数据!D8}"]),
        "formula": (
            _set("排名!E5", "=INDEX(汇总!$X$8:$X$20,$A5)+1"),
            ["排名!E5：公式现在是 =INDEX(汇总!$X$8:$X$20,$A5)+1，应当是 {排名!E5}"],
        ),
        "cleared": (_set("数据!B8", None), ["数据!B8：内容被清空，应当是 “盐湖区”"]),
        "flat row": (_flatten_row, ["汇总!9:9：第 9 行高 0.5 磅，应当有 15 磅"]),
        "white on white": (_white, ["排名!E6：颜色改成了字色 FFFFFF、底色 无，应当是字色 1F2933、底色 无", "排名!E6：字号改成了 11，应当是 10"]),
        "sheet moved": (_swap, ["工作簿：工作表的顺序变了，应当是：说明、排名、得分表、…"]),
        "link": (_link, ["排名!E7：链接指向 http://example.org/，应当指向 汇总!AC4"]),
        "merged, which openpyxl also clears": (_merge, ["数值!C2:D2：这些格被合并了", "数值!D2：内容被清空，应当是 …"]),
    },
    {"sheet renamed": (_rename, ["问题：这张工作表没有了（删去或改了名）", "问题（旧）：这张工作表是多出来的"])},
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(BOOKS)))
def test_every_change_is_named_and_nothing_else(result: Path, number: int, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(result)
    was = {"{数据!D8}": f"{book['数据']['D8'].value:g}", "{排名!E5}": str(book["排名"]["E5"].value)}
    expected = []
    for change, texts in BOOKS[number].values():
        change(book)
        for text in texts:
            for mark, value in was.items():
                text = text.replace(mark, value)
            expected.append(text)
    book.save(tmp_path / "改.xlsx")
    said = [str(one) for one in verify_result(tmp_path / "改.xlsx").differences]
    for text in expected:
        found = [one for one in said if one == text or (text.endswith("…") and one.startswith(text[:-1]))]
        assert len(found) == 1, (text, said)
        said.remove(found[0])
    assert said == []


def rewrite(source: Path, target: Path, part: str, old: str, new: str) -> Path:
    """A copy with one text of a part replaced."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            text = before.read(entry)
            if entry.filename == part:
                assert text.decode().count(old) == 1, text.decode().count(old)
                text = text.decode().replace(old, new).encode()
            after.writestr(entry, text)
    return target


def test_a_wrong_stored_result_is_named_and_a_trial_tells_cause_before_effect(result: Path, tmp_path: Path) -> None:
    """A parameter and a result that follows: the parameter is told first."""
    with zipfile.ZipFile(result) as book:
        sheet = book.read("xl/worksheets/sheet2.xml").decode()
    cell = re.search(r'<c r="E5"[^>]*><f>[^<]*</f><v>([^<]*)</v>', sheet)
    assert cell is not None
    path = rewrite(
        result, tmp_path / "1.xlsx", "xl/worksheets/sheet2.xml", cell[0], cell[0].replace(f"<v>{cell[1]}<", "<v>101.5<")
    )
    (only,) = verify_result(path).differences
    assert str(only) == f"排名!E5：公式的结果现在是 101.5，重算是 {float(cell[1]):g}"
    number = openpyxl.load_workbook(result, read_only=True).sheetnames.index("计分标准") + 1
    part = f"xl/worksheets/sheet{number}.xml"
    with zipfile.ZipFile(result) as book:
        points = book.read(part).decode()
    parameter = re.search(r'<c r="E6"[^>]*><v>([^<]*)</v>', points)
    assert parameter is not None
    both = rewrite(
        path,
        tmp_path / "2.xlsx",
        part,
        parameter[0],
        parameter[0].replace(f">{parameter[1]}<", ">16<"),
    )
    assert [one.place for one in verify_result(both).differences] == ["计分标准!E6", "排名!E5"]


def test_foreign_parts_are_named(result: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(result) as before, zipfile.ZipFile(tmp_path / "宏.xlsx", "w") as after:
        for entry in before.infolist():
            after.writestr(entry, before.read(entry))
        after.writestr("xl/vbaProject.bin", b"x")
    (only,) = verify_result(tmp_path / "宏.xlsx").differences
    assert str(only) == "工作簿：里面有宏（xl/vbaproject.bin）"


def looks(path: Path) -> list[str]:
    """Everything on every sheet but what charts keep of cells, which a streamed book has not."""
    book = BookFile(path.name, path.read_bytes())
    sheets = [(entry, book.sheet(entry.name)) for entry in book.head.sheets if entry.name != ARCHIVE]
    return [repr((entry, replace(look, charts=[chart[:2] for chart in look.charts]))) for entry, look in sheets]


def test_a_streamed_book_is_the_same_book(result: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a size rows leave memory as they are written; a row written out of turn would be lost."""
    monkeypatch.setattr("workbook.result.write.MOST_IN_MEMORY", 0)
    streamed = write_demonstration(tmp_path / "结果.xlsx")
    assert streamed.read_bytes() != result.read_bytes()
    assert looks(streamed) == looks(result)


def test_values_only_has_the_same_values_and_no_formula(result: Path, tmp_path: Path) -> None:
    stored = read_result(result)
    path = tmp_path / "数值.xlsx"
    render(stored.assessment, path, replace(stored.inputs, values_only=True), lambda _: None)
    live, plain = (BookFile(one.name, one.read_bytes()) for one in (result, path))
    words = Counter[str]()
    for entry in live.head.sheets:
        if entry.name == ARCHIVE or entry.name not in {one.name for one in plain.head.sheets}:
            continue  # what was written, to be held against trials, is kept in live workbooks only
        should, stands = live.sheet(entry.name).cells, plain.sheet(entry.name).cells
        assert not [address for address, cell in stands.items() if cell.formula is not None]
        for address, cell in should.items():
            if cell.formula is not None and cell.value:
                assert same_result(cell.value, stands[address].value), address
        fixed = Counter(str(cell.value) for cell in should.values() if cell.formula is None)
        words += fixed - Counter(str(cell.value) for cell in stands.values())
    assert words
    assert not [one for one in words if not re.search("试算|改动|公式|^数据（按", one)], "only what speaks of trials"
    assert verify_result(path).passed
