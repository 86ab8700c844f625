"""The county workbook: one county, a sheet a bureau, a row an item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from scoring.errors import KaoheError
from scoring.scheme.scheme import Scheme
from workbook.reading.parts.figure_columns import LastYear
from workbook.reading.wording import Whose
from workbook.saving import check_free, save_whole, together
from workbook.template.content import BLANK, TemplateContent
from workbook.template.county_sheet import CountySheets
from workbook.template.form import Form, check_year
from workbook.template.guide import write_guide
from workbook.template.list_sheet import write_list_sheet
from workbook.template.self_score_sheet import write_self_scores
from workbook.template.values import cells_of

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def fit(name: str) -> str:
    """A name as a file may have it."""
    return _UNFIT.sub("", name)


def write_county_templates(
    scheme: Scheme,
    year: int,
    folder: str | Path,
    *,
    counties: Sequence[str] = (),
    last: LastYear | None = None,
    force: bool = False,
) -> list[Path]:
    """Write one blank workbook a county into a folder, which is made if need be; their paths in order.

    counties: those of the scheme's region, unless named; a scheme without a region needs them named. Nothing is
    written if one of the files is there already (without ``force``). Raises KaoheError, in Chinese.
    """
    check_year(scheme, year)
    names = list(counties) or [one.name for one in (scheme.region.counties if scheme.region is not None else ())]
    if not names:
        raise KaoheError(f"方案 {scheme.id} 没有规定地区：用 --counties 写明各县（市、区），如 --counties 甲县,乙县")
    strangers = [name for name in names if scheme.region is not None and name not in scheme.region.by_name]
    if strangers:
        raise KaoheError(f"方案的地区里没有：{'、'.join(strangers)}")
    home = Path(folder)
    paths = [home / f"{fit(name)}-{scheme.id}-{year}.xlsx" for name in names]
    for path in paths:
        check_free(path, force=force)
    with together(paths):
        for name, path in zip(names, paths, strict=True):
            save_whole(path, county_template_bytes(scheme, year, name, TemplateContent(last=last)), force=force)
    return paths


def county_template_bytes(scheme: Scheme, year: int, county: str, content: TemplateContent = BLANK) -> bytes:
    """A county's workbook as bytes, the same for the same call; a declaration is written as status and reason."""
    form = Form(scheme, year, county, content.remark)
    known = (*scheme.items.values(), *scheme.check_items.values())
    cells = {item: cell for (_, item), cell in cells_of(content.values, [county], known, "数据").items()}
    write_guide(form, scheme.bureau_sheets(), Whose(county)).set_tab_color("#1F4E9E")
    CountySheets(form, county, content.last, cells).write()
    for name, spec in scheme.lists.items():
        sheet = write_list_sheet(form, spec, [county], rows=content.lists.get(name), spare=24)
        sheet.set_tab_color("#2E9E6B")
    write_self_scores(form)
    return form.content()
