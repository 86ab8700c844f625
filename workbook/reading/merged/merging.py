"""One file, or many, to one Submission: every figure from whoever has it, and every disagreement named."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import product

from scoring.checks.run import check_figures
from scoring.problems import Problem, Source
from scoring.scheme.scheme import Scheme
from workbook.reading.findings import of_file
from workbook.reading.merged import decided
from workbook.reading.merged.absence import absences, is_empty, why_nothing
from workbook.reading.merged.authority import labels, limited
from workbook.reading.merged.bureau_alone import is_of_one_bureau, without_claims
from workbook.reading.merged.copies import copied, named_otherwise
from workbook.reading.merged.due import adopted_files, outstanding
from workbook.reading.merged.figure_table import calibers_of, figure_table
from workbook.reading.merged.list_merging import claimed_cases, merged_lists
from workbook.reading.merged.submission import Submission
from workbook.reading.merged.verified import AssessedFigures, assessed, certified_counts, whether_final
from workbook.reading.parts.file_data import FileData
from workbook.reading.roles import SELF_REPORTED, Claim, Provenance, Role
from workbook.reading.stage import Stage
from workbook.reading.tables.cells import UNUSABLE
from workbook.reading.tables.self_scores import self_score_items, self_score_table
from workbook.reading.tables.values import SAME, Key, SheetValues
from workbook.reading.text import short


def single(part: FileData, scheme: Scheme) -> Submission:
    """A file that stands for itself, under the year that it declares: what it lacks is lacking."""
    part, forbidden = alone_as(part, scheme)
    return merge([part], scheme, part.declaration.year, alone=True).preceded_by(forbidden)


def alone_as(part: FileData, scheme: Scheme) -> tuple[FileData, list[Problem]]:
    """A file given alone: a county's own, a bureau's own, or else the office's; and what it may not say."""
    own = Role.BUREAU if is_of_one_bureau(part, scheme) else Role.OFFICE
    return limited(part, Role.COUNTY if part.layout == "county" else own, scheme)


def merge(
    parts: Sequence[FileData],
    scheme: Scheme,
    year: int | None,
    *,
    alone: bool = False,
    left_out: Collection[str] = (),
    stage: Stage = "初评",
) -> Submission:
    """Files that each speak of some counties, or of some items.

    A figure is what the bureau certifies, or the office's own; a county's own figure counts where nobody certifies the
    item, and at 初评 until it is certified. One that two files of the same side give must be the same in both; where they
    disagree it is 缺报, and an error names both. What nobody sent is reported once, to whoever owes it. year: without one,
    checks that know the year are left out. alone: the one file is all there is, a county's workbook too.
    left_out: counties whose files are not used, which was reported.
    """
    found = list[Problem]()
    counties = tuple(dict.fromkeys(county for part in parts for county in part.counties))
    if scheme.region is not None and not alone:
        counties = tuple(county.name for county in scheme.region.counties)
    names = {item.id: item.name for item in scheme.items.values()}
    office = next((part for part in parts if part.role == Role.OFFICE), None)
    certifying = [part for part in parts if part.role != Role.COUNTY]
    claiming = [part for part in parts if part.role == Role.COUNTY]
    verified, chosen, conflicts = _merged([(part, part.figures) for part in certifying], names, office is not None)
    claimed, claimants, wrong = _merged([(part, part.figures) for part in claiming], names, alone)
    found += decided.without_late_certificates(certifying, year)
    used = assessed(verified, chosen, claimed, claimants, scheme, stage)
    if alone and parts[0].role == Role.BUREAU:
        used.problems = without_claims(used.problems, parts[0].file)
    lists, faults = merged_lists(certifying, claiming, scheme, stage)
    counts = certified_counts(scheme, lists, used, parts, stage)
    whether_final(used, scheme)
    missing = _missing(used.figures, counts, counties, scheme)
    if office is not None:  # a blank is no fault where a figure is counted
        nothing = is_empty(office) and not office.figures.values
        own_problems = [*why_nothing(office, scheme)] if nothing else office.problems
        own_problems = [*own_problems, *(one for part in parts if part is not office for one in part.problems)]
        found += [
            one for one in own_problems if one.code != "E_BLANK" or not one.item or (one.county, one.item) not in counts
        ]
    else:
        found += absences(parts, counties, scheme, missing, left_out, alone)
        found += copied(parts)
    found = [one for one in found if not _superseded(one, used, claiming)]
    found += [*named_otherwise(parts, scheme), *conflicts, *wrong, *used.problems]
    found += _sent_twice(parts)
    own, _, disagreements = _merged(
        [(part, part.self_scores) for part in parts],
        {item.id: item.name for item in self_score_items(scheme)},
        alone=True,
    )
    deciding = [part for part in parts if part.role in (Role.OFFICE, Role.DECISION)]
    approved, refused = decided.adjustments(deciding, year, stage)
    vintages, disputed, unused = decided.revisions((one for part in deciding for one in part.vintages), year)
    pending, unapproved = decided.approvals(deciding, year)
    date, undated = decided.data_date(deciding, year)
    remark, unheard = labels(parts)
    found += [
        *disagreements,
        *refused,
        *unused,
        *unapproved,
        *undated,
        *faults,
        *unheard,
        *claimed_cases(certifying, claiming, scheme),
    ]
    elsewhere = dict(pair for part in reversed([*certifying, *claiming]) for pair in part.elsewhere.items())
    calibers = calibers_of(used.figures.values, used.chosen)
    table, wrong = figure_table(scheme, counties, used, lists, counts, calibers)
    if year is not None:
        wrong += check_figures(scheme, year, table, elsewhere, used.figures.sources)
    return Submission(
        files={part.file: part.sha256 for part in parts},
        year=year,
        scheme_id=next((part.declaration.scheme_id for part in parts if part.declaration.scheme_id is not None), None),
        table=table,
        declared=used.figures.declared,
        sources=used.figures.sources,
        adjustments=approved,
        self_scores=self_score_table(own, scheme, counties),
        problems=[*found, *wrong],
        remark=remark,
        vintages=vintages,
        data_date=date,
        calibers=calibers,
        layout=parts[0].layout if alone else "city",
        counties=tuple(table.index),
        lists=lists,
        elsewhere=elsewhere,
        accounts={part.file: part.account for part in parts if part.account is not None},
        stage=stage,
        provenance=Provenance(
            adopted=adopted_files(parts, table, used.figures.sources, scheme),
            claims={key: Claim(value, claimed.sources[key]) for key, value in claimed.values.items() if value == value},
            provisional={key: why for key, why in used.provisional.items() if key not in missing},
            certified=used.certified,
            outstanding=outstanding(table, scheme, used.provisional, used.figures.declared),
            disputed=disputed,
        ),
        approved_pending=pending,
    )


def _superseded(one: Problem, used: AssessedFigures, claiming: Sequence[FileData]) -> bool:
    """Whether a file's 暂缺 leaves nothing pending: a county's where another file's figure, or declaration, is used, a
    bureau's where the county's own figure counts for the time being."""
    key = (one.county, one.item)
    source = used.figures.sources.get(key)
    if one.code != "W_DECLARED" or source is None or source.file == one.source.file:
        return False
    return used.provisional.get(key) == SELF_REPORTED or one.source.file in {part.file for part in claiming}


def _missing(figures: SheetValues, counts: Collection[Key], counties: Sequence[str], scheme: Scheme) -> set[Key]:
    """The figures that nobody gave and that are counted from no list; a blank optional one is not missing."""
    values, items = figures.values, [(item.id, item.optional) for item in scheme.items.values()]
    found = set(product(counties, (item for item, _ in items))).difference(values)
    blank = {key for key, value in values.items() if value != value}
    if blank:
        found |= blank.intersection((county, item) for county in counties for item, optional in items if not optional)
    return found.difference(counts)


def _merged(
    read: Sequence[tuple[FileData, SheetValues]],
    names: Mapping[str, str],
    alone: bool,
) -> tuple[SheetValues, dict[Key, FileData], list[Problem]]:
    """What the files say together, whose each figure is, and where they disagree.

    alone: a blank counts for counties that its file does not speak of, too.
    """
    whole, chosen, problems = SheetValues(), dict[Key, FileData](), list[Problem]()
    for part, values in read:
        if _apart(whole, part, values, alone):
            _take_all(whole, chosen, part, values)
            continue
        for key, value in values.values.items():
            before = whole.values.get(key)
            if value != value:
                spoken_of = alone or key[0] in part.counties_with_data()
                taken = spoken_of and (before is None or (before != before and _fuller(part, chosen[key], key[0])))
            else:
                taken = before is None or before != before
            if taken:
                whole.take(key, values)
                chosen[key] = part
            elif value == value and (before != value or (key in whole.same) != (key in values.same)):
                if _is_read(whole, key) and _is_read(values, key):
                    problems.append(_conflict(key, names[key[1]], whole, values))
                whole.spoil(key)
    return whole, chosen, problems


def _is_read(values: SheetValues, key: Key) -> bool:
    """Whether a cell says something: of one that cannot be read, and of two that disagree, it was reported."""
    return values.values[key] != UNUSABLE or key in values.same


def _apart(whole: SheetValues, part: FileData, values: SheetValues, alone: bool) -> bool:
    """Whether every figure of a file, its blanks too, is taken as it stands: no file before it has any of them."""
    if not whole.values.keys().isdisjoint(values.values):
        return False
    return alone or part.counties_with_data().keys() >= {
        county for (county, _), value in values.values.items() if value != value
    }


def _take_all(whole: SheetValues, chosen: dict[Key, FileData], part: FileData, values: SheetValues) -> None:
    whole.values.update(values.values)
    chosen.update(dict.fromkeys(values.values, part))
    sources = values.sources  # those of figures that only checks read stand among them
    whole.sources.update(
        sources if len(sources) == len(values.values) else {key: sources[key] for key in values.values}
    )
    whole.declared.update({key: values.declared[key] for key in values.values if key in values.declared})
    whole.same.update({key: values.same[key] for key in values.values if key in values.same})


def _fuller(one: FileData, other: FileData, county: str) -> bool:
    """Whether a file has more of a county's figures than another; it is the one to blame for a blank."""
    return one.counties_with_data().get(county, 0) > other.counties_with_data().get(county, 0)


def _conflict(key: Key, name: str, one: SheetValues, other: SheetValues) -> Problem:
    county, item = key
    first, second = one.sources[key], other.sources[key]
    mine, contrary = _shown(one, key), _shown(other, key)
    message = f"“{name}”两个文件不一致：{first} 是 {mine}，{second} 是 {contrary}，分不清用哪一个，按缺报处理"
    remedy = "核对后把错的改正，或删除其中一个文件"
    return Problem("error", "E_CONFLICT", county, item, message, second, contrary, remedy, (first,))


def _shown(values: SheetValues, key: Key) -> str:
    value = values.values[key]
    reason = values.declared[key][1] if key in values.declared else ""
    text = SAME if key in values.same else f"{value:.15g}" if isinstance(value, float) else value
    return f"{text}（{short(reason)}）" if reason else text


def _sent_twice(parts: Sequence[FileData]) -> list[Problem]:
    """A note a county that has most of its figures in more than one file of the same side."""
    most: dict[tuple[Role, str], int] = {}
    for part in parts:
        for county, count in part.counties_with_data().items():
            most[part.role, county] = max(most.get((part.role, county), 0), count)
    senders: dict[tuple[Role, str], list[str]] = {}
    for part in parts:
        for county, count in part.counties_with_data().items():
            if 2 * count > most[part.role, county]:
                senders.setdefault((part.role, county), []).append(part.file)
    found = []
    for (_, county), files in senders.items():
        if len(files) > 1 and not _by_items(county, files, parts):
            message = f"“{county}”在 {len(files)} 个文件里都有数：{'、'.join(files)}；一致的只用一次，不一致的另行列出"
            note = of_file("N_TWICE", files[-1], message, "核对哪个文件是最后的，其余的可以移走", county)
            found.append(replace(note, also=tuple(Source(file) for file in files[:-1])))
    return found


def _by_items(county: str, files: Sequence[str], parts: Sequence[FileData]) -> bool:
    """Whether files share a county out by items, as bureaus do: no figure stands in two of them."""
    seen: set[str] = set()
    for part in parts:
        if part.file in files:
            own = {item for (name, item), value in part.figures.values.items() if name == county and value == value}
            if own & seen:
                return False
            seen |= own
    return True
