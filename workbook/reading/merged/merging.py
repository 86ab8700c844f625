"""One file, or many, to one Submission: every figure from whoever has it, and every disagreement named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from scoring.lists.counting import count_items
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from workbook.reading.findings import of_file
from workbook.reading.merged.absence import absences, says_nothing, why_nothing
from workbook.reading.merged.copies import copied, named_otherwise
from workbook.reading.merged.granted import granted
from workbook.reading.merged.list_merging import merged_lists
from workbook.reading.merged.settled import calibers_of, settled
from workbook.reading.merged.submission import Submission
from workbook.reading.parts.part import Part
from workbook.reading.tables.across import Key, SheetValues
from workbook.reading.tables.cells import UNUSABLE
from workbook.reading.tables.self_scores import self_score_items, self_score_table
from workbook.reading.text import short


def single(part: Part, scheme: Scheme) -> Submission:
    """A file that stands for itself, under the year that it declares: what it lacks is lacking."""
    return merge([part], scheme, part.declaration.year, alone=True)


def merge(
    parts: Sequence[Part],
    scheme: Scheme,
    year: int | None,
    problems: Iterable[Problem] = (),
    *,
    alone: bool = False,
    left_out: Collection[str] = (),
) -> Submission:
    """Files that each speak of some counties, or of some items. problems: what was found before they were read.

    A figure that stands in several files must be the same in all; where two disagree it is 缺报, and an error
    names both. A file is not blamed for what others should have sent; what nobody sent is told once. year: without
    one, checks that know the year are left out. alone: the one file is all there is, a county's workbook too.
    left_out: counties whose files are not used, which was told.
    """
    found = [*problems]
    counties = tuple(dict.fromkeys(county for part in parts for county in part.counties))
    if scheme.region is not None and not alone:
        counties = tuple(county.name for county in scheme.region.counties)
    spoken = [part.spoken_of() for part in parts]
    figures, chosen, conflicts = _merged(
        [(part, part.figures) for part in parts],
        {item.id: item.name for item in scheme.items.values()},
        None if alone else spoken,
    )
    lists, wrong = merged_lists(parts, scheme)
    counts = count_items(scheme, lists)
    if alone:  # a blank is no fault where a figure is counted
        nothing = says_nothing(parts[0]) and not parts[0].figures.values
        told = why_nothing(parts[0], scheme) if nothing else parts[0].problems
        found += [one for one in told if one.code != "E_BLANK" or not one.item or (one.county, one.item) not in counts]
    else:
        found += absences(parts, figures, counties, scheme, counts, left_out)
        found += copied(parts)
    found += named_otherwise(parts, scheme)
    found += conflicts
    found += _sent_twice(parts, spoken)
    own, _, disagreements = _merged(
        [(part, part.self_scores) for part in parts], {item.id: item.name for item in self_score_items(scheme)}, None
    )
    found += disagreements
    approved, refused = (parts[0].adjustments, []) if alone else granted(parts, spoken)
    found += refused
    found += wrong
    said = [part.declaration for part in parts]
    elsewhere = dict(pair for part in reversed(parts) for pair in part.elsewhere.items())
    table, doubts = settled(scheme, year, counties, figures, chosen, lists, counts, elsewhere)
    return Submission(
        files={part.file: part.sha256 for part in parts},
        year=year,
        scheme_id=next((one.scheme_id for one in said if one.scheme_id is not None), None),
        table=table,
        declared=figures.declared,
        sources=figures.sources,
        adjustments=approved,
        self_scores=self_score_table(own, scheme, counties),
        problems=[*found, *doubts],
        remark="；".join(dict.fromkeys(one.remark for one in said if one.remark)),
        vintages=tuple(one for part in parts for one in part.vintages),
        data_date=max((part.data_date for part in parts), default=""),
        calibers=calibers_of(figures.values, chosen),
        layout=parts[0].layout if alone else "city",
        counties=tuple(table.index),
        lists=lists,
        elsewhere=elsewhere,
        accounts={part.file: part.account for part in parts if part.account is not None},
    )


def _merged(
    read: Sequence[tuple[Part, SheetValues]],
    names: Mapping[str, str],
    spoken: Sequence[Mapping[str, int]] | None,
) -> tuple[SheetValues, dict[Key, Part], list[Problem]]:
    """What the files say together, whose each figure is, and where they disagree.

    spoken: the counties that each file speaks of; a blank counts only where its file does.
    """
    whole, chosen, problems = SheetValues(), dict[Key, Part](), list[Problem]()
    for number, (part, values) in enumerate(read):
        for key, value in values.values.items():
            before = whole.values.get(key)
            if value != value:
                if spoken is not None and key[0] not in spoken[number]:
                    continue
                if before is None or (before != before and _fuller(part, chosen[key], key[0])):
                    _take(whole, chosen, key, part, values)
            elif before is None or before != before:
                _take(whole, chosen, key, part, values)
            elif before != value:
                if UNUSABLE not in (before, value):
                    problems.append(_conflict(key, names[key[1]], whole, values))
                whole.values[key] = UNUSABLE
                whole.declared.pop(key, None)
    return whole, chosen, problems


def _fuller(one: Part, other: Part, county: str) -> bool:
    """Whether a file has more of a county's figures than another; it is the one to blame for a blank."""
    return one.spoken_of().get(county, 0) > other.spoken_of().get(county, 0)


def _take(whole: SheetValues, chosen: dict[Key, Part], key: Key, part: Part, values: SheetValues) -> None:
    whole.values[key], chosen[key] = values.values[key], part
    whole.sources[key] = values.sources[key]
    if key in values.declared:
        whole.declared[key] = values.declared[key]


def _conflict(key: Key, name: str, one: SheetValues, other: SheetValues) -> Problem:
    county, item = key
    first, second = one.sources[key], other.sources[key]
    said, contrary = _shown(one, key), _shown(other, key)
    message = f"“{name}”两个文件不一致：{first} 是 {said}，{second} 是 {contrary}，分不清用哪一个，按缺报处理"
    remedy = "核对后把错的改正，或删除其中一个文件"
    return Problem("error", "E_CONFLICT", county, item, message, second, contrary, remedy, (first,))


def _shown(values: SheetValues, key: Key) -> str:
    value = values.values[key]
    reason = values.declared[key][1] if key in values.declared else ""
    text = f"{value:.15g}" if isinstance(value, float) else value
    return f"{text}（{short(reason)}）" if reason else text


def _sent_twice(parts: Sequence[Part], spoken: Sequence[Mapping[str, int]]) -> list[Problem]:
    """A note a county that has most of its figures in more than one file."""
    most: dict[str, int] = {}
    for counts in spoken:
        for county, count in counts.items():
            most[county] = max(most.get(county, 0), count)
    senders: dict[str, list[str]] = {}
    for part, counts in zip(parts, spoken, strict=True):
        for county, count in counts.items():
            if 2 * count > most[county]:
                senders.setdefault(county, []).append(part.file)
    found = []
    for county, files in senders.items():
        if len(files) > 1 and not _by_items(county, files, parts):
            message = f"“{county}”在 {len(files)} 个文件里都有数：{'、'.join(files)}；一致的只用一次，不一致的另行列出"
            note = of_file("N_TWICE", files[-1], message, "核对哪个文件是最后的，其余的可以移走", county)
            found.append(replace(note, also=tuple(Source(file) for file in files[:-1])))
    return found


def _by_items(county: str, files: Sequence[str], parts: Sequence[Part]) -> bool:
    """Whether files share a county out by items, as bureaus do: no figure stands in two of them."""
    seen: set[str] = set()
    for part in parts:
        if part.file in files:
            own = {item for (name, item), value in part.figures.values.items() if name == county and value == value}
            if own & seen:
                return False
            seen |= own
    return True
