"""Try schemes on data, write the outputs, print the rest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from scoring.errors import KaoheError
from workbook.command.help import wrapped
from workbook.saving import check_free
from workbook.scenarios.gathering import ScenarioRequest, Tried, try_all
from workbook.scenarios.shown import (
    CountyRow,
    ShownComparison,
    arrow,
    distance_text,
    move_text,
    rank_text,
    shown,
    total_text,
)
from workbook.steps import console

_MOST_SHOWN = 100
_COUNTY, _TRIAL = 6, 26  # columns of the terminal that a county's label and a trial take
_MOST_MOVES = 30


@dataclass(frozen=True)
class Outputs:
    """What is to be written. page: what was found; trying: the page that computes. force: over files that are there."""

    book: Path | None = None
    page: Path | None = None
    trying: Path | None = None
    force: bool = False
    as_json: bool = False

    @property
    def alone(self) -> bool:
        """Whether one scheme is enough: only the page that computes is asked for."""
        return self.trying is not None and self.book is None and self.page is None and not self.as_json


def try_files(request: ScenarioRequest, outputs: Outputs) -> int:
    """Read, score, write, print; the exit status is that of the data."""
    if request.changes is None and len(request.schemes) < 2 and not outputs.alone:
        raise KaoheError("只有一个方案，没有可以并列的：再给一个 --scheme，或 --changes 测算文件")
    for path, suffix in ((outputs.book, ".xlsx"), (outputs.page, ".html"), (outputs.trying, ".html")):
        if path is not None:
            check_free(path, force=outputs.force, suffix=suffix)
    with console.Steps() as steps:
        tried = try_all(request, steps)
        what = shown(tried)
        _write(what, outputs, steps)
        if outputs.trying is not None:
            from workbook.scenario_page.write import write_scenario_page

            steps("写能试改的网页")
            write_scenario_page(tried, outputs.trying, force=outputs.force)
    status = max(one.exit_status for one in tried.runs)
    if outputs.as_json:
        from workbook.scenarios.as_json import scenarios_json

        console.plain(scenarios_json(what))
        return status
    if what.trials[1:]:
        _print(what, console.page())
    _print_error_counts(tried)
    for path in (outputs.book, outputs.page, outputs.trying):
        if path is not None:
            console.out().print(console.safe(f"测算已写好：{path}"))
    return status


def _write(what: ShownComparison, outputs: Outputs, steps: console.Steps) -> None:
    if outputs.book is not None:
        from workbook.scenarios.book import write_book

        steps("写工作簿")
        write_book(what, outputs.book, force=outputs.force)
    if outputs.page is not None:
        from workbook.scenarios.page import write_static_page

        steps("写网页")
        write_static_page(what, outputs.page, force=outputs.force)


def _print_error_counts(tried: Tried) -> None:
    """Problems are counted, not listed: they name counties, and where these hide behind labels nothing may."""
    for one in tried.runs:
        found = sum(problem.severity == "error" for problem in one.assessment.problems)
        if found:
            warning = f"按 {one.scheme.id} 读，数据有 {found} 个错误，有的县（市、区）待定；kaohe check 列出每一个"
            console.err().print(console.safe(warning, "yellow"))


def _print(what: ShownComparison, screen: Console) -> None:
    screen.print(console.safe(what.title, "bold"))
    for note in what.notes:
        _print_text(screen, note, "yellow")
    together = max(1, (screen.width - _COUNTY) // _TRIAL - 1)
    others = range(1, len(what.trials))
    for start in range(0, len(others), together):
        screen.print(_table(what, [0, *others[start : start + together]]))
    if len(what.rows) > _MOST_SHOWN:
        screen.print(f"（只列前 {_MOST_SHOWN} 名，共 {len(what.rows)} 个；-o 写出全部）")
    for trial in what.trials[1:]:
        assert trial.distance is not None
        _print_text(screen, f"【{trial.name}】{distance_text(trial.distance)}", "bold")
        for text in (trial.note, *trial.changes, *(f"按比例　{one}" for one in trial.shares), *trial.hints):
            if text:
                _print_text(screen, f"  {text}")
        for label, move in trial.moves[:_MOST_MOVES]:
            _print_text(screen, f"  {label}　{move_text(move)}")
        if len(trial.moves) > _MOST_MOVES:
            screen.print(f"  …共 {len(trial.moves)} 个县（市、区）名次或等次不同；-o 写出全部")
    for title, labels in (("各方案名次、等次都相同", what.indifferent), ("至少一个方案里没有名次", what.unranked)):
        if labels:
            _print_text(screen, f"{title}（{len(labels)} 个）：{'、'.join(labels)}")
    _print_text(screen, what.notes[0], "yellow")


def _print_text(screen: Console, text: str, style: str = "") -> None:
    """A sentence, broken where Chinese may be; what goes on stands under what it began with."""
    indent = len(text) - len(text.lstrip(" "))
    for place, line in enumerate(wrapped(text.strip(" "), screen.width - 2 * indent)):
        screen.print(console.safe(" " * (indent if place == 0 else 2 * indent) + line, style))


def _table(what: ShownComparison, places: list[int]) -> Table:
    names = (("正式：" if place == 0 else "") + what.trials[place].name for place in places)
    table = console.table(("代号" if what.hidden else "县（市、区）", *names))
    for row in what.rows[:_MOST_SHOWN]:
        table.add_row(row.label, *(_cell(row, place) for place in places))
    return table


def _cell(row: CountyRow, place: int) -> str:
    one = row.results[place]
    marks = arrow(row.results[0], one)
    return f"{total_text(one)} {one.grade} {rank_text(one)}" + (f" {marks}" if marks else "")
