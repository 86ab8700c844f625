"""kaohe.xlsm and kaohe.xlam as other programs see them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from oletools.olevba import VBA_Parser
from pyopenvba import ExcelFile, check_file

from scoring.errors import KaoheError
from tests.support.libreoffice import convert
from workbook.functions.demonstration import demonstration_table
from workbook.functions.registry import functions
from workbook.plugin.books import build_books
from workbook.plugin.sheets import DATA, HELP, INTERPRETER, LIST, PYTHON
from workbook.plugin.vba import module


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The macro workbook and the add-in."""
    return build_books(tmp_path_factory.mktemp("plugin"))


def sources(path: Path) -> dict[str, str]:
    """Every module of a file, as olevba reads it; attributes aside."""
    parser = VBA_Parser(str(path))
    found = {name: code for _, _, name, code in parser.extract_macros()}
    parser.close()
    return {
        name: "\n".join(line for line in code.splitlines() if not line.startswith("Attribute VB_"))
        for name, code in found.items()
    }


@pytest.mark.parametrize("which", [0, 1], ids=["xlsm", "xlam"])
def test_the_vba_inside_is_what_the_registry_says(books: tuple[Path, Path], which: int) -> None:
    """Read by two programs that share no code with each other or with ours: olevba and pyOpenVBA."""
    found = sources(books[which])
    assert found.pop("Kaohe.bas").split() == module().split()
    assert "".join(found.values()).strip() == ""
    assert not check_file(books[which]).issues
    with ExcelFile(books[which]) as file:
        assert not file.validate()
        sheets = [
            f"Sheet{number}" for number, _ in enumerate(openpyxl.load_workbook(as_book(books[which])).sheetnames, 1)
        ]
        assert set(file.vba_project().module_names()) == {"ThisWorkbook", *sheets, "Kaohe"}


# What Excel itself and the menu call; each leaves at once where a cell asks.
CALLED = {"Auto_Open", "Auto_Close", "KaoheCheck", "KaoheScore", "KaoheLastFault"}


@pytest.mark.parametrize("which", [0, 1], ids=["xlsm", "xlam"])
def test_every_public_procedure_is_ours_and_safe_from_a_cell(books: tuple[Path, Path], which: int) -> None:
    """Without a word in front, a procedure of VBA is Public; so is a Declare."""
    text = sources(books[which])["Kaohe.bas"].replace(" _\n", " ")
    found = re.findall(
        r"^[ \t]*(?:(Public|Private|Friend|Global)[ \t]+)?(?:Static[ \t]+)?(?:Declare[ \t]+)?(?:PtrSafe[ \t]+)?"
        r"(Sub|Function|Property (?:Get|Let|Set))[ \t]+(\w+)",
        text, re.MULTILINE | re.IGNORECASE,
    )  # fmt: skip
    assert len(found) == len(re.findall(r"^[ \t]*End (?:Sub|Function|Property)\b", text, re.MULTILINE)) + 3
    public = [(kind, name) for scope, kind, name in found if scope != "Private"]
    wanted = {("Function", one.excel_name) for one in functions().values()} | {("Sub", name) for name in CALLED}
    assert sorted(public) == sorted(wanted)
    assert re.findall(r"^[ \t]*(?:Public|Global)[ \t]+(?!Sub|Function)", text, re.MULTILINE | re.IGNORECASE) == []
    for name in CALLED:
        body = re.search(rf"^Public Sub {name}\(\)\n(.*?)^End Sub", text, re.MULTILINE | re.DOTALL)
        assert body
        assert body[1].strip().splitlines()[0].startswith(("If KaoheInCell() Then Exit Sub", "KaoheBatch "))
    batch = re.search(r"^Private Sub KaoheBatch.*?^End Sub", text, re.MULTILINE | re.DOTALL)
    assert batch
    assert (
        next(line for line in batch[0].splitlines()[1:] if " Dim " not in f" {line.strip()}")
        == "    If KaoheInCell() Then Exit Sub"
    )
    for one in functions().values():
        assert f'KaoheCall("{one.excel_name}", Array(' in text


def as_book(path: Path) -> io.BytesIO:
    """The file typed as a workbook: neither openpyxl nor LibreOffice's detection knows the type of an add-in."""
    result = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"ms-excel.addin.macro", b"ms-excel.sheet.macro"))
    return result


@pytest.mark.parametrize("which", [0, 1], ids=["xlsm", "xlam"])
def test_openpyxl_opens_them_and_keeps_the_vba(books: tuple[Path, Path], which: int, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(as_book(books[which]), keep_vba=True)
    kept = tmp_path / "kept.xlsm"
    book.save(kept)
    with ExcelFile(kept) as file:
        assert "Kaohe" in set(file.vba_project().module_names())


def test_the_add_in_is_typed_as_one(books: tuple[Path, Path]) -> None:
    for path, kind in zip(books, ("sheet", "addin"), strict=True):
        with zipfile.ZipFile(path) as file:
            types = file.read("[Content_Types].xml").decode()
        assert f"application/vnd.ms-excel.{kind}.macroEnabled.main+xml" in types


@pytest.mark.libreoffice
@pytest.mark.parametrize("which", [0, 1], ids=["xlsm", "xlam"])
def test_libreoffice_opens_them(books: tuple[Path, Path], which: int, tmp_path: Path) -> None:
    """The add-in as it is, its filter named."""
    convert([books[which]], tmp_path, tmp_path / "profile", filter="Calc MS Excel 2007 VBA XML")
    names = openpyxl.load_workbook(tmp_path / "kaohe.xlsx").sheetnames
    assert names == openpyxl.load_workbook(as_book(books[which])).sheetnames


def test_every_function_has_an_example_sheet_a_line_in_the_list_and_its_help(books: tuple[Path, Path]) -> None:
    book = openpyxl.load_workbook(books[0])
    listed = [row[0].value for row in book[LIST].iter_rows(min_row=2)]
    assert listed == [one.signature for one in functions().values()]
    helped = [row for row in book[HELP].iter_rows(min_row=2, values_only=True) if str(row[0]).startswith("KH_")]
    for one, row in zip(functions().values(), helped, strict=True):
        assert one.excel_name in book.sheetnames
        assert row[:3] == (one.excel_name, one.category, one.summary)
        assert [text for text in row[4:] if text] == [f"{arg.chinese}：{arg.help}" for arg in one.arguments]
        assert all(len(str(text)) <= 255 for text in row if text is not None)
    assert book[HELP].sheet_state == "veryHidden"


def test_the_example_calls_its_function_with_its_example(books: tuple[Path, Path]) -> None:
    book = openpyxl.load_workbook(books[0])
    for one in functions().values():
        cells = [cell.value for row in book[one.excel_name].iter_rows() for cell in row]
        formulas = [getattr(cell, "text", cell) for cell in cells]
        assert any(str(text).startswith(f"={one.excel_name}(") for text in formulas), one.id
    rows = [list(row) for row in book[DATA].iter_rows(values_only=True)]
    assert rows == [list(row) for row in demonstration_table()]


def test_the_vba_is_told_the_users_own_python(books: tuple[Path, Path]) -> None:
    for path in books:
        rows = openpyxl.load_workbook(as_book(path))[HELP].iter_rows(values_only=True)
        assert [row[1] for row in rows if row[0] == PYTHON] == [INTERPRETER]


def test_with_another_xlwings_nothing_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The DLL's name has the version in it, and the server is of the library that is installed."""
    monkeypatch.setattr("workbook.plugin.pinned.metadata.version", lambda name: "0.37.11")
    with pytest.raises(KaoheError, match=r"xlwings 0\.37\.11，插件是按 0\.37\.8 做的"):
        build_books(tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_same_registry_gives_the_same_bytes(books: tuple[Path, Path], tmp_path: Path) -> None:
    again = build_books(tmp_path)
    assert [one.read_bytes() for one in again] == [one.read_bytes() for one in books]


def test_a_file_that_is_there_is_kept(books: tuple[Path, Path]) -> None:
    with pytest.raises(KaoheError, match="已经存在，没有覆盖"):
        build_books(books[0].parent)
