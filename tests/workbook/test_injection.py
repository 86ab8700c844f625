"""No text from a submission becomes a formula, a link or markup in anything that is written or printed."""

from __future__ import annotations

import io
import json
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
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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


@FEW
@given(text=TEXTS, other=TEXTS)
def test_problems_in_every_output(text: str, other: str) -> None:
    """A problem all of whose texts are nasty: the list as a workbook, as JSON, in the terminal."""
    nasty = Problem("error", text, other, text, f"甲{other}乙", Source(text, other, "C6"), text, other)
    plain = Problem("error", "E", "甲", "乙", "丙", Source("丁", "戊", "C6"), "己", "庚")
    data = check_book([nasty], {text: "0" * 64, other: "1" * 64}, OPEN, 2025, text)
    sound(data)
    assert formulas(data) == {}
    said = problems_json([nasty], {text: "0"}, OPEN, 2025)
    assert json.loads(said)["problems"][0]["message"] == f"甲{other}乙"
    assert said.isascii()
    assert not re.search(r"[<>&\x00-\x09\x0b-\x1f]", said)
    screen = rendered([nasty])
    # The styles are the table's own: as many as with plain texts, and no other control character.
    assert sorted(re.findall(r"\x1b\[[0-9;]*m", screen)) == sorted(re.findall(r"\x1b\[[0-9;]*m", rendered([plain])))
    left = re.sub(r"\x1b\[[0-9;]*m", "", screen)
    assert printable(left, keep="\n") == left
    for line in printable(f"甲{other}乙", keep="\n").split("\n"):
        assert line.rstrip() in left or line.expandtabs().rstrip() in left


@FEW
@given(text=TEXTS)
def test_the_marked_copy(text: str, good_file: Path) -> None:
    """Nasty cells stay texts, nasty messages come in as texts."""
    book = openpyxl.load_workbook(good_file)
    cell = book["能耗强度"]["C6"]
    cell.value = printable(text, keep="\t\n") or "x"
    cell.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    before = formulas(buffer.getvalue())
    places = [Source("甲.xlsx", "能耗强度", "C6"), Source("甲.xlsx", text, "D7")]
    problems = [Problem("error", "E", text, text, text, place, text, text) for place in places]
    marked = marked_copy("甲.xlsx", buffer.getvalue(), problems)
    sound(marked.content)
    assert formulas(marked.content) == before
    copy = openpyxl.load_workbook(io.BytesIO(marked.content))
    assert copy["能耗强度"]["C6"].data_type == "s"
    assert copy.sheetnames[0] == SHEET
    assert all(one.data_type in "sn" for row in copy[SHEET].iter_rows() for one in row)
    lines = f'县（市、区）,decline_actual\n盐湖区,"{cell.value.replace(chr(34), chr(34) * 2)}"\n'
    from_text = marked_copy("甲.csv", lines.encode(), [Problem("error", "E", "", "", text, Source("甲.csv", "", "B2"))])
    sound(from_text.content)
    assert formulas(from_text.content) == {}


@pytest.fixture(scope="module")
def plain_formulas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The formulas of a result whose texts are harmless."""
    return formulas(result_of("甲县", "原因", tmp_path_factory.mktemp("plain")))


def result_of(name: str, reason: str, folder: Path) -> bytes:
    """Through the whole program: template, reading, scoring, the result; the nasty name is a county's."""
    values = pd.DataFrame(
        GOOD, index=pd.Index(["盐湖区", "新绛县", "绛县", "夏县", "永济市", name], dtype=object), dtype=object
    )
    values.loc[name, "new_vehicles"] = f"不适用（{printable(reason)}）"
    data = write_template(
        OPEN, 2025, folder / "d.xlsx", TemplateContent(values=values, remark=printable(reason)), force=True
    )
    sound(data.read_bytes())
    read = read_city_workbook(data, OPEN)
    county = read.table.index[-1]
    adjustments = [Adjustment(county, "intensity", -1.0, reason, reason, Source(reason, reason, "C4"))]
    result = assess(
        OPEN, read.table, 2025, adjustments=adjustments, evidence=Evidence(problems=read.problems, sources=read.sources)
    )
    write_result(
        result,
        folder / "r.xlsx",
        ResultInputs(files={reason: "0"}, options={"a": reason}, remark=read.remark),
        force=True,
    )
    return (folder / "r.xlsx").read_bytes()


@FEW
@given(name=TEXTS.filter(lambda text: "".join(text.split()).strip("\u200b\ufeff")), reason=TEXTS)
def test_the_result_workbook(
    name: str, reason: str, plain_formulas: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The formulas are those of a result with harmless texts, each of them."""
    shown = f"某地{printable(name)}"  # what begins with another sign is tried below
    data = result_of(shown, reason, tmp_path_factory.mktemp("r"))
    sound(data)
    assert formulas(data) == plain_formulas


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://e.example")', "[red]", "<b>", "http://e.example"]
)
def test_counties_whose_names_begin_so(name: str, plain_formulas: dict[str, str], tmp_path: Path) -> None:
    data = result_of(name, name, tmp_path)
    sound(data)
    assert formulas(data) == plain_formulas


def test_names_of_files_and_sheets(
    good_file: Path, scheme: Scheme, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command on a folder of files with nasty names, among them escapes, markup and formulas."""
    from workbook.command.check_run import CheckOutputs, check_files

    book = openpyxl.load_workbook("examples/yuncheng-2025/yuncheng-2025.xlsx")
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
