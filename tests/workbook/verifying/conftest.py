"""The demonstration result as the command writes it, shared by the tests of verifying."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import Adjustment, assess, load_scheme
from scoring.robustness import robustness
from workbook.layout.inputs import ResultInputs
from workbook.reading.submissions import read_city_workbook
from workbook.result.write import write_result

CITY = Path("examples/yuncheng-2025/yuncheng-2025.xlsx")


def write_demonstration(path: Path) -> Path:
    """The demonstration city's result, with one adjustment beside those of the file."""
    scheme = load_scheme("yuncheng-14fyp")
    data = read_city_workbook(CITY, scheme)
    changes = [*data.adjustments, Adjustment("垣曲县", "energy_management", -0.1, "现场抽查", "考核组")]
    done = assess(
        scheme, data.table, 2025, adjustments=changes, evidence=data.evidence
    )  # fmt: skip
    return write_result(done, path, ResultInputs(files=data.files, options={"方案": scheme.id}, self_scores=data.self_scores, remark=data.remark, declared=data.declared, review=True), robustness=robustness(done, draws=500))  # fmt: skip


@pytest.fixture(scope="session")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_demonstration(tmp_path_factory.mktemp("verifying") / "结果.xlsx")
