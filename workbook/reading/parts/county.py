"""Which county a workbook is of, and on which of its sheets each item should stand."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.scheme.scheme import Scheme
from workbook.reading.findings import Findings
from workbook.reading.grid import TEXT_TABLE, Book, is_text_table
from workbook.reading.labels import COUNTY_LABEL, GUIDE
from workbook.reading.parts.declaration import Declaration
from workbook.reading.tables.counties import Counties, Unknown
from workbook.reading.tables.down_layout import DownLayout
from workbook.reading.text import short, squeezed


def find_county(declaration: Declaration, counties: Counties, findings: Findings, titled: str) -> str | None:
    """The county that a county workbook is of; None, and an error, where it does not say or there is none so named.

    titled: what the titles say; another county there is a warning.
    """
    where = "在表头上面" if is_text_table(findings.sheet) else f"在“{GUIDE}”里"
    if not declaration.county:
        findings.add(
            "E_COUNTY_BLANK",
            f"没有写明是哪个县（市、区）的数，全部没有读：找不到“{COUNTY_LABEL}”",
            f"{where}写“{COUNTY_LABEL}”，右边一格写全称：{counties.all_named()}",
            declaration.county_place,
        )
        return None
    found = counties.find(declaration.county)
    if not isinstance(found, Unknown):
        if titled not in ("", found):
            findings.add(
                "W_COUNTY",
                f"“{COUNTY_LABEL}”写的是“{found}”，各表标题写的是“{short(titled)}”，按“{found}”读了",
                "核对是不是拿别的县（市、区）的表改的、数是不是本县的",
                declaration.county_place,
                county=found,
            )
        return found
    findings.add(
        "E_COUNTY_UNKNOWN",
        f"没有“{short(found.text)}”这个县（市、区），全部没有读",
        f"{found.hint}改成全称：{counties.all_named()}",
        declaration.county_place,
        value=short(found.text),
    )
    return None


def homes_of(scheme: Scheme, book: Book, downs: Mapping[str, DownLayout]) -> dict[str, list[str]]:
    """Item ids by the sheet where their rows stand; those that stand nowhere by their bureau's sheet."""
    if is_text_table(*book.sheets) and not downs:
        return {TEXT_TABLE: [item for items in scheme.bureau_sheets().values() for item in items]}
    there = {item: sheet for sheet, down in reversed(list(downs.items())) for item in down.rows}
    found: dict[str, list[str]] = {sheet: [] for sheet in downs}
    for bureau, items in scheme.bureau_sheets().items():
        spelt = next((name for name in book.sheets if squeezed(name) == squeezed(bureau)), bureau)
        for item in items:
            found.setdefault(there.get(item, spelt), []).append(item)
    return found


def report_no_table(book: Book, sheet: str, items: int, findings: Findings) -> None:
    """A bureau's sheet on which nothing can be read, or that is not there; of a text table, the rows that it lacks."""
    code, fault = "E_SHEET_MISSING", f"没有工作表“{sheet}”，{items} 项都按缺报处理"
    remedy = "用 kaohe template --per-county 生成空表，把数填进去；工作表名和“编号”列不要改动"
    if is_text_table(sheet):
        code = "E_HEADER"
        fault = (
            f"写了“{COUNTY_LABEL}”，却不是一行一项的表：没有“编号”一列，或没有“本年填报数”一列，{items} 项都按缺报处理"
        )
        remedy = f"一行一项的，表头写“编号”和“本年填报数”；一行一县的，删去“{COUNTY_LABEL}”一行"
    elif is_text_table(*book.sheets):
        findings = Findings(findings.file, TEXT_TABLE, findings.problems)
        fault = f"表里没有“{sheet}”的 {items} 项，都按缺报处理"
        remedy = "一项一行补在表里；编号见 kaohe template --per-county 生成的空表"
    elif sheet in book.sheets:
        code = "E_HEADER"
        fault = f"工作表“{sheet}”找不到表头：没有“编号”一列，或没有“本年填报数”一列，{items} 项都按缺报处理"
        remedy = "用 kaohe template --per-county 生成空表，把数填进去；“编号”列和表头不要改动"
    findings.add(code, fault, remedy)
