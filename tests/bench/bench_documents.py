"""What is written for each county, in processor time: python -m tests.bench.bench_documents [COUNTIES]

A blank workbook a county, a 成绩单 a county (the demonstration's thirteen), `verify` of a result of so many counties (200),
and 计分表 beside all the rest of a result of 150 counties × 60 lines.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from examples.build import ADJUSTMENTS, demonstration
from scoring import assess, load_scheme
from tests.bench.bench_assess import scheme, table
from tests.support.made_provinces import made_province
from workbook.layout.inputs import ResultInputs
from workbook.reading.submissions import read_submissions
from workbook.report.gather import gather
from workbook.report.issue import Issue
from workbook.report.papers import ReportRequest
from workbook.report.write import write_report
from workbook.result.sheets import lines
from workbook.result.write import write_result
from workbook.template.county_writer import county_template_bytes
from workbook.verifying.verify import verify_result

SHIPPED = load_scheme("yuncheng-14fyp")


def seconds(*works: Callable[[], object], rounds: int = 3) -> list[float]:
    """Processor time of each call: medians, in turn, the first round left out."""
    taken = [[_once(work) for work in works] for _ in range(rounds + 1)][1:]
    return [statistics.median(one) for one in zip(*taken, strict=True)]


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def template() -> float:
    """Seconds a county."""
    assert SHIPPED.region is not None
    names = [one.name for one in SHIPPED.region.counties]
    return seconds(lambda: [county_template_bytes(SHIPPED, 2025, name) for name in names])[0] / len(names)


def sheets(room: Path) -> float:
    """Seconds a county, what is gathered included."""
    done = assess(SHIPPED, demonstration(), 2025, adjustments=ADJUSTMENTS)
    issue = Issue("无文号", "2026-07-10", "", "考核办")

    def write() -> None:
        folder = Path(tempfile.mkdtemp(dir=room))
        write_report(gather(done, ResultInputs(stage="审定")), folder, ReportRequest(parts=("成绩单",), issue=issue))

    return seconds(write)[0] / len(done.counties)


def verifying(room: Path, counties: int) -> float:
    """Seconds of verifying a result as it was written."""
    folder, rules = made_province(room, 1, counties)
    submitted = read_submissions([next(folder.iterdir())], str(rules), None, "")
    result = write_result(assess(submitted.scheme, submitted.submission.table, submitted.year), room / "结果.xlsx")
    return seconds(lambda: verify_result(result))[0]


def scoring_sheet(room: Path) -> float:
    """计分表 as a multiple of the rest."""
    done = assess(scheme(60), table(150, 60), 2025)

    def without() -> None:
        with mock.patch.object(lines, "few_lines", return_value=False):
            write_result(done, room / "余.xlsx", force=True)

    whole, rest = seconds(lambda: write_result(done, room / "全.xlsx", force=True), without)
    return (whole - rest) / rest


def main() -> None:
    """A line each."""
    counties = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        print(f"template a county: {template():.3f} s")
        print(f"成绩单 a county: {sheets(room):.3f} s")
        print(f"计分表 150×60, multiple of the rest: {scoring_sheet(room):.2f}")
        print(f"verify {counties} counties: {verifying(room, counties):.1f} s")


if __name__ == "__main__":
    main()
