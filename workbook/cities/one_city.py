"""Score one city and write its result and its record: the function that processes and a cluster are given."""

from __future__ import annotations

import gc
import os
import platform
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import KaoheError
from scoring.scheme.catalogue import shipped
from workbook.cities.finding import RECORDS
from workbook.cities.inputs import check_program
from workbook.cities.record import CityRecord, write_record
from workbook.cities.summing import summed
from workbook.hashing import sha256_of
from workbook.printable import printable
from workbook.reading.merged.own_books import is_result
from workbook.steps.console import Quiet
from workbook.steps.run import Run
from workbook.steps.score_set import NothingTaken, ScoreOptions, score_set

_ONE = threading.Lock()
"""A process scores one city at a time, whatever number of threads a worker has."""
_MOST_MESSAGES = 20


@dataclass(frozen=True)
class Task:
    """A city to be scored. It goes to other processes and machines: only names and hashes, no data.

    data: its folder or workbook; results: the folder that the result goes into; both absolute. files: SHA-256 by name.
    replaces: the hash of the result that may be written over, empty for none.
    """

    name: str
    data: str
    files: Mapping[str, str]
    input_sha256: str
    scheme_sha256: str | None
    program_sha256: str
    options: ScoreOptions
    results: str
    replaces: str = ""


@dataclass(frozen=True)
class CityOutcome:
    """record: of a city that was scored; failure: why one was not. worker: machine and process; peak: its bytes of memory at most so far."""

    name: str
    record: CityRecord | None = None
    failure: str = ""
    worker: str = ""
    peak: int = 0


def result_path(results: Path, name: str) -> Path:
    """Where a city's result stands."""
    return results / f"{name}.xlsx"


def score_city(task: Task) -> CityOutcome:
    """Score it and write its result, then its record. What goes wrong stands in the outcome; nothing is raised."""
    with _ONE:
        record, failure = None, ""
        try:
            record = _scored(task)
        except NothingTaken as error:
            messages = dict.fromkeys(one.full_text() for one in error.problems)
            failure = "没有一个文件可以采用：" + "。".join(list(messages)[:_MOST_MESSAGES])
        except KaoheError as error:
            failure = str(error)
        except Exception as error:  # the others are scored all the same
            failure = f"程序没有料到的错误（{type(error).__name__}：{error}），没有计分：请把这个市的数据交给维护的人"
        gc.collect()  # the collector looks seldom: what is left of a city would be there with the next ones
        return CityOutcome(
            task.name, record, _without_places(task, failure), f"{platform.node()}:{os.getpid()}", _peak()
        )


def _scored(task: Task) -> CityRecord:
    check_program(task.program_sha256)
    results, data = Path(task.results), Path(task.data)
    if not (results / RECORDS).is_dir() or not data.exists():
        raise KaoheError("这台工作机上没有数据或结果的文件夹：各台机器要用同一个共享文件夹，路径相同")
    if is_result(data):
        raise KaoheError(f"{data.name} 是本程序写出的结果工作簿，不是报送的数据：移出这个文件夹")
    target = result_path(results, task.name)
    there = sha256_of(target) if target.exists() else ""
    if there in ("", task.replaces):
        done, steps = _written(task, data, target, force=bool(there))
        return _recorded(task, done, steps, sha256_of(target))
    # A run that ended between result and record left the same bytes; anything else is somebody's.
    with tempfile.TemporaryDirectory() as room:
        again = Path(room) / target.name
        done, steps = _written(task, data, again, force=False)
        if sha256_of(again) != there:
            raise KaoheError(
                f"结果文件 {target.name} 已经在那里，不是这次的输入算出来的（可能被人改过），没有覆盖：移走它再运行，或加 --force"
            )
    return _recorded(task, done, steps, there)


def _written(task: Task, data: Path, path: Path, *, force: bool) -> tuple[Run, Quiet]:
    def target(done: Run) -> Path:
        changed = [name for name, digest in done.submission.files.items() if task.files.get(name, digest) != digest]
        if changed:
            raise KaoheError(f"{'、'.join(changed)} 在计分时被改动了，没有写结果：改完以后再运行一次")
        if task.scheme_sha256 not in (None, done.scheme.sha256):
            raise KaoheError("考核方案的文件在计分时被改动了，没有写结果：改完以后再运行一次")
        return path

    steps = Quiet()
    return score_set([data], target, task.options, steps, force=force), steps


def _recorded(task: Task, done: Run, steps: Quiet, result_sha256: str) -> CityRecord:
    lasting = task.scheme_sha256 is not None or done.scheme.id in shipped()
    city = summed(task.name, done, steps.notes)
    record = CityRecord(input_sha256=task.input_sha256, result_sha256=result_sha256, lasting=lasting, city=city)
    write_record(Path(task.results), record)
    return record


def _without_places(task: Task, text: str) -> str:
    """A message without the folders of this machine."""
    for folder in (Path(task.data).parent, Path(task.results)):
        text = text.replace(f"{folder}{os.sep}", "").replace(str(folder), printable(folder.name))
    return text


def _peak() -> int:
    """The most memory that this process had, where the system says it (Linux); else 0."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    line = next((one for one in status.splitlines() if one.startswith("VmHWM:")), "VmHWM: 0")
    return int(line.split()[1]) * 1024
