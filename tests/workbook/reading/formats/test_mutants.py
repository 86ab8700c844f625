"""A sample of the mutants of tests/bench/fuzz_reading.py: read or refused in a sentence that names the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.errors import DataError
from scoring.scheme.scheme import Scheme
from tests.support.mutants import mutant
from workbook.reading.submissions import read_city_workbook


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_mutants(first: int, good_file: Path, scheme: Scheme, tmp_path: Path) -> None:
    refused = []
    for seed in range(first, first + 10):
        path = tmp_path / f"{seed}.xlsx"
        path.write_bytes(mutant(good_file.read_bytes(), seed))
        try:
            assert len(read_city_workbook(path, scheme).table) == 6
        except DataError as error:
            refused.append((seed, str(error)))
    assert 2 <= len(refused) < 10
    assert [said for seed, said in refused if not said.startswith(f"{seed}.xlsx：")] == []
