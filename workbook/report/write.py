"""Write the report folder: the papers of the result's stage, and the review page (评审页.html)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from scoring.errors import KaoheError
from workbook.documents.filling import TEMPLATES, template_bytes, template_names
from workbook.reading.stage import STAGES
from workbook.report import circular, county_sheets, feedback, rectification, submission, uses
from workbook.report.data import ReportData
from workbook.report.folder import check_folder, put
from workbook.report.papers import WHOLE, PaperKind, PaperOptions, ReportRequest

PAGE, PAGE_FILE = "评审页", "评审页.html"
PAPERS: tuple[PaperKind, ...] = tuple(
    one.PAPER for one in (feedback, submission, circular, county_sheets, rectification, uses)
)
PARTS = (*(one.part for one in PAPERS), PAGE)


def parts_of(stage: str) -> tuple[str, ...]:
    """What is written where nothing is asked for: the papers of the stage, and the page."""
    return (*(one.part for one in PAPERS if one.stage == stage), PAGE)


def check_report(target: Path, request: ReportRequest, stage: str, *, force: bool) -> None:
    """KaoheError if the call cannot succeed; cheap, so asked before the work."""
    parts, issue, templates = request.parts or parts_of(stage), request.issue, request.templates
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        raise KaoheError(f"--only 只能写{'、'.join(PARTS)}，现在是 {'、'.join(unknown)}")
    papers = [one for one in PAPERS if one.part in parts]
    early = [one for one in papers if STAGES.index(one.stage) > STAGES.index(stage)]
    if early:
        text = "；".join(f"{one.part}在“{one.stage}”以后才有" for one in early)
        raise KaoheError(
            f"{text}，这个结果是按“{stage}”计的：用 kaohe score --stage {early[-1].stage} 重新计分；这个阶段可以写的：{'、'.join(parts_of(stage))}"
        )
    if any(one.stage == "审定" for one in papers) and not (issue.document and issue.date):
        raise KaoheError("审定以后印发的文件要写明批准的文号和日期：加 --document 文号 --date 日期（如 2026-07-10）")
    if any(one.stage == "初评" for one in papers) and not issue.until:
        raise KaoheError("核定反馈单要写明什么时候以前答复：加 --until 日期（如 2026-04-10）")
    if templates is not None:
        template_names(templates)
        for shipped in TEMPLATES:
            template_bytes(shipped, templates)
    check_folder(target, force=force)


def write_report(
    data: ReportData,
    target: Path,
    request: ReportRequest = WHOLE,
    *,
    force: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> list[str]:
    """The folder with the parts asked for, whole or not at all; returns what there is to know.

    In a folder that is there, with ``force``, only files that this program wrote are replaced; those that somebody changed are
    kept and named.
    """
    from workbook.report.charts import NO_FONT, chinese_font
    from workbook.report.page import page
    from workbook.report.pdf import check_office

    parts = request.parts or parts_of(data.heading.stage)
    check_report(target, request, data.heading.stage, force=force)
    if request.pdf:
        check_office()
    options = PaperOptions(request.issue, tuple(_places(data, request.counties)), request.templates)
    files: dict[str, bytes] = {}
    notes: list[str] = []
    for paper in PAPERS:
        if paper.part not in parts:
            continue
        progress(f"写{paper.part}")
        made = dict(paper.make(data, options))
        if not made:
            notes.append(f"没有要写{paper.part}的县（市、区）")
        files |= made
    if PAGE in parts:
        progress(f"写{PAGE}")
        files[PAGE_FILE] = page(data).encode()
    if request.pdf:
        progress("转成 PDF")
        files |= _pdfs({name: content for name, content in files.items() if name.endswith(".docx")})
    left = put(target, files)
    if left:
        notes.append(f"没有覆盖：{'、'.join(left)}（不是本程序写的，或写好以后改过）；要换成新的，先移走或改名")
    if "成绩单" in parts and chinese_font() is None:
        notes.append(NO_FONT)
    return notes


def _places(data: ReportData, counties: Sequence[str]) -> list[int]:
    names = [one.name for one in data.counties]
    unknown = [one for one in counties if one not in names]
    if unknown:
        raise KaoheError(f"结果里没有{'、'.join(unknown)}，现有：{'、'.join(names[:20])}")
    return [place for place, name in enumerate(names) if not counties or name in counties]


def _pdfs(documents: dict[str, bytes]) -> dict[str, bytes]:
    """Path inside → bytes of the PDF of each document."""
    from workbook.report.pdf import as_pdf

    with tempfile.TemporaryDirectory(prefix="kaohe-report-") as folder:
        paths = {}
        for number, (name, content) in enumerate(documents.items()):
            paths[name] = Path(folder) / f"{number}.docx"
            paths[name].write_bytes(content)
        made = as_pdf(list(paths.values())) if paths else []
        return {name.removesuffix(".docx") + ".pdf": path.read_bytes() for name, path in zip(paths, made, strict=True)}


def copy_templates(target: Path, *, force: bool = False) -> list[Path]:
    """The shipped templates under the names that ``--templates`` looks for; existing ones are kept unless ``force``."""
    from workbook.saving import check_free, save_whole

    if target.exists() and not target.is_dir():
        raise KaoheError(f"{target} 是文件，不是文件夹：换一个名字")
    paths = {shipped: target / own for shipped, own in TEMPLATES.items()}
    for path in paths.values():
        check_free(path, force=force)
    for shipped, path in paths.items():
        save_whole(path, template_bytes(shipped), force=force)
    return list(paths.values())
