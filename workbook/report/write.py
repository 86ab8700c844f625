"""Write the report folder: 通报.docx, 评审页.html, 成绩单/代码-县名.docx."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from scoring.errors import KaoheError
from workbook.report.data import ReportData
from workbook.report.documents import TEMPLATES, template_bytes, template_names
from workbook.report.folder import check_folder, safe_name, whole_folder

CIRCULAR, PAGE, SHEETS = "通报.docx", "评审页.html", "成绩单"
PARTS = ("通报", "成绩单", "评审页")


def ours(name: str) -> bool:
    """Whether a path inside a report folder is one that this module writes."""
    return name in (CIRCULAR, PAGE) or re.fullmatch(rf"{SHEETS}/\d+-[^/]+\.docx", name) is not None


def check_report(target: Path, parts: Sequence[str], templates: Path | None, *, force: bool) -> None:
    """KaoheError if the call cannot succeed; cheap, so asked before the work."""
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        raise KaoheError(f"--only 只能写{'、'.join(PARTS)}，现在是 {'、'.join(unknown)}")
    if templates is not None:
        template_bytes("circular.docx", templates)
        template_names(templates)
    check_folder(target, ours, force=force)


def write_report(
    data: ReportData,
    target: Path,
    *,
    parts: Sequence[str] = PARTS,
    counties: Sequence[str] = (),
    scores: bool = False,
    templates: Path | None = None,
    force: bool = False,
    progress: Callable[[str], None] | None = None,
) -> list[str]:
    """The folder with the parts asked for, whole or not at all; returns what there is to know besides.

    counties: whose sheets are wanted (all where empty). scores: print scores in the circular. templates: a
    folder with the office's own templates. An existing folder is left alone unless ``force``.
    """
    from workbook.report.circular import circular
    from workbook.report.page import page

    check_report(target, parts, templates, force=force)
    said = progress or (lambda _: None)
    wanted = _places(data, counties)
    notes: list[str] = []
    with whole_folder(target) as folder:
        if "通报" in parts:
            said("写通报")
            (folder / CIRCULAR).write_bytes(circular(data, scores=scores, templates=templates))
        if "评审页" in parts:
            said("写评审页")
            (folder / PAGE).write_text(page(data), encoding="utf-8", newline="\n")
        if "成绩单" in parts:
            notes += _sheets(data, folder / SHEETS, wanted, templates, said)
    return notes


def _places(data: ReportData, counties: Sequence[str]) -> list[int]:
    names = [one.name for one in data.counties]
    unknown = [one for one in counties if one not in names]
    if unknown:
        raise KaoheError(f"结果里没有{'、'.join(unknown)}，现有：{'、'.join(names[:20])}")
    return [place for place, name in enumerate(names) if not counties or name in counties]


def _sheets(
    data: ReportData, folder: Path, places: list[int], templates: Path | None, said: Callable[[str], None]
) -> list[str]:  # fmt: skip
    from workbook.report.charts import NO_FONT, chinese_font, county_chart
    from workbook.report.county_sheets import county_sheet

    folder.mkdir()
    for number, place in enumerate(places, 1):
        one = data.counties[place]
        said(f"写成绩单 {one.name}（{number}/{len(places)}）" if number % 10 == 1 else "")
        name = f"{safe_name(one.code)}-{safe_name(one.name)}.docx"
        (folder / name).write_bytes(county_sheet(data, place, county_chart(data, place), templates))
    return [] if chinese_font() is not None else [NO_FONT]


def copy_templates(target: Path, *, force: bool = False) -> list[Path]:
    """The shipped templates under the names that ``--templates`` looks for; existing ones are kept unless ``force``."""
    from workbook.saving import check_free, save_whole

    if target.exists() and not target.is_dir():
        raise KaoheError(f"{target} 是文件，不是文件夹：换一个名字")
    if not target.parent.is_dir():
        raise KaoheError(f"文件夹 {target.parent} 不存在：请先建立，或换一个位置")
    paths = {shipped: target / own for shipped, own in TEMPLATES.items()}
    target.mkdir(exist_ok=True)
    for path in paths.values():
        check_free(path, force=force)
    for shipped, path in paths.items():
        save_whole(path, template_bytes(shipped), force=force)
    return list(paths.values())
