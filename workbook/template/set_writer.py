"""The workbooks of a set: a county's, a bureau's, the office's decisions; and the folder that holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scoring.errors import KaoheError, fault
from scoring.scheme.scheme import Scheme
from workbook.reading import wording
from workbook.reading.merged.folder import SCANS
from workbook.reading.roles import Certificate, Role
from workbook.reading.tables import certificates, pending
from workbook.saving import check_free, save_whole, together
from workbook.template.adjustment_sheet import write_adjustments
from workbook.template.content import BLANK, TemplateContent
from workbook.template.county_writer import county_template_bytes, fit
from workbook.template.data_sheet import DataSheet, FormRow, write_data_sheet
from workbook.template.form import Form, check_year
from workbook.template.guide import write_guide
from workbook.template.list_sheet import write_list_sheet
from workbook.template.revision_sheet import write_revisions
from workbook.template.row_sheet import RowSheet, write_rows
from workbook.template.values import cells_of

_CERTIFICATE_WIDTHS = (24.0, 14.0, 18.0, 18.0, 22.0, 12.0, 10.0, 11.0, 24.0, 10.0, 10.0, 30.0)
_PENDING_WIDTHS = (16.0, 50.0, 16.0, 24.0, 14.0)


class _SetForm(Form):
    """A bureau's or the office's book: the guide first, then a sheet of figures, counties down."""

    def __init__(
        self, scheme: Scheme, year: int, whose: wording.Whose, sheet: str, ids: Sequence[str], content: TemplateContent
    ) -> None:
        region = scheme.region
        super().__init__(scheme, year, region.name if region else "", content.remark)
        counties = region.counties if region is not None else ()
        self.places = [FormRow(one.code, one.name) for one in counties] or [FormRow("", "") for _ in range(20)]
        write_guide(self, {sheet: ids}, whose).set_tab_color("#1F4E9E")
        items = [scheme.items[one] for one in ids]
        cells = dict(cells_of(content.of(ids), [one.name for one in self.places], items, "数据"))
        figures = DataSheet(
            name=sheet, title=f"{self.title}：{sheet}", note=wording.data_note(scheme, year), alert=content.remark,
            places=self.places, items=items, cells=cells, remark=wording.DATA_REMARK,
            signature=wording.signature(wording.SIGNERS, 10),
        )  # fmt: skip
        write_data_sheet(self.book, self.styles, figures).set_tab_color("#E0B400")


def bureau_template_bytes(
    scheme: Scheme,
    year: int,
    bureau: str,
    content: TemplateContent = BLANK,
    *,
    certified: Mapping[tuple[str, str], Certificate] | None = None,
) -> bytes:
    """A bureau's workbook: the items that it certifies, its evidence lists, 认定说明. KaoheError for a bureau without any.

    certified: by (county, item), blank for all.
    """
    items = wording.certified_by(scheme, bureau)
    if not items:
        raise KaoheError(f"方案 {scheme.id} 里没有由{bureau}核定的数据项；有：{'、'.join(bureaus(scheme))}")
    form = _SetForm(scheme, year, wording.Whose(bureau=bureau), bureau, items, content)
    names = [one.name for one in form.places]
    for name, spec in scheme.lists.items():
        if _list_bureau(scheme, name) == bureau:
            write_list_sheet(form, spec, names, rows=content.lists.get(name))
    columns = tuple(zip(certificates.COLUMNS, _CERTIFICATE_WIDTHS, strict=True))
    choices = {"初步/最终": certificates.STATES, "认定方式": certificates.METHODS}
    rows = [
        (item, county, one.certifier, one.forwarder, one.document, one.date, certificates.STATES[one.final], one.method,
         one.scan, one.typist, one.checker, one.reason)
        for (county, item), one in (certified or {}).items()
    ]  # fmt: skip
    title, note = wording.CERTIFICATES_TITLE, wording.CERTIFICATES_NOTE
    write_rows(form, RowSheet(certificates.SHEET, title, note, columns, choices, rows))
    return form.content()


def decision_template_bytes(
    scheme: Scheme, year: int, content: TemplateContent = BLANK, *, issued: tuple[str, str] = ("", "")
) -> bytes:
    """The office's workbook of decisions: 目标下达, 核定调整, 数据修订, 待定批准. issued: document and date of the targets."""
    items = wording.decided_items(scheme)
    form = _SetForm(scheme, year, wording.Whose(deciding=True, issued=issued), wording.TARGETS, items, content)
    write_adjustments(form, form.places, content.adjustments, wording.TARGETS, scored=False)
    write_revisions(form, form.places, home=wording.TARGETS)
    columns = tuple(zip(pending.COLUMNS, _PENDING_WIDTHS, strict=True))
    counties = {pending.COLUMNS[0]: [one.name for one in form.places if one.name]}
    write_rows(form, RowSheet(pending.SHEET, wording.PENDING_TITLE, wording.PENDING_NOTE, columns, counties))
    return form.content()


def bureaus(scheme: Scheme) -> list[str]:
    """The bureaus that certify items, in sheet order."""
    return [one for one in scheme.bureau_sheets() if wording.certified_by(scheme, one)]


def _list_bureau(scheme: Scheme, name: str) -> str:
    """The bureau that certifies most of what is counted from a list."""
    from scoring.lists.counting import counted_from
    from scoring.scheme.scheme import lead_bureau

    leads = [lead_bureau(item.bureau) for item in counted_from(scheme, name)]
    return max(leads, key=leads.count, default="")


_README = """这是 {title} {year} 年度考核的报送文件夹。角色只看文件放在哪个文件夹里，不看文件自己怎么写：
县（市、区）/  各县（市、区）的自报数、清单、自评分，一县一本
部门/        各部门的核定数、清单和“认定说明”；盖章的扫描件放在“部门/原件”里
决定/        考核办的决定：目标下达、核定调整、数据修订、待定批准，复查.yaml
检查：kaohe check 这个文件夹；计分：kaohe score 这个文件夹（--stage 初评、送审、审定）
"""


def write_set(scheme: Scheme, year: int, folder: Path, *, force: bool = False) -> list[Path]:
    """Make a set with every empty book in it; the files written. Nothing is written if one is there already."""
    check_year(scheme, year)
    if scheme.region is None:
        raise KaoheError(f"方案 {scheme.id} 没有规定地区，不能生成报送文件夹：用 --per-county 和 --counties")
    county, bureau, decision = (folder / str(role) for role in (Role.COUNTY, Role.BUREAU, Role.DECISION))
    suffix = f"-{scheme.id}-{year}.xlsx"
    books: dict[Path, Any] = {
        county / f"{fit(one.name)}{suffix}": lambda one=one: county_template_bytes(scheme, year, one.name)
        for one in scheme.region.counties
    }
    books |= per_bureau(scheme, year, bureau)
    books[decision / f"考核办{suffix}"] = lambda: decision_template_bytes(scheme, year)
    for path in (*books, folder / "说明.txt"):
        if path.exists():  # its folder may not be there yet
            check_free(path, force=force)
    with together((*books, folder / "说明.txt"), (bureau / SCANS,)):
        try:
            for home in (county, bureau / SCANS, decision):
                home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise KaoheError(f"文件夹 {folder} 建不了（{fault(error)}）：请换一个位置") from error
        for path, make in books.items():
            save_whole(path, make(), force=force)
        save_whole(folder / "说明.txt", _README.format(title=scheme.title, year=year).encode("utf-8-sig"), force=force)
    return list(books)


def per_bureau(scheme: Scheme, year: int, folder: Path) -> dict[Path, Any]:
    """The bureaus' workbooks by path, each as what makes its bytes."""
    return {
        folder / f"{fit(one)}-{scheme.id}-{year}.xlsx": lambda one=one: bureau_template_bytes(scheme, year, one)
        for one in bureaus(scheme)
    }
