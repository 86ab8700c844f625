"""No text from a submission becomes a formula, a link or markup in anything that is written or printed."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from scoring.assessment import Adjustment, Evidence, assess
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from tests.workbook.conftest import GOOD, make_scheme
from workbook.checking.check_book import check_book
from workbook.checking.json_text import problems_json
from workbook.checking.marked import SHEET, marked_copy
from workbook.layout.inputs import ResultInputs
from workbook.printable import printable
from workbook.reading.submissions import read_city_workbook
from workbook.result.write import write_result
from workbook.steps import console
from workbook.steps.run import RunOptions
from workbook.template.content import TemplateContent
from workbook.template.writer import write_template

NASTY = [
    "=1+1", "=HYPERLINK(\"http://evil.example\",\"点\")", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r\n=1+1",
    "{=1+1}", "'=1+1", "http://evil.example", "mailto:a@evil.example", "external:a.xlsx", "internal:数据!A1", "file:///etc",
    "<script>alert(1)</script>", "<b>红</b>", "&lt;b&gt;", "]]>", "--><x>", "[red]红[/red]", "[link=http://evil.example]点[/link]",
    "[/]", "\\[red]", "\x1b[31m红", "\x1b]8;;http://evil.example\x07点", "\x9b31m", "\x07", "\x00", "\u202e倒", "\u200b", "_x0007_",
    "{{ 7*7 }}", "${7*7}", "%s%n", "&A&D", '"', "'", "甲!A1",
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text("=+-@\t\r\n<>&\"'[]{}\\/|!;#$%\x1b\x07\x9b\u202e\u2028_x0甲A1(), :", min_size=1, max_size=25),
)
FEW = settings(
    max_examples=int(os.environ.get("KAOHE_TEXTS", "5")), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # fmt: skip
OPEN = make_scheme(region=False)


def sound(data: bytes) -> zipfile.ZipFile:
    """A package whose parts are well-formed, and whose links, if any, are to its own sheets (a template has a few)."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in archive.namelist():
        content = archive.read(name)
        if name.endswith((".xml", ".rels", ".vml")):
            ElementTree.fromstring(content)
        for target in re.findall(rb'<hyperlink [^>]*location="([^"]*)"', content):
            assert re.fullmatch(r"'?[\w（）]+'?![A-Z]+[0-9]+", target.decode()), target
        assert b'TargetMode="External"' not in content, name
    return archive


def formulas(data: bytes) -> dict[str, str]:
    """Every formula, by sheet and cell, and those of names, validations and conditional formats."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = {}
    for sheet in book:
        found |= {
            f"{sheet.title}!{one.coordinate}": str(getattr(one.value, "text", one.value))
            for row in sheet.iter_rows()
            for one in row
            if one.data_type == "f"
        }
        for number, rule in enumerate(sheet.data_validations.dataValidation):
            found[f"{sheet.title} validation {number}"] = f"{rule.formula1} {rule.formula2}"
    return found | {f"name {name}": one.attr_text or "" for name, one in book.defined_names.items()}


def rendered(problems: list[Problem]) -> str:
    """What the terminal gets, in colour."""
    stream = io.StringIO()
    screen = Console(file=stream, force_terminal=True, width=4000, highlight=False, color_system="truecolor")
    screen.print(console.problem_table(problems))
    return stream.getvalue()


def unharmed(problems: list[Problem]) -> None:
    """Problems all of whose texts are nasty: the list as a workbook, as JSON, in the terminal."""
    texts = [one.code for one in problems]
    data = check_book(problems, dict.fromkeys(texts, "0" * 64), OPEN, 2025, texts[0])
    sound(data)
    assert formulas(data) == {}
    said = problems_json(problems, {texts[0]: "0"}, OPEN, 2025)
    assert [one["message"] for one in json.loads(said)["problems"]] == [one.message for one in problems]
    assert said.isascii()
    assert not re.search(r"[<>&\x00-\x09\x0b-\x1f]", said)
    plain = rendered([Problem("error", "E", "甲", "乙", "丙", Source("丁", "戊", "C6"), "己", "庚")])
    for one in problems:
        screen = rendered([one])
        # The styles are the table's own: as many as with plain texts (of one line), and no other control character.
        styles, own = (sorted(re.findall(r"\x1b\[[0-9;]*m", text)) for text in (screen, plain))
        assert styles == own if "\n" not in f"{one.message}{one.code}" else set(styles) == set(own)
        left = re.sub(r"\x1b\[[0-9;]*m", "", screen)
        assert printable(left, keep="\n") == left
        for line in printable(one.message, keep="\n").split("\n"):
            assert line.rstrip() in left or line.expandtabs().rstrip() in left


def nasty_problem(text: str, other: str) -> Problem:
    return Problem("error", text, other, text, f"甲{other}乙", Source(text, other, "C6"), text, other)


def test_problems_in_every_output() -> None:
    unharmed([nasty_problem(text, other) for text, other in zip(NASTY, reversed(NASTY), strict=True)])


@FEW
@given(text=TEXTS, other=TEXTS)
def test_problems_of_any_text(text: str, other: str) -> None:
    unharmed([nasty_problem(text, other)])


def unharmed_copy(texts: list[str], good_file: Path) -> None:
    """Nasty cells, from 能耗强度!C6 on down, stay texts; nasty messages come in as texts."""
    book = openpyxl.load_workbook(good_file)
    cells = [book["能耗强度"].cell(row, 3) for row, _ in enumerate(texts, 6)]
    for cell, text in zip(cells, texts, strict=True):
        cell.value = printable(text, keep="\t\n") or "x"
        cell.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    before = formulas(buffer.getvalue())
    problems = [
        Problem("error", "E", text, text, text, place, text, text)
        for cell, text in zip(cells, texts, strict=True)
        for place in (Source("甲.xlsx", "能耗强度", cell.coordinate), Source("甲.xlsx", text, "D7"))
    ]
    marked = marked_copy("甲.xlsx", buffer.getvalue(), problems)
    sound(marked.content)
    assert formulas(marked.content) == before
    copy = openpyxl.load_workbook(io.BytesIO(marked.content))
    assert {copy["能耗强度"][cell.coordinate].data_type for cell in cells} == {"s"}
    assert copy.sheetnames[0] == SHEET
    assert all(one.data_type in "sn" for row in copy[SHEET].iter_rows() for one in row)
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["县（市、区）", "decline_actual"], *(["盐湖区", cell.value] for cell in cells)])
    told = [Problem("error", "E", "", "", text, Source("甲.csv", "", f"B{row}")) for row, text in enumerate(texts, 2)]
    from_text = marked_copy("甲.csv", stream.getvalue().encode(), told)
    sound(from_text.content)
    assert formulas(from_text.content) == {}


def test_the_marked_copy(good_file: Path) -> None:
    unharmed_copy(NASTY, good_file)


@FEW
@given(text=TEXTS)
def test_a_marked_copy_of_any_text(text: str, good_file: Path) -> None:
    unharmed_copy([text], good_file)


def result_of(names: list[str], reasons: list[str], folder: Path) -> bytes:
    """Through the whole program: template, reading, scoring, the result; the nasty names are those of counties."""
    plain = [f"第{number}县" for number in range(5)]
    values = pd.DataFrame(
        {item: [cells[place % len(cells)] for place in range(len(names) + len(plain))] for item, cells in GOOD.items()},
        index=pd.Index([*plain, *names], dtype=object), dtype=object,
    )  # fmt: skip
    for name, reason in zip(names, reasons, strict=True):
        values.loc[name, "new_vehicles"] = f"不适用（{printable(reason)}）"
    remark = printable(" ".join(reasons))
    data = write_template(OPEN, 2025, folder / "d.xlsx", TemplateContent(values=values, remark=remark), force=True)
    sound(data.read_bytes())
    read = read_city_workbook(data, OPEN)
    counties = read.table.index[len(plain) :]
    adjustments = [
        Adjustment(county, "intensity", -1.0, reason, reason, Source(reason, reason, "C4"))
        for county, reason in zip(counties, reasons, strict=True)
    ]
    result = assess(
        OPEN, read.table, 2025, adjustments=adjustments, evidence=Evidence(problems=read.problems, sources=read.sources)
    )
    options = {f"a{number}": reason for number, reason in enumerate(reasons)}
    inputs = ResultInputs(files=dict.fromkeys(reasons, "0"), options=options, remark=read.remark)
    return write_result(result, folder / "r.xlsx", inputs, force=True).read_bytes()


def test_a_long_remark_leaves_headers_and_footers(tmp_path: Path) -> None:
    """Excel takes 255 characters; a longer header or footer would be none, without the number of the page."""
    content = TemplateContent(values=pd.DataFrame(GOOD, index=list("甲乙丙丁戊己")), remark="长" * 400)
    book = openpyxl.load_workbook(write_template(OPEN, 2025, tmp_path / "长.xlsx", content))
    for sheet in book:
        assert "长" * 100 in sheet.oddFooter.left.text, sheet.title
        assert "&P" in f"{sheet.oddFooter.center.text}{sheet.oddFooter.right.text}", sheet.title
    assert "长" * 100 in "".join(str(getattr(book["能耗强度"].oddHeader, side).text) for side in ("left", "right"))


@pytest.fixture(scope="module")
def plain_formulas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The formulas of a result whose texts are harmless."""
    return formulas(result_of(["甲县"], ["原因"], tmp_path_factory.mktemp("plain")))


def without_texts(formula: str) -> str:
    """A formula without what its texts say: sentences name counties, long ones are put together of several texts."""
    return re.sub(r'""(?:&"")+', '""', re.sub(r'"(?:[^"]|"")*"', '""', formula))


def test_the_result_workbook(tmp_path: Path) -> None:
    """The formulas are those of a result with harmless texts, each of them; some counties' names begin with a sign."""
    begin = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://e.example")', "[red]", "<b>", "http://e.example"]
    names = [*(f"某地{printable(text)}" for text in NASTY), *begin]
    plain = [f"某地{number}" for number, _ in enumerate(names)]
    data = result_of(names, [*NASTY, *begin], tmp_path)
    sound(data)
    harmless = formulas(result_of(plain, [f"原因{one}" for one in plain], tmp_path))
    assert {place: without_texts(one) for place, one in formulas(data).items()} == {
        place: without_texts(one) for place, one in harmless.items()
    }


@FEW
@given(name=TEXTS.filter(lambda text: "".join(text.split()).strip("\u200b\ufeff")), reason=TEXTS)
def test_a_result_of_any_texts(
    name: str, reason: str, plain_formulas: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = result_of([f"某地{printable(name)}"], [reason], tmp_path_factory.mktemp("r"))
    sound(data)
    assert formulas(data) == plain_formulas


def test_names_of_files_and_sheets(
    good_file: Path, scheme: Scheme, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command on a folder of files with nasty names, among them escapes, markup and formulas."""
    from workbook.command.check_run import CheckOutputs, check_files

    book = openpyxl.load_workbook("examples/yuncheng-2025/yuncheng-2025.xlsx")
    for name in set(book.sheetnames) - {"填表说明", "能耗强度", "核定调整"}:
        del book[name]
    book["核定调整"].title = "=1+1核定调整"
    home = tmp_path / "报送" / "部门"
    home.mkdir(parents=True)
    for number, name in enumerate(("=1+1", "[red]红[bold]", "\x1b[31m红", "@x", "a\u202eb", "-o")):
        book.properties.title = f"{number}"
        book.save(home / f"{name}.xlsx")
    (home / "[bold]\x1b]0;x\x07.docx").write_bytes(b"x")
    status = check_files(
        [home.parent], RunOptions(), CheckOutputs(tmp_path / "c.xlsx", str(tmp_path / "c.json"), tmp_path / "标注")
    )
    out, err = capsys.readouterr()
    assert status == 1  # targets and adjustments in bureaus' books
    assert printable(out + err, keep="\n") == out + err
    assert "[red]红[bold]" in out
    assert "[U+001B][31m红" in out
    sound((tmp_path / "c.xlsx").read_bytes())
    assert formulas((tmp_path / "c.xlsx").read_bytes()) == {}
    copies = list((tmp_path / "标注" / "部门").iterdir())
    assert len(copies) == 6
    assert all(printable(path.name) == path.name for path in copies)
