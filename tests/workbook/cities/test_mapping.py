"""The same bytes from one process, two, and a cluster; what a process that dies had in hand is not lost."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from tests.support.provinces import AS_SAID, dies_once, planned, province
from tests.workbook.cities.conftest import Done
from workbook.cities.mapping import in_processes, jobs_for
from workbook.cities.one_city import score_city
from workbook.command.cities_run import Workers, score_cities
from workbook.drawing.text_book import TextBook


def written(folder: Path) -> dict[str, bytes]:
    """The roll-up, and every result with its record."""
    found = [*folder.glob("*.xlsx"), *(folder / "全省-各市结果").rglob("*.*")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.is_file()}


@pytest.mark.slow
def test_two_processes_write_the_same(small: Done, tmp_path: Path) -> None:
    assert sorted(path.stem for path in small.results.glob("*.xlsx")) == ["乙市", "甲市"]
    assert score_cities(small.folder, tmp_path / "全省.xlsx", None, AS_SAID, workers=Workers(2)) == small.status == 1
    assert written(tmp_path) == written(small.output.parent)


@pytest.mark.slow
def test_a_cluster_writes_the_same(small: Done, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="kaohe[cluster] is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(tmp_path / "dask")
    ) as cluster:
        output = tmp_path / "全省.xlsx"
        assert (
            score_cities(small.folder, output, None, AS_SAID, workers=Workers(scheduler=cluster.scheduler_address)) == 1
        )
    assert written(tmp_path) == written(small.output.parent)


@pytest.mark.slow
def test_a_process_that_dies_takes_only_its_own_city_and_only_when_it_dies_again(tmp_path: Path) -> None:
    folder, results = province(tmp_path / "省"), tmp_path / "结果"
    tasks = planned(folder, results).tasks
    outcomes = {one.name: one.failure for one in in_processes(tasks, 2, dies_once)}
    assert sorted(outcomes) == ["丁市", "丙市", "乙市", "戊市", "甲市"]
    assert outcomes["丙市"].startswith("计分的进程两次意外中止")
    files = {task.name: task.files for task in tasks}
    assert outcomes["乙市"] == files["乙市"]["乙市.xlsx"]  # what the function makes of it, the second time
    assert outcomes["甲市"] == ""


@pytest.mark.parametrize(("cities", "most"), [(1, 1), (2, 1), (5, 1), (6, 2), (600, 200)])
def test_no_more_processes_than_are_worth_their_start(cities: int, most: int) -> None:
    assert 1 <= jobs_for(cities) <= most


def test_nothing_of_a_city_is_there_with_the_next(tmp_path: Path) -> None:
    """A workbook is held by its own sheets until the collector looks, which it does seldom: here, never by itself."""
    task = next(one for one in planned(province(tmp_path / "省"), tmp_path / "结果").tasks if one.name == "甲市")

    def books() -> int:
        return sum(isinstance(one, TextBook) for one in gc.get_objects())

    gc.collect()
    before = books()
    gc.disable()
    try:
        assert score_city(task).failure == ""
        assert books() == before
    finally:
        gc.enable()
