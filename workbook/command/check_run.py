"""``kaohe check``: every problem in the terminal, and as a workbook, as JSON, and on marked copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from scoring.errors import KaoheError
from workbook.reading.account import Account
from workbook.saving import check_free, save_whole, temporary_files_in, together, write_whole
from workbook.steps import console
from workbook.steps.run import Run, RunOptions, run
from workbook.steps.set_folder import set_of

if TYPE_CHECKING:
    from rich.console import Console

    from workbook.checking.due_dates import DueDates


@dataclass(frozen=True)
class CheckOutputs:
    """What is to be written. json: a file, or - for standard output; marked: the folder of the copies; force: over files that are there."""

    book: Path | None = None
    json: str | None = None
    marked: Path | None = None
    outstanding: Path | None = None
    force: bool = False

    @property
    def screen(self) -> Console:
        """Where JSON goes to standard output, all else goes to the other."""
        return console.err() if self.json == "-" else console.out()

    def tell(self, text: str) -> None:
        """A line on that screen."""
        self.screen.print(console.safe(text))

    def check_free(self) -> None:
        """KaoheError for a file that may not be written; asked before the work."""
        json = None if self.json in (None, "-") else Path(self.json)
        for path, suffix in ((self.book, ".xlsx"), (self.outstanding, ".xlsx"), (json, ".json")):
            if path is not None:
                check_free(path, force=self.force, suffix=suffix)


def check_files(
    data: Sequence[Path] | None, options: RunOptions, outputs: CheckOutputs, due: Sequence[str] = ()
) -> int:
    """Read and score without writing a result; print every problem; the exit status."""
    outputs.check_free()
    marked = outputs.marked
    if marked is not None and data:
        _check_outside(marked, data)
    from workbook.checking.due_dates import due_dates

    with console.Steps() as steps:
        done = run(data, options, steps)
        if marked is not None and done.stored is not None:
            raise KaoheError(f"{done.stored.name} 是结果工作簿，没有可以标注的报送表：把原来的报送文件夹给 --marked")
        dates = due_dates(due, done.scheme, done.assessment.counties, done.assessment.year)
        problems = sorted(done.assessment.problems, key=lambda one: console.ORDER[one.severity])
        console.print_problem_table(problems, outputs.screen)
        assessment, files, accounts = done.assessment, done.submission.files, done.submission.accounts
        if outputs.json is not None:
            from workbook.checking.json_text import problems_json

            text = problems_json(problems, files, done.scheme, assessment.year, accounts)
            if outputs.json == "-":
                console.plain(text)
            else:
                save_whole(Path(outputs.json), text.encode("ascii"), force=outputs.force)
                outputs.tell(f"问题（JSON）：{outputs.json}")
        if outputs.book is not None:
            from workbook.checking.check_book import check_book

            content = check_book(problems, files, done.scheme, assessment.year, done.submission.remark)
            save_whole(outputs.book, content, force=outputs.force)
            outputs.tell(f"问题清单：{outputs.book}")
        if marked is not None:
            _write_marked(done, marked, outputs, steps)
        _tell_outstanding(done, outputs, dates)
        if accounts:
            console.err().print(f"{sum(accounts.values(), Account())}")
    return done.exit_status


def _tell_outstanding(done: Run, outputs: CheckOutputs, due: DueDates) -> None:
    """What is outstanding (欠报), in the terminal and as a workbook to send; nothing where one workbook is all there is."""
    submission, path = done.submission, outputs.outstanding
    if len(submission.provenance.adopted) < 2 and path is None and not due:
        return
    from workbook.checking.outstanding import outstanding_book, outstanding_texts
    from workbook.command.scoring_run import print_adopted

    if outputs.json != "-":
        print_adopted(submission.provenance)
    for text in outstanding_texts(done.assessment, submission.provenance.outstanding, due):
        outputs.tell(text)
    if path is not None:
        content = outstanding_book(
            done.assessment, submission.provenance.outstanding, submission.stage, submission.remark, due
        )
        save_whole(path, content, force=outputs.force)
        outputs.tell(f"催报清单：{path}")


def _check_outside(folder: Path, data: Sequence[Path]) -> None:
    """Copies among the submissions would be read as submissions next time."""
    for one in data:
        whole = set_of(one) or (one if one.is_dir() else None)
        if whole is not None and folder.resolve().is_relative_to(whole.resolve()):
            raise KaoheError(f"{folder} 在报送文件夹 {whole} 里面，下次会被当作报送表：请换一个文件夹放标注的副本")


def _write_marked(done: Run, folder: Path, outputs: CheckOutputs, steps: console.Steps) -> None:
    from workbook.checking.marked import marked_copy, problems_of

    found = {name: own for name, own in problems_of(done.assessment.problems).items() if name in done.paths}
    targets = _targets(list(found), folder)
    for name, target in targets.items():
        if target.exists() and not outputs.force:
            raise KaoheError(f"{target} 已经存在，没有覆盖：请换一个文件夹；确实要覆盖的，加 --force（{name}）")
    with together(targets.values()):
        for number, (name, target) in enumerate(targets.items(), 1):
            steps(f"写标注的副本（{number}/{len(targets)}）")
            if name not in done.submission.files:
                outputs.tell(f"{name}：没有采用（原因见问题），不写标注的副本")
                continue
            missing: list[str] = []

            def fill(neighbour: Path, name: str = name, missing: list[str] = missing) -> None:
                with temporary_files_in(neighbour.parent):
                    copy = marked_copy(name, done.paths[name].read_bytes(), found[name])
                neighbour.write_bytes(copy.content)
                missing += copy.lost

            write_whole(target, fill, force=outputs.force)
            lost = f"（没有带过来：{'、'.join(missing)}）" if missing else ""
            outputs.tell(f"标注的副本：{target}{lost}")
    clean = [name for name in done.paths if name not in found]
    if clean:
        outputs.tell(f"没有问题、不写副本的文件：{len(clean)} 个")


def _targets(names: list[str], folder: Path) -> dict[str, Path]:
    """A name a file, told apart where only the endings differ (甲.xls, 甲.xlsx)."""
    # A name may be a whole path, where two files of one name were given: nothing of it leads out of the folder.
    inside = ["/".join(part for part in PurePosixPath(name).parts if part not in ("/", "..")) for name in names]
    stems = [str(PurePosixPath(name).with_suffix("")) for name in inside]
    return {
        name: folder / f"{stem if stems.count(stem) == 1 else whole}-标注.xlsx"
        for name, whole, stem in zip(names, inside, stems, strict=True)
    }
