"""A changed scheme is the scheme that stands in YAML edited by hand: the same hash, the same assessment; refused alike.

A sample of the changes; ``python -m tests.bench.bench_scenarios`` holds more than 300 of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from yaml import CSafeDumper, CSafeLoader

from scoring.assessment import assess
from scoring.errors import KaoheError, SchemeError
from scoring.ledger.compile import compile_ledger
from scoring.scenarios import Scenario, SchemeChange, changed
from scoring.scheme.catalogue import list_schemes
from scoring.scheme.loader import load_scheme
from scoring.scheme.scheme import Scheme
from scoring.scheme.yaml_marks import Mark, parse_yaml
from tests.support.cities import random_city
from workbook.scheme_workbook.importing import scheme_files

IDS = [one.id for one in list_schemes()]
MOST_TRIED = 80
EACH, SAMPLE = 20, 2
"""Changes of a scheme that are held against the edited file: by the bench, and here."""
SELDOM = {
    "air-2013": 7, "barometer-2020": 0, "co2-2014": 8, "environment-letter-2018": 14, "warning-2010": 0, "water-2016": 7,
    "water-resources-135": 10,
}  # fmt: skip
"""How many of the changes drawn make a valid scheme (where points have to add up, few single changes do)."""
REFUSED = 3  # of those refused, so many are held against the edited file
HOLE = "HERE-STANDS-THE-NEW-VALUE"
PLACES = ("dimensions", "gates", "grades", "deductions", "bonus_cap", "deduction_cap", "rounding", "ranking")


def leaves(data: Any, loc: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Numbers, and elements of lists that may be taken out, with where they stand."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in ("id", "items", "lists"):
                yield from leaves(value, (*loc, key))
    elif isinstance(data, list):
        for place, one in enumerate(data):
            if isinstance(one, dict):
                yield (*loc, place), "off"
            yield from leaves(one, (*loc, place))
    elif isinstance(data, int | float) and not isinstance(data, bool):
        yield loc, data


def path_of(data: Any, loc: tuple[Any, ...]) -> str:
    """The path as a person writes it: ids where there are some, [n] counted from 1 elsewhere."""
    parts: list[str] = []
    for step in loc:
        data = data[step]
        if not isinstance(step, int):
            parts.append(str(step))
        elif isinstance(data, dict) and "id" in data:
            parts = [data["id"]]
        elif parts and isinstance(data, dict | list | int | float | str):
            parts[-1] += f"[{step + 1}]"
    return ".".join(parts)


def years_keys(data: Any, loc: tuple[Any, ...]) -> bool:
    """Whether a step is a number that is a key, not a place."""
    for step in loc:
        if isinstance(data, dict) and isinstance(step, int):
            return True
        data = data[step]
    return False


def edited(text: str, loc: tuple[Any, ...], new: str) -> str:
    """The file with one value written over, or one element cut out: in its text."""
    data = yaml.load(text, Loader=CSafeLoader)
    holder = data
    for step in loc[:-1]:
        holder = holder[step]
    if new == "off":
        del holder[loc[-1]]
        return yaml.dump(data, Dumper=CSafeDumper, allow_unicode=True, sort_keys=False)
    holder[loc[-1]] = HOLE
    shown = yaml.dump(data, Dumper=CSafeDumper, allow_unicode=True, sort_keys=False)
    assert shown.count(HOLE) == 1
    return shown.replace(HOLE, new)


def by_hand(folder: Path, files: dict[str, str], text: str) -> Scheme:
    """The edited file and those beside it, loaded."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(text if name == "scheme.yaml" else content, encoding="utf-8")
    return load_scheme(folder / "scheme.yaml")


def draw(random_one: random.Random, value: Any) -> str:
    """Another value: near the old one, or far from it."""
    if value == "off":
        return "off"
    if isinstance(value, int) and random_one.random() < 0.5:
        return str(value + random_one.choice((1, -1, 5)))
    return repr(round(value * random_one.choice((0.5, 0.9, 1.1, 1.25, 2)), 2))


def written(path: str, new: str) -> Scenario:
    """A scenario of one change, its value as the parser of scheme files reads it."""
    value = parse_yaml(f"value: {new}\n", "测算.yaml")["value"]
    return Scenario("试", (SchemeChange(path, value, Mark("测算.yaml", 3)),), Mark("测算.yaml", 1))


def outcome(make: Any) -> Any:
    """A scheme's hash, or that it was refused."""
    try:
        return make()
    except SchemeError:
        return None


def drawn(name: str, data: Any) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    """Random changes of a scheme: where, as a path, and what to; points, which mostly no longer add up, seldom."""
    random_one = random.Random(f"scenarios {name}")
    places = [
        (loc, value)
        for key in PLACES
        if key in data
        for loc, value in leaves(data[key], (key,))
        if not years_keys(data, loc) and (loc[-1] != "points" or random_one.random() < 0.1)
    ]
    for _ in range(MOST_TRIED):
        loc, value = random_one.choice(places)
        yield loc, path_of(data, loc), draw(random_one, value)


def wanted(name: str, each: int) -> int:
    """How many changes of a scheme are held."""
    return min(SELDOM.get(name, each), each)


def test_the_bench_holds_more_than_300_changes() -> None:
    assert sum(wanted(name, EACH) for name in IDS) > 300


@pytest.mark.parametrize("name", IDS)
def test_random_changes_give_what_the_edited_file_gives(name: str, tmp_path: Path) -> None:
    assert held(name, tmp_path, SAMPLE) == wanted(name, SAMPLE)


def held(name: str, folder: Path, each: int) -> int:
    """How many random changes of a scheme gave what the edited file gives; AssertionError for one that does not."""
    base = load_scheme(name)
    files = scheme_files(base)
    data = yaml.load(files["scheme.yaml"], Loader=CSafeLoader)
    plain = yaml.dump(data, Dumper=CSafeDumper, allow_unicode=True, sort_keys=False)
    assert by_hand(folder / "base", files, plain).sha256 == base.sha256
    counties = [one.name for one in base.region.counties][:12] if base.region else ["甲县", "乙县", "丙县", "丁县"]
    table = random_city(base, counties, 7)
    done = refused = 0
    for number, (loc, path, new) in enumerate(drawn(name, data)):
        ours = outcome(lambda way=path, to=new: changed(base, written(way, to)).scheme)
        if ours is None and refused == REFUSED:
            continue
        hand = outcome(lambda at=loc, to=new, n=number: by_hand(folder / str(n), files, edited(plain, at, to)))
        assert (ours and ours.sha256) == (hand and hand.sha256), (path, new)
        if ours is None:
            refused += 1
        else:
            compare(ours, hand, table, base.spec.period.end, (path, new))
            done += 1
        if done == wanted(name, each) and (done or refused == REFUSED):
            break
    return done


def compare(ours: Scheme, hand: Scheme, table: pd.DataFrame, year: int, what: Any) -> None:
    """Every score, grade and rank, and every column of the ledger."""
    try:
        compile_ledger(hand, year)
    except KaoheError:
        with pytest.raises(KaoheError):
            compile_ledger(ours, year)
        return
    own = [item for item in ours.items if item in table]
    mine, theirs = assess(ours, table[own], year), assess(hand, table[own], year)
    pd.testing.assert_frame_equal(mine.ledger, theirs.ledger, obj=str(what))
    pd.testing.assert_frame_equal(mine.scores, theirs.scores, obj=str(what))
