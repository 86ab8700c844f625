"""Are the data files those that a result was made from, and do they still say the same?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scoring.errors import KaoheError
from scoring.formula.columns import MISSING_TEXT, NOT_APPLICABLE_TEXT, State
from scoring.ledger.intake import Intake, take_in
from scoring.problems import Source
from workbook.archive.checked import check_result
from workbook.archive.stored import StoredResult
from workbook.archive.typed import typed_part
from workbook.hashing import sha256_of
from workbook.reading.merged.folder import is_link
from workbook.reading.merged.submission import Submission
from workbook.reading.roles import Role, role_of_file
from workbook.reading.suffixes import APPEALS, READABLE, suffix_of
from workbook.revisions.record import RevisionRecord
from workbook.verifying.difference import short


@dataclass(frozen=True)
class DataCheck:
    """files: a line a file, with whether it is the one that was read. figures: a line a figure that differs."""

    files: tuple[tuple[str, bool], ...]
    figures: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every file is the same and no figure differs."""
        return all(good for _, good in self.files) and not self.figures


def check_data(stored: StoredResult, paths: Sequence[Path]) -> DataCheck:
    """Compare hashes of the data files with the archived ones, read the files again and compare every figure.

    paths: files, or folders that hold them. KaoheError where a path does not exist.
    """
    there = _files(paths)
    hashes = {path: sha256_of(path) for path in there}
    lines, used = [], []
    for name, digest in stored.files.items():
        path, line, good = _one(name, digest, hashes)
        lines.append((line, good))
        used += [path] if path is not None else []
    if not stored.files:
        lines.append(("存档里没有记数据文件（不是从文件读的），无法核对", False))
    surplus = [path.name for path in there if path not in used]
    if surplus and any(path.is_file() for path in paths):
        lines.append((f"存档里没有这些文件：{'、'.join(surplus)}", False))
    return DataCheck(tuple(lines), tuple(_figures(stored, _for_rereading(stored, used))))


def _for_rereading(stored: StoredResult, used: Sequence[Path]) -> list[Path]:
    """What to read again: of a set its folder, whose own folders say the roles; else the files themselves."""
    found: list[Path] = []
    for name in stored.files:
        inside = PurePosixPath(name).parts
        path = next((one for one in used if one.parts[-len(inside) :] == inside), None)
        if path is not None and role_of_file(name) is not None:
            path = path.parents[len(inside) - 1]
        found += [path] if path is not None else []
    folders = [one for one in found if one.is_dir()]
    others = [one for one in used if not any(one.is_relative_to(folder) for folder in folders)]
    return list(dict.fromkeys([*folders, *others]))


def _files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            every = (one for one in path.rglob("*") if suffix_of(one) in (*READABLE, *APPEALS) and not is_link(one))
            found += sorted(one for one in every if one.is_file())
        elif path.is_file():
            found.append(path)
        else:
            raise KaoheError(f"找不到 {path}：请检查路径和文件名")
    return list(dict.fromkeys(found))


def _one(name: str, digest: str, hashes: dict[Path, str]) -> tuple[Path | None, str, bool]:
    """The file that stands for an archived one: the same bytes, or else the same name."""
    same = [path for path, one in hashes.items() if one == digest]
    named = [path for path in hashes if path.name == Path(name).name]
    path = next((one for one in same if one in named), None) or next(iter([*same, *named]), None)
    if path is None:
        return None, f"{name}：没有找到（应有 SHA-256 {digest}）", False
    if hashes[path] == digest:
        other = "" if path in named else f"（现在名为 {path.name}）"
        return path, f"{name}：与计分时读的一致{other}", True
    return path, f"{name}：与计分时读的不一致，SHA-256 现在是 {hashes[path]}，应当是 {digest}", False


def _figures(stored: StoredResult, paths: Sequence[Path]) -> Iterator[str]:
    if not paths:
        return
    try:
        submission = read_again(stored, paths)
    except KaoheError as error:
        yield f"数据文件不能重读：{error}"
        return
    intake = take_in(stored.scheme, submission.table)
    archived = stored.assessment.intake
    for county in (*archived.counties, *(one for one in intake.counties if one not in archived.counties)):
        if county not in intake.counties or county not in archived.counties:
            where = "数据文件里没有，存档里有" if county in archived.counties else "数据文件里有，存档里没有"
            yield f"{county}：{where}"
            continue
        for item in archived.values:
            now, then = _figure_text(intake, county, item), _figure_text(archived, county, item)
            if now != then:
                source = submission.sources.get((county, item), Source())
                name = stored.scheme.items[item].name
                yield f"{source or '数据文件'} {county}“{name}”：数据文件里是 {now}，存档里是 {then}"
    now_rows, then_rows = (
        sorted((one.county, one.indicator, f"{one.points:.15g}", one.reason, one.approver) for one in rows)
        for rows in (submission.adjustments, stored.assessment.adjustments)
    )
    for row in [one for one in now_rows if one not in then_rows]:
        yield f"核定调整：数据文件里有、存档里没有：{short(' '.join(row))}"
    for row in [one for one in then_rows if one not in now_rows]:
        yield f"核定调整：存档里有、数据文件里没有：{short(' '.join(row))}"


def read_again(stored: StoredResult, files: Sequence[Path]) -> Submission:
    """The data files read under the archived scheme. KaoheError if they cannot be."""
    from workbook.reading.submissions import ReadOptions, read_submissions
    from workbook.revisions.apply import apply_revisions

    record = stored.inputs.revisions or RevisionRecord()
    adopted = [one.file for one in stored.inputs.provenance.adopted if one.role == Role.DECISION]
    decided = {
        Path(name).name for name in (*record.files, *(adopted or [record.appeals]))
    }  # old archives name one file
    # A folder says by its own folders what is a decision; of files that are given one by one the archive says it.
    decisions = [path for path in files if path.is_file() and path.name in decided]
    absent = [] if any(path.is_dir() for path in files) else sorted(decided - {"", *(path.name for path in decisions)})
    if absent:
        raise KaoheError(f"没有给出 {'、'.join(absent)}：计分时用了其中的决定，一并给出才能重读")
    books = [path for path in files if path not in decisions]
    if not books:
        raise KaoheError("没有数据文件可读")
    submitted = read_submissions(
        books, stored.scheme, stored.year, stored.scheme.id,
        ReadOptions(decisions, stored.inputs.stage, lambda opened, scheme: typed_part(check_result(opened), scheme)),
    )  # fmt: skip
    return apply_revisions(submitted.submission, stored.scheme, record.as_of, submitted.appeals).submission


def _figure_text(intake: Intake, county: str, item: str) -> str:
    place = intake.counties.index(county)
    states = intake.states[item]
    state = State.OK if states is None else states[place]
    if state == State.OK:
        return f"{intake.values[item][place]:.15g}"
    return MISSING_TEXT if state == State.MISSING else NOT_APPLICABLE_TEXT
