"""Which of two figures is used: the one that the bureau certifies (核定), or the county's own (自报)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from scoring.lists.counting import Count, count_items
from scoring.lists.rows import ListRows
from scoring.problems import Problem
from scoring.scheme.scheme import Scheme, lead_bureau
from workbook.reading.findings import of_file
from workbook.reading.parts.file_data import FileData
from workbook.reading.roles import PRELIMINARY, SELF_REPORTED, Certificate, Role, certificate_of
from workbook.reading.stage import Stage
from workbook.reading.tables.cells import UNUSABLE
from workbook.reading.tables.values import SAME, Key, SheetValues
from workbook.reading.text import listed


@dataclass
class AssessedFigures:
    """The figures that are assessed. chosen: the file of each; verified: figures that a certifier gave, as a number or
    不适用; provisional: those that are not final, with why; certified: how a bureau certifies them."""

    figures: SheetValues
    chosen: dict[Key, FileData]
    verified: set[Key] = field(default_factory=set)
    provisional: dict[Key, str] = field(default_factory=dict)
    certified: dict[Key, Certificate] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def forget(self, key: Key) -> None:
        """Assess no figure here; what else was said of it goes too."""
        del self.figures.values[key], self.figures.sources[key], self.chosen[key]
        self.figures.declared.pop(key, None)
        self.provisional.pop(key, None)


def assessed(
    verified: SheetValues,
    chosen: Mapping[Key, FileData],
    claimed: SheetValues,
    claimants: Mapping[Key, FileData],
    scheme: Scheme,
    stage: Stage,
) -> AssessedFigures:
    """The figures to be assessed at a stage, from what certifiers and counties say."""
    used = AssessedFigures(verified, dict(chosen))
    _same(used, claimed)
    _certify(used, stage, scheme)
    for key, value in claimed.values.items():
        if not _due(used, key):
            continue
        counts = scheme.items[key[1]].supplied == "county"
        if not counts and stage != "初评":
            continue
        waits = value != value or value == UNUSABLE or (key in claimed.declared and claimed.declared[key][0] == "暂缺")
        if waits and key in used.figures.values:  # neither side has a figure yet: what the certifier wrote stands
            continue
        used.figures.take(key, claimed)
        used.chosen[key] = claimants[key]
        if not (counts or waits):
            used.provisional[key] = SELF_REPORTED
    return used


def whether_final(used: AssessedFigures, scheme: Scheme) -> None:
    """Items that say whether others are certified finally: 否 where one of them is not, whatever was written."""
    for item in (one for one in scheme.items.values() if one.final_of):
        for county, of in [key for key in used.provisional if key[1] in item.final_of]:
            key, figures = (county, item.id), used.figures
            if figures.values.get(key) == 1.0:
                message = f"“{item.name}”写的是“是”，“{scheme.items[of].name}”还不是最终认定的数，按“否”处理"
                remedy = "最终认定后，在“认定说明”里写明“最终”和文号、日期"
                used.problems.append(
                    Problem("warning", "W_NOT_FINAL", *key, message, figures.sources[key], "是", remedy)
                )
            figures.values[key], figures.sources[key] = 0.0, figures.sources[county, of]
            figures.declared.pop(key, None)
            used.chosen[key] = used.chosen[county, of]


def _due(used: AssessedFigures, key: Key) -> bool:
    """Whether no certifier has given a figure yet: none at all, a blank, or 暂缺."""
    value = used.figures.values.get(key)
    if value is None or value != value:
        return True
    return key in used.figures.declared and used.figures.declared[key][0] == "暂缺"


def _same(used: AssessedFigures, claimed: SheetValues) -> None:
    """同自报: the county's own figure, certified; an error where there is none, or where no bureau says so."""
    alone = f"“{SAME}”只能写在部门的表里"
    for key, source in claimed.same.items():
        remedy = "写县里自己的数，或写“暂缺（原因）”“不适用（原因）”"
        used.problems.append(Problem("error", "E_SAME", *key, f"{alone}，这一格没有采用", source, SAME, remedy))
    for key, source in used.figures.same.items():
        value = claimed.values.get(key)
        if used.chosen[key].role != Role.BUREAU:
            message, remedy = alone, "写数，或写“暂缺（原因）”“不适用（原因）”"
        elif value is None or value != value or value == UNUSABLE:
            message, remedy = f"写的是“{SAME}”，县里没有报这个数，或者报的读不出来", "写核定的数，或催县里补报"
        else:
            used.figures.values[key], used.figures.sources[key] = value, claimed.sources[key]
            if key in claimed.declared:
                used.figures.declared[key] = claimed.declared[key]
            continue
        message = f"{message}，这一格按缺报处理"
        used.problems.append(Problem("error", "E_SAME", *key, message, source, SAME, remedy))


def _files(used: AssessedFigures) -> Collection[FileData]:
    every = used.chosen.values()
    return dict(zip(map(id, every), every, strict=True)).values()


def _certify(used: AssessedFigures, stage: Stage, scheme: Scheme) -> None:
    """How each figure is certified; at 审定 one that is not final is missing."""
    waiting = {key for key, (word, _) in used.figures.declared.items() if word == "暂缺"}
    figures = used.figures.values.items()
    certified = [key for key, value in figures if value == value and value != UNUSABLE and key not in waiting]
    used.verified.update(certified)
    files = _files(used)
    plain = {id(part) for part in files if part.role != Role.BUREAU and not part.certificates}
    of = [(key, used.chosen[key]) for key in certified] if len(plain) < len(files) else []
    for key in _not_final(used, [(key, part) for key, part in of if id(part) not in plain], stage, scheme):
        used.figures.spoil(key)


def _not_final(
    used: AssessedFigures, figures: Iterable[tuple[Key, FileData]], stage: Stage, scheme: Scheme
) -> list[Key]:
    """Note how figures, each with its file, are certified; those that do not count at 审定, as they are not final, which is told."""
    late: dict[str, list[Key]] = {}
    for key, part in figures:
        certificate = certificate_of(part.certificates, *key)
        if certificate is not None:
            used.certified[key] = certificate
        if part.role == Role.BUREAU and not (certificate is not None and certificate.final):
            used.provisional[key] = PRELIMINARY
            if stage == "审定":
                late.setdefault(part.file, []).append(key)
    for file, keys in late.items():
        names = listed(dict.fromkeys(f"“{scheme.items[item].name}”" for _, item in keys), 5)
        bureau = lead_bureau(scheme.items[keys[0][1]].bureau)
        counties = len({county for county, _ in keys})
        message = f"{names}还是初步数（{counties} 个县），审定时按缺报处理"
        remedy = f"等最终数；{bureau}在“认定说明”里写明“最终”和文号、日期"
        used.problems.append(of_file("E_PRELIMINARY", file, message, remedy))
    return [key for keys in late.values() for key in keys]


def certified_counts(
    scheme: Scheme, lists: Mapping[str, ListRows], used: AssessedFigures, parts: Sequence[FileData], stage: Stage
) -> dict[Key, Count]:
    """The figures counted from lists, certified as the other figures of their file. A county's own list counts nothing that a
    bureau certified as a figure; its figure, or 暂缺, is nothing where a bureau's list counts."""
    counts = count_items(scheme, lists)
    by_file = {part.file: part for part in parts}
    for key, one in list(counts.items()):
        supplied = scheme.items[key[1]].supplied
        if by_file[one.source.file].role != Role.COUNTY:
            if supplied != "county" and key in used.chosen and used.chosen[key].role == Role.COUNTY:
                used.forget(key)
                used.figures.sources[key] = one.source
        elif key in used.verified:
            del counts[key]
        elif supplied != "county":
            used.provisional[key] = SELF_REPORTED
    certified = [(key, by_file[one.source.file]) for key, one in counts.items() if one.figure == one.figure]
    for key, part in certified:
        used.figures.sources.setdefault(key, counts[key].source)
        used.chosen.setdefault(key, part)
    for key in _not_final(used, certified, stage, scheme):
        del counts[key]
        used.figures.spoil(key)
    return counts
