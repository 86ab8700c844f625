"""Results of every shipped scheme: 原样 as written, 内容一致 once another program has saved them.

LibreOffice takes two seconds a workbook, openpyxl one: two are saved by them, all of them with KAOHE_CITIES set; the demonstration city in ``test_verify``.
"""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest

from scoring import assess, load_scheme
from scoring.scheme.catalogue import shipped
from tests.support.cities import random_city
from tests.support.libreoffice import convert
from workbook.layout.inputs import ResultInputs
from workbook.result.write import write_result
from workbook.verifying.verify import verify_result

pytestmark = pytest.mark.usefixtures("writes_once")

SCHEMES = sorted(shipped())
SAVED = SCHEMES if os.environ.get("KAOHE_CITIES") else ["air-2013", "national-2007-target"]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A result of four random counties for each scheme."""
    folder, found = tmp_path_factory.mktemp("shipped"), {}
    for name in SCHEMES:
        scheme = load_scheme(name)
        table = random_city(scheme, ["甲县", "乙县", "丙县", "丁县"], seed=7, missing=0.1)
        done = assess(scheme, table, scheme.spec.period.end)
        found[name] = write_result(done, folder / f"{name}.xlsx", ResultInputs(review=True))
    return found


@pytest.fixture(scope="module")
def saved(written: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some of them, saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("saved")
    convert([written[name] for name in SAVED], folder / "out", folder / "profile")
    return folder / "out"


@pytest.mark.parametrize("name", SCHEMES)
def test_as_written(written: dict[str, Path], name: str) -> None:
    assert verify_result(written[name]).verdict == "原样"


@pytest.mark.parametrize("name", SAVED)
def test_saved_by_openpyxl(written: dict[str, Path], name: str, tmp_path: Path) -> None:
    openpyxl.load_workbook(written[name]).save(tmp_path / "又存.xlsx")
    done = verify_result(tmp_path / "又存.xlsx")
    assert (done.verdict, [str(one) for one in done.differences]) == ("内容一致", [])


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SAVED)
def test_saved_by_libreoffice(saved: Path, name: str) -> None:
    done = verify_result(saved / f"{name}.xlsx")
    assert (done.verdict, [str(one) for one in done.differences]) == ("内容一致", [])
