"""Which cities are to be scored, and which have their result already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scoring.errors import KaoheError
from workbook.cities.finding import RECORDS, City
from workbook.cities.inputs import city_files, input_sha256, program_sha256
from workbook.cities.one_city import Task, result_path
from workbook.cities.record import CityRecord, read_record
from workbook.hashing import sha256_of
from workbook.steps.score_set import ScoreOptions


@dataclass
class CitiesPlan:
    """done: cities whose result fits their input. tasks: those to be scored. failed: those that cannot be read. notes: what a
    person should know of results that were there."""

    done: dict[str, CityRecord] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def plan_cities(
    cities: tuple[City, ...],
    options: ScoreOptions,
    scheme_sha256: str | None,
    results: Path,
    *,
    force: bool,
    progress: Callable[[int, int, str], None],
) -> CitiesPlan:
    """Compare every city's files with the record of its result. force: results that are not as recorded may be written over."""
    plan = CitiesPlan()
    for number, city in enumerate(cities):
        progress(number, len(cities), city.name)
        try:
            files = city_files(city)
        except KaoheError as error:
            plan.failed[city.name] = str(error)
            continue
        expected = input_sha256(files, options, scheme_sha256)
        record, there = read_record(results, city.name), _there(results, city.name)
        ours = record is not None and record.result_sha256 == there
        if record is not None and ours and record.lasting and record.input_sha256 == expected:
            plan.done[city.name] = record
            continue
        plan.notes += _notes(city.name, record, there, ours)
        plan.tasks.append(
            Task(
                city.name, str(city.path.resolve()), files, expected, scheme_sha256, program_sha256(), options,
                str(results.resolve()), there if ours or force else "",
            )
        )  # fmt: skip
    return plan


def surplus(results: Path, cities: tuple[City, ...]) -> list[str]:
    """Results of cities that are no longer in the folder."""
    names = {one.name for one in cities}
    recorded = sorted(path.stem for path in (results / RECORDS).glob("*.json"))
    return [name for name in recorded if name not in names and result_path(results, name).exists()]


def _there(results: Path, name: str) -> str:
    path = result_path(results, name)
    return sha256_of(path) if path.exists() else ""


def _notes(name: str, record: CityRecord | None, there: str, ours: bool) -> Iterator[str]:
    if record is not None and not there:
        yield f"{name}：上次的结果文件不在了，重新计分"
    elif record is not None and not ours:
        yield f"{name}：结果文件与上次写出的不同，重新计分核对"
