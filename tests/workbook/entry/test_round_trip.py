"""Template → filled by openpyxl as a person would → read: the same figures, for every shipped scheme; scored, verified."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scoring import assess, list_schemes, load_scheme
from scoring.scheme.scheme import Scheme
from tests.support.libreoffice import convert
from tests.workbook.entry.filling import fill, random_figures, same_figures
from workbook.layout.inputs import ResultInputs
from workbook.reading.submissions import read_city_workbook
from workbook.reading.wording import reported
from workbook.result.write import write_result
from workbook.template.content import TemplateContent
from workbook.template.county_writer import county_template_bytes, write_county_templates
from workbook.template.writer import write_template
from workbook.verifying.verify import verify_result

SCHEMES = [entry.id for entry in list_schemes()]


def counties(scheme: Scheme) -> list[str]:
    return [one.name for one in scheme.region.counties] if scheme.region is not None else ["甲县", "乙县", "丙县"]


LAYOUTS = [*((which, "bureau") for which in SCHEMES), ("yuncheng-14fyp", "dimension"), ("water-2016", "dimension")]


@pytest.mark.parametrize(("which", "by"), LAYOUTS)
def test_city(which: str, by: str, tmp_path: Path) -> None:
    scheme = load_scheme(which)
    year = scheme.spec.period.end
    figures = random_figures(scheme, counties(scheme), SCHEMES.index(which))
    blank = write_template(scheme, year, tmp_path / "空表.xlsx", by=by)  # type: ignore[arg-type]
    filled = fill(blank, tmp_path / "报送.xlsx", scheme, figures, names=scheme.region is None)
    read = read_city_workbook(filled, scheme)
    assert (read.layout, list(read.counties), read.year, read.scheme_id) == ("city", list(figures.index), year, which)
    assert same_figures(read.table, figures) == []
    assert [one for one in read.problems if one.severity == "error"] == []
    expected = assess(scheme, figures, year)
    result = assess(scheme, read.table, year, evidence=read.evidence)
    pd.testing.assert_frame_equal(result.scores, expected.scores)
    if (which, by) == LAYOUTS[-2]:  # results of every scheme: tests/workbook/verifying/test_shipped.py
        path = write_result(
            result, tmp_path / "结果.xlsx", ResultInputs(files=read.files, declared=read.declared, review=True)
        )
        assert list(verify_result(path).differences) == []


@pytest.mark.parametrize("which", SCHEMES)
def test_county(which: str, tmp_path: Path) -> None:
    """Every county's own workbook gives what the county reports; with what others supply, the city's scores."""
    scheme = load_scheme(which)
    year = scheme.spec.period.end
    names = counties(scheme)[:2]
    figures = random_figures(scheme, names, 100 + SCHEMES.index(which))
    own = [item for item in figures.columns if reported(scheme.items[item])]
    read = []
    for path in write_county_templates(scheme, year, tmp_path / "各县", counties=names):
        county = path.name.split("-")[0]
        filled = fill(path, tmp_path / f"{county}.xlsx", scheme, figures.loc[[county], own])
        one = read_city_workbook(filled, scheme)
        assert (one.layout, one.counties, one.year, one.scheme_id) == ("county", (county,), year, which)
        assert [problem for problem in one.problems if problem.severity == "error"] == []
        read.append(one.table)
    table = pd.concat(read).loc[names]
    assert same_figures(table[own], figures[own]) == []
    for item in figures.columns.difference(own):
        table[item] = figures[item]
    pd.testing.assert_frame_equal(assess(scheme, table, year).scores, assess(scheme, figures, year).scores)


@pytest.mark.slow
@pytest.mark.libreoffice
def test_libreoffice_saving_loses_nothing(tmp_path: Path) -> None:
    """Blank and filled, city and county, opened and saved by LibreOffice: the same figures, lists and declarations."""
    from examples.build import demonstration
    from examples.lists import demonstration_lists

    scheme = load_scheme("yuncheng-14fyp")
    figures = demonstration()
    lists = demonstration_lists(scheme, figures)
    city = write_template(
        scheme, 2025, tmp_path / "city.xlsx", TemplateContent(values=figures, lists=lists), by="bureau"
    )
    county = tmp_path / "county.xlsx"
    county.write_bytes(county_template_bytes(scheme, 2025, "芮城县", TemplateContent(values=figures.loc[["芮城县"]])))
    blank = write_template(scheme, 2025, tmp_path / "blank.xlsx", by="bureau")
    filled = fill(blank, tmp_path / "filled.xlsx", scheme, random_figures(scheme, counties(scheme), 7))
    convert([city, county, filled], tmp_path / "saved", tmp_path / "profile")
    for path in (city, county, filled):
        before, after = read_city_workbook(path, scheme), read_city_workbook(tmp_path / "saved" / path.name, scheme)
        pd.testing.assert_frame_equal(after.table, before.table)
        assert after.declared == before.declared
        assert (after.year, after.scheme_id, after.layout, after.remark) == (
            before.year, before.scheme_id, before.layout, before.remark,
        )  # fmt: skip
        assert [(one.code, one.message) for one in after.problems] == [
            (one.code, one.message) for one in before.problems
        ]
        assert after.lists.keys() == before.lists.keys()
        for name, rows in after.lists.items():
            pd.testing.assert_frame_equal(rows.frame, before.lists[name].frame)
    assert read_city_workbook(tmp_path / "saved" / "city.xlsx", scheme).lists.keys() == lists.keys()


def test_lists_are_read_as_they_were_written(tmp_path: Path) -> None:
    from examples.build import demonstration
    from examples.lists import demonstration_lists

    scheme = load_scheme("yuncheng-14fyp")
    lists = demonstration_lists(scheme, demonstration())
    read = read_city_workbook(write_template(scheme, 2025, tmp_path / "a.xlsx", TemplateContent(lists=lists)), scheme)
    for name, rows in lists.items():
        pd.testing.assert_frame_equal(read.lists[name].frame, rows.frame)
    assert not [one for one in read.problems if one.code.startswith("E_LIST")]


def test_the_same_call_writes_the_same_bytes(tmp_path: Path) -> None:
    scheme = load_scheme("yuncheng-14fyp")
    first, second = (county_template_bytes(scheme, 2025, "夏县") for _ in range(2))
    assert first == second
    paths = [write_template(scheme, 2025, tmp_path / name, by="bureau") for name in ("a.xlsx", "b.xlsx")]
    assert paths[0].read_bytes() == paths[1].read_bytes()
