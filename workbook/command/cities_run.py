"""``kaohe cities``: score every city of a folder, each to its own result, and write one workbook over all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scoring.errors import KaoheError
from scoring.scheme.catalogue import shipped
from scoring.scheme.scheme import Scheme
from workbook.cities.book import roll_up_book
from workbook.cities.finding import RECORDS, FoundCities, find_cities
from workbook.cities.mapping import in_processes, jobs_for, on_cluster, one_by_one
from workbook.cities.one_city import CityOutcome, Task, result_path
from workbook.cities.plan import CitiesPlan, plan_cities, surplus
from workbook.cities.record import CityRecord
from workbook.cities.rollup import RollUp, average
from workbook.hashing import sha256_of
from workbook.layout.inputs import versions
from workbook.printable import printable
from workbook.reading.text import listed
from workbook.result.sheets.provenance import PENDING, TENTATIVE
from workbook.saving import check_free, save_whole
from workbook.scheme_workbook.opening import open_scheme
from workbook.steps import console
from workbook.steps.score_set import ScoreOptions

MOST_SHOWN = 100
_OWN = "roll-up.sha256"
"""Beside the records: the hash of the roll-up that was written last, which may be written over."""


@dataclass(frozen=True)
class Workers:
    """Who scores the cities. jobs: processes here, by number of cities and processors where None; scheduler: of a Dask cluster."""

    jobs: int | None = None
    scheduler: str | None = None


HERE = Workers()


def score_cities(
    folder: Path,
    output: Path | None,
    results: Path | None,
    options: ScoreOptions,
    *,
    force: bool = False,
    workers: Workers = HERE,
) -> int:
    """Score what has no result that fits, write the roll-up, print; 1 where a city failed or its data has errors, else 0."""
    if workers.jobs is not None and workers.scheduler is not None:
        raise KaoheError("--jobs 是本机的进程数，--scheduler 是交给集群算：一次只用一个")
    name = printable(folder.resolve().name)
    output = output or Path(f"{name}-考核汇总.xlsx")
    results = results or output.with_name(f"{output.stem}-各市结果")
    with console.Steps() as steps:
        options, scheme = _scheme(options)
        found = find_cities(folder, (output,) if _is_ours(output, results) else ())
        _check(found, folder, output, results, force=force)
        (results / RECORDS).mkdir(parents=True, exist_ok=True)
        plan = plan_cities(
            found.cities, options, scheme.sha256 if scheme else None, results, force=force, progress=steps.hashed
        )
        for note in plan.notes:
            steps.tell(note)
        plan.failed |= dict(found.refused)
        records, failed = _all(plan, results, steps, workers)
    whole = RollUp(
        name,
        tuple(records[one] for one in sorted(records)),
        tuple(sorted(failed.items())),
        found.passed,
        versions(),
        _options(options, scheme),
    )
    content = roll_up_book(whole)
    save_whole(output, content, force=force or _is_ours(output, results))
    save_whole(results / RECORDS / _OWN, f"{hashlib.sha256(content).hexdigest()}\n".encode(), force=True)
    _print(whole, plan, output, results)
    for one in surplus(results, found.cities):
        console.err().print(console.safe(f"{one}：结果还在，但文件夹里已没有这个市，没有计入汇总", "yellow"))
    return int(whole.errors)


def _scheme(options: ScoreOptions) -> tuple[ScoreOptions, Scheme | None]:
    """The options as any machine takes them, and the scheme that was asked for."""
    if options.scheme is None or isinstance(options.scheme, Scheme):
        return options, options.scheme
    where = Path(options.scheme)
    own = str(where.resolve()) if options.scheme not in shipped() and where.exists() else options.scheme
    return replace(options, scheme=own), open_scheme(own)


def _check(found: FoundCities, folder: Path, output: Path, results: Path, *, force: bool) -> None:
    """KaoheError where results would stand among the data of a city, or the roll-up over somebody else's file."""
    check_free(output, force=force or _is_ours(output, results), suffix=".xlsx")
    if results.exists() and not results.is_dir():
        raise KaoheError(f"{results} 不是文件夹：用 --results 另写一个")
    province, inside, book = folder.resolve(), results.resolve(), output.resolve()
    data = [city.path.resolve() for city in found.cities]
    if inside == province or inside in province.parents or any(one in (inside, *inside.parents) for one in data):
        raise KaoheError(f"结果文件夹 {results} 和数据文件夹混在一起：用 --results 另写一个")
    if any(one in (book, *book.parents) for one in data):
        raise KaoheError(f"汇总工作簿 {output} 在一个市的数据里：用 -o 写到别处")
    if any(book == result_path(inside, city.name) for city in found.cities):
        raise KaoheError(f"汇总工作簿 {output} 和一个市的结果是同一个文件：用 -o 换一个名字")


def _is_ours(output: Path, results: Path) -> bool:
    """Whether the file there is the roll-up that was written last, as it was written."""
    try:
        return (results / RECORDS / _OWN).read_text(encoding="ascii").strip() == sha256_of(output)
    except (OSError, ValueError):
        return False


def _all(
    plan: CitiesPlan, results: Path, steps: console.Steps, workers: Workers
) -> tuple[dict[str, CityRecord], dict[str, str]]:
    """The records of cities that have a result, and why others have none."""
    records, failed = dict(plan.done), dict(plan.failed)
    total = len(plan.tasks)
    for name, why in plan.failed.items():
        steps.tell(f"{name} 没有计分：{why}", "red")
    if plan.done:
        steps.tell(f"{len(plan.done)} 个市与上次相同，沿用它们的结果")
    try:
        for number, one in enumerate(_outcomes(plan.tasks, workers), 1):
            failure = one.failure or _elsewhere(one, results)
            if one.record is not None and not failure:
                records[one.name] = one.record
                steps.cities(number, total, one.name)
            else:
                failed[one.name] = failure
                steps.tell(f"{one.name} 没有计分：{failure}", "red")
    except KeyboardInterrupt:
        steps.tell("停下了。算完的结果都在；再运行同一条命令，从停下的地方接着算", "yellow")
        raise
    return records, failed


def _outcomes(tasks: Sequence[Task], workers: Workers) -> Iterator[CityOutcome]:
    if not tasks:
        return iter(())
    if workers.scheduler is not None:
        return on_cluster(tasks, workers.scheduler)
    jobs = jobs_for(len(tasks)) if workers.jobs is None else workers.jobs
    return one_by_one(tasks) if jobs == 1 else in_processes(tasks, jobs)


def _elsewhere(one: CityOutcome, results: Path) -> str:
    """Why a result that a worker reported is not the one that stands here."""
    path = result_path(results, one.name)
    if one.record is not None and path.exists() and sha256_of(path) == one.record.result_sha256:
        return ""
    return f"{path.name} 不在本机的结果文件夹里，或不是工作机写的那一本：各台机器要用同一个共享文件夹"


def _options(options: ScoreOptions, scheme: Scheme | None) -> dict[str, str]:
    """As results say them."""
    return {
        "方案": "各市文件里写的" if scheme is None else scheme.id,
        "年度": "各市文件里写的" if options.year is None else str(options.year),
        "结果状态": options.stage or "初评",
        **({"数据截至（--as-of）": options.as_of} if options.as_of else {}),
        **({"只写数值": "是"} if options.values_only else {}),
        **({} if options.robustness else {"稳健性": "没有写"}),
    }


def _print(whole: RollUp, plan: CitiesPlan, output: Path, results: Path) -> None:
    heads = ("城市", "县数", "平均总分", "待定", "暂定", "错误", "警告")
    table = console.table(heads, words=("城市",), title=console.safe(f"{whole.name}  各市考核"))
    for one in whole.cities[:MOST_SHOWN]:
        found = average([county.total for county in one.counties if county.total is not None])
        mean = "—" if found is None else f"{found:.2f}"
        states = [county.state for county in one.counties]
        cells = (len(states), mean, states.count(PENDING), states.count(TENTATIVE), one.counts["error"], one.counts["warning"])  # fmt: skip
        table.add_row(console.safe(printable(one.name)), *map(str, cells))
    screen = console.out()
    screen.print(table)
    if len(whole.cities) > MOST_SHOWN:
        screen.print(f"（只列前 {MOST_SHOWN} 个市，共 {len(whole.cities)} 个，全部见汇总工作簿）")
    screen.print(
        f"计分 {len(whole.cities)} 个市，其中 {len(plan.done)} 个沿用上次的结果；没有计分 {len(whole.failed)} 个"
    )
    if whole.failed:
        names = listed((name for name, _ in whole.failed), MOST_SHOWN)
        console.err().print(console.safe(f"没有计分：{names}（原因见上面和汇总工作簿）", "red"))
    screen.print(console.safe(f"各市结果：{results}"))
    screen.print(console.safe(f"汇总工作簿：{output}"))
    screen.print(f"总封印：{whole.seal}")
