"""``kaohe template``: the workbooks to be filled in, of the city or one a county."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import KaoheError
from scoring.scheme.scheme import Scheme
from workbook.scheme_workbook.opening import open_scheme
from workbook.steps import console


@dataclass(frozen=True)
class TemplateOptions:
    """The options of ``kaohe template``: one of four targets, and what goes with it."""

    output: Path | None = None
    per_county: Path | None = None
    per_bureau: Path | None = None
    whole: Path | None = None
    last: Path | None = None
    counties: str = ""
    by: str = "bureau"

    def check(self) -> None:
        """KaoheError for several targets, or for options that what is written cannot follow."""
        if self.by not in ("bureau", "dimension"):
            raise KaoheError(f"--by 只能是 bureau（按部门分表）或 dimension（按考核类别分表），现在是 {self.by}")
        targets = {
            "-o": self.output,
            "--per-county": self.per_county,
            "--per-bureau": self.per_bureau,
            "--set": self.whole,
        }
        _refuse_unused(
            _kind(targets),
            {"--last": self.last is not None, "--counties": bool(self.counties), "--by dimension": self.by != "bureau"},
        )


def write_templates(scheme: str, year: int, options: TemplateOptions, *, force: bool) -> None:
    """Write what was asked for and say where it is; KaoheError for a call that cannot be met."""
    from workbook.template.content import TemplateContent
    from workbook.template.county_writer import write_county_templates
    from workbook.template.last_year import read_last_year
    from workbook.template.writer import SheetsBy, write_template

    options.check()
    loaded = open_scheme(scheme)
    before = read_last_year(options.last, loaded, year) if options.last is not None else None
    screen = console.out()
    if options.whole is not None or options.per_bureau is not None:
        _of_the_set(loaded, year, options.whole, options.per_bureau, force)
        return
    if options.per_county is not None:
        names = [
            name.strip() for name in options.counties.replace("，", ",").replace("、", ",").split(",") if name.strip()
        ]
        paths = write_county_templates(loaded, year, options.per_county, counties=names, last=before, force=force)
        screen.print(f"各县空表已写好，共 {len(paths)} 个，在文件夹 {options.per_county}")
        return
    target = options.output or Path(f"数据-{loaded.id}-{year}.xlsx")
    sheets: SheetsBy = "bureau" if options.by == "bureau" else "dimension"
    path = write_template(loaded, year, target, TemplateContent(last=before), by=sheets, force=force)
    screen.print(f"空表已写好：{path}")


_TARGETS = {"--last": ("-o", "--per-county"), "--counties": ("--per-county",), "--by dimension": ("-o",)}
"""What is written where each option has a meaning."""
_KINDS = {
    "-o": "全市一个工作簿（-o，或什么都不写）",
    "--per-county": "每县一个工作簿（--per-county）",
    "--per-bureau": "每个部门一个工作簿（--per-bureau）",
    "--set": "报送文件夹（--set）",
}


def _kind(targets: Mapping[str, Path | None]) -> str:
    """Which of the four is written: the city's workbook where none is named; KaoheError where several are."""
    options = [name for name, path in targets.items() if path is not None]
    if len(options) > 1:
        raise KaoheError(f"{'、'.join(options)} 各写一种空表，一次只写一种：分几次写")
    return options[0] if options else "-o"


def _refuse_unused(kind: str, options: Mapping[str, bool]) -> None:
    """KaoheError for options that what is written cannot follow; all at once."""
    unused = [name for name, wanted in options.items() if wanted and kind not in _TARGETS[name]]
    if unused:
        fits = "；".join(f"{name} 只用于{'、'.join(_KINDS[one] for one in _TARGETS[name])}" for name in unused)
        raise KaoheError(f"{_KINDS[kind]}用不上 {'、'.join(unused)}：去掉，或分开写。{fits}")


def _of_the_set(scheme: Scheme, year: int, whole: Path | None, folder: Path | None, force: bool) -> None:
    """A whole set, or the bureaus' books of one."""
    from workbook.saving import check_free, save_whole, together
    from workbook.template.set_writer import per_bureau, write_set

    screen = console.out()
    if whole is not None:
        paths = write_set(scheme, year, whole, force=force)
        screen.print(f"报送文件夹已做好：{whole}，空表 {len(paths)} 个；各放哪里见其中的说明.txt")
        return
    assert folder is not None
    books = per_bureau(scheme, year, folder)
    for path in books:
        check_free(path, force=force)
    with together(books):
        for path, make in books.items():
            save_whole(path, make(), force=force)
    screen.print(f"各部门空表已写好，共 {len(books)} 个，在文件夹 {folder}")
