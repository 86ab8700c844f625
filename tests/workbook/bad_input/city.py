"""The demonstration city as it is handed in before it is spoilt: one workbook, a county's book, a set; and how it is read."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scoring.assessment import assess
from scoring.problems import Problem
from scoring.scheme.loader import load_scheme
from scoring.scheme.scheme import Scheme
from tests.support.bureaus import DECISION
from tests.support.cells import edited
from tests.workbook.bad_input.kinds import Kind
from tests.workbook.entry.filling import random_figures
from tests.workbook.road.conftest import FIGURES, LISTS, SCHEME, YEAR, rows_of, write_final_set
from tests.workbook.road.conftest import figure as put_figure
from workbook.reading.stage import Stage
from workbook.reading.submissions import ReadOptions, read_submissions
from workbook.revisions.apply import apply_revisions
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes
from workbook.template.writer import write_template

Edit = Callable[[Any], Any]
Spoil = Callable[[Path], Any]
OFFICE = f"{DECISION}/考核办.xlsx"


def _whole(home: Path) -> None:
    """The city as one workbook."""
    write_template(SCHEME, YEAR, home / "全市.xlsx", TemplateContent(values=FIGURES, lists=LISTS))


def _county(home: Path) -> None:
    """夏县's own book."""
    content = county_template_bytes(
        SCHEME, YEAR, "夏县", TemplateContent(values=FIGURES.loc[["夏县"]], lists=rows_of("夏县"))
    )
    (home / "夏县.xlsx").write_bytes(content)


def _random(scheme: Scheme, year: int) -> Callable[[Path], None]:
    """Figures at random, without gaps, as one workbook."""

    def make(home: Path) -> None:
        values = random_figures(scheme, ["甲县", "乙县", "丙县"], 1)
        values[[item for item in scheme.items if item.startswith("score_")]] = 80.0
        write_template(scheme, year, home / "全市.xlsx", TemplateContent(values=values))

    return make


def _own_scheme() -> Scheme:
    """A scheme of a city's own, whose judged points may be written above the indicator's."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own.yaml"
        item = "{id: system_score, maximum: 100}"
        path.write_text(f"extends: water-resources-135\nid: own\nitems: [{item}]\n", encoding="utf-8")
        return load_scheme(path)


def _plain(home: Path) -> None:
    """The city as one workbook, without lists."""
    write_template(SCHEME, YEAR, home / "全市.xlsx", TemplateContent(values=FIGURES))


OWN = _own_scheme()
STARTS: dict[str, tuple[Scheme, int, Callable[[Path], None]]] = {
    "city": (SCHEME, YEAR, _whole),
    "county": (SCHEME, YEAR, _county),
    "set": (SCHEME, YEAR, write_final_set),
    "plain": (SCHEME, YEAR, _plain),
    "own": (OWN, 2020, _random(OWN, 2020)),
}


class Starts:
    """What is handed in before it is spoilt, made once each, and what is told of it as it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told = lru_cache(maxsize=None)(self._told)

    def home(self, start: str) -> Path:
        """The folder of a start."""
        home = self.folder / start
        if not home.exists():
            home.mkdir(parents=True)
            STARTS[start][2](home)
        return home

    def _told(self, start: str, stage: Stage) -> Counter[tuple[str, ...]]:
        return Counter(map(_key, problems(self.home(start), start, stage)))

    def new(self, kind: Kind, folder: Path) -> list[Problem]:
        """The problems of a spoilt start that it had not before."""
        home = folder / "报送"
        shutil.copytree(self.home(kind.start), home)
        assert kind.spoil is not None
        kind.spoil(home)
        known, found = Counter(self.told(kind.start, kind.stage)), []
        for one in problems(home, kind.start, kind.stage):
            if known[_key(one)]:
                known[_key(one)] -= 1
            else:
                found.append(one)
        return found


def problems(home: Path, start: str, stage: Stage) -> Sequence[Problem]:
    """What is told as ``kaohe check`` tells it: of files, of late revisions and appeals, of the scores.

    Of a set the folder is handed in; of others the one workbook, and what stands among the decisions beside it.
    """
    scheme, year, _ = STARTS[start]
    paths = [home] if start == "set" else [next(home.glob("*.xlsx"))]
    decisions = [] if start == "set" else [one for one in (home / DECISION,) if one.is_dir()]
    submitted = read_submissions(paths, scheme, year, "", ReadOptions(stage=stage, decisions=decisions))
    revised = apply_revisions(submitted.submission, scheme, "", submitted.appeals)
    found = revised.submission
    return assess(
        scheme, found.table, year, adjustments=found.adjustments, evidence=found.evidence, revised=revised.in_force,
    ).problems  # fmt: skip


def _key(one: Problem) -> tuple[str, ...]:
    return one.severity, one.code, one.county, one.item, str(one.source), one.message


def in_book(name: str, edit: Edit) -> Spoil:
    """A change to one workbook of a start."""

    def spoil(home: Path) -> None:
        (home / name).write_bytes(edited((home / name).read_bytes(), edit))

    return spoil


def cells(sheet: str, **values: Any) -> Edit:
    """Values at addresses of a sheet."""

    def edit(book: Any) -> None:
        for address, value in values.items():
            book[sheet][address] = value

    return edit


def figure(item: str, value: Any, county: str = "夏县") -> Edit:
    """A county's figure, wherever its column stands; in a county's book, wherever its row does."""
    return lambda book: put_figure(book, item, value, county)


def rows(sheet: str, *lines: Iterable[Any], first: int) -> Edit:
    """Rows of a table, from a row on."""

    def edit(book: Any) -> None:
        page = book[sheet] if sheet in book.sheetnames else book.create_sheet(sheet)
        for number, line in enumerate(lines, first):
            for column, value in enumerate(line, 1):
                if value is not None:
                    page.cell(number, column).value = value

    return edit


def appeals(*texts: str, head: str = "", name: str = "复查.yaml") -> Spoil:
    """A file of appeals among the decisions."""

    def spoil(home: Path) -> None:
        (home / DECISION).mkdir(exist_ok=True)
        listed = "\n".join(f"  - {{{text}}}" for text in texts)
        said = (
            head or f"year: {YEAR}\nscheme: {SCHEME.id}\npublished: 2026-03-20\nlimit: {{days: 15, clause: 第十二条}}\n"
        )
        (home / DECISION / name).write_text(f"{said}appeals:\n{listed}\n", encoding="utf-8")

    return spoil


def both(*spoils: Spoil) -> Spoil:
    """One change after the other."""

    def spoil(home: Path) -> None:
        for one in spoils:
            one(home)

    return spoil
