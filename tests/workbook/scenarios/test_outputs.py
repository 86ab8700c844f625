"""kaohe scenarios on the demonstration city: what is shown, where counties stay hidden, the same bytes for the same input."""

from __future__ import annotations

import dataclasses
import json
import math
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from examples.build import HERE
from scoring.assessment import assess
from scoring.errors import KaoheError, SchemeError
from scoring.scenarios import ComparedScheme, changed, read_scenarios, side_by_side
from scoring.scheme.loader import load_scheme
from tests.support.cities import random_city
from workbook.command.app import app
from workbook.report.page import policy_hash
from workbook.scenarios.gathering import ScenarioRequest, Tried, try_all
from workbook.scenarios.naming import WARNING, is_unverified
from workbook.scenarios.shown import coefficient, shown, total_text
from workbook.scheme_workbook.writing import write_scheme_book
from workbook.steps import console
from workbook.steps.run import RunOptions, run

pytestmark = pytest.mark.usefixtures("module_reads_once")
SET = HERE / "yuncheng-2025-set"
CITY = HERE / "yuncheng-2025" / "yuncheng-2025.xlsx"
CHANGES = """scenarios:
  - name: 能耗55分
    note: 五（三）要求提高能耗强度约束的权重
    scale: true
    changes: {energy_intensity.points: 55}
  - name: 最末一条约束不用
    changes: {GATE: off}
  - name: 年度目标按比例得分
    changes: {intensity_annual.rule: {kind: proportional}}
"""


def changes(folder: Path) -> Path:
    gate = load_scheme("yuncheng-14fyp").spec.gates[-1].id
    path = folder / "测算.yaml"
    path.write_text(CHANGES.replace("GATE", gate), encoding="utf-8")
    return path


def call(*words: str | Path) -> int:
    try:
        return int(app([str(one) for one in words], prog_name="kaohe", standalone_mode=False) or 0)
    except SystemExit as error:
        return int(error.code or 0)


def counties() -> list[str]:
    region = load_scheme("yuncheng-14fyp").region
    assert region is not None
    return [one.name for one in region.counties]


def bytes_of(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as parts:
            yield from ((name, parts.read(name)) for name in parts.namelist())
    yield path.name, path.read_bytes()


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory, module_reads_once: None) -> Path:
    folder = tmp_path_factory.mktemp("out")
    call("scenarios", SET, "--scheme", "yuncheng-14fyp", "--scheme", "yuncheng-14fyp-strict", "--changes", changes(folder), "-o", folder / "t.xlsx", "--html", folder / "t.html")  # fmt: skip
    return folder


def test_no_name_of_a_county_is_in_any_byte(outputs: Path, capfd: pytest.CaptureFixture[str]) -> None:
    call("scenarios", SET, "--scheme", "yuncheng-14fyp", "--changes", outputs / "测算.yaml")
    screen = "".join(capfd.readouterr())
    call("scenarios", SET, "--scheme", "yuncheng-14fyp", "--changes", outputs / "测算.yaml", "--json")
    text = capfd.readouterr().out
    found = json.loads(text)
    assert found["warning"] == WARNING
    assert found["hidden"]
    shown = [screen, text, json.dumps(found, ensure_ascii=False)]
    parts = [one for file in ("t.xlsx", "t.html") for one in bytes_of(outputs / file)]
    for name in counties():
        for said in shown:
            assert name not in said, name
        for part, content in parts:
            for coded in (name.encode(), name.encode("utf-16-le"), json.dumps(name)[1:-1].encode()):
                assert coded not in content, (name, part)


def test_every_output_says_that_it_is_a_trial(outputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(outputs / "t.xlsx") as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 5
        for name in sheets:
            text = parts.read(name).decode()
            assert f"<oddHeader>&amp;C&amp;10{WARNING}</oddHeader>" in text
            assert WARNING in re.search("<oddFooter>(.*?)</oddFooter>", text)[1]  # type: ignore[index]
    book = openpyxl.load_workbook(outputs / "t.xlsx")
    for sheet in book:
        assert WARNING in (sheet.cell(2, 1).value, sheet.cell(2, 2).value)
        assert (sheet.print_title_rows or "").startswith("$1:")
    page = (outputs / "t.html").read_text(encoding="utf-8")
    assert f"<b>{WARNING}</b>" in page
    assert "<script" not in page
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    assert f"style-src 'sha256-{policy_hash(style[1])}'" in page
    call("scenarios", CITY, "--changes", outputs / "测算.yaml")
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == lines[-1] == WARNING


def test_labels_stay_with_the_data_whatever_is_tried(outputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.load_workbook(outputs / "t.xlsx")["测算"]
    first = {book.cell(row, 1).value: book.cell(row, 2).value for row in range(6, 19)}
    call("scenarios", SET, "--scheme", "yuncheng-14fyp", "--scheme", "yuncheng-14fyp-strict", "--json")
    second = {one["county"]: one["standings"][0]["total"] for one in json.loads(capsys.readouterr().out)["counties"]}
    assert len(first) == 13
    assert {label: total if total != "待定" else None for label, total in first.items()} == second


def test_the_same_input_gives_the_same_bytes(outputs: Path, tmp_path: Path) -> None:
    call("scenarios", SET, "--scheme", "yuncheng-14fyp", "--scheme", "yuncheng-14fyp-strict", "--changes", outputs / "测算.yaml", "-o", tmp_path / "t.xlsx", "--html", tmp_path / "t.html")  # fmt: skip
    for name in ("t.xlsx", "t.html"):
        assert (tmp_path / name).read_bytes() == (outputs / name).read_bytes()


def tried(data: Path, folder: Path, **more: object) -> Tried:
    asked = ScenarioRequest([data], ("yuncheng-14fyp",), changes(folder), **more)  # type: ignore[arg-type]
    return try_all(asked, console.Quiet())


def test_each_scenario_is_what_assess_gives_under_its_scheme(tmp_path: Path) -> None:
    """Whether the data were read once or again: the city's workbook and the set of files, which has an adjustment."""
    base = load_scheme("yuncheng-14fyp")
    for data in (CITY, SET):
        found = tried(data, tmp_path)
        for one, trial in zip(read_scenarios(changes(tmp_path)), found.found.others, strict=True):
            scheme = changed(base, one).scheme
            done = run([data], RunOptions(scheme), console.Quiet())
            own = done.submission
            again = assess(
                scheme, own.table, 2025, adjustments=own.adjustments, evidence=own.evidence, revised=done.revised.in_force,
            )  # fmt: skip
            assert trial.assessment.scores.equals(again.scores)
            assert trial.assessment.ledger.equals(again.ledger)


def test_a_line_by_another_name_reads_its_adjustments_as_score_does(tmp_path: Path) -> None:
    """The set has an adjustment by the line's name; under another name it is not known, as ``kaohe score`` has it."""
    base = load_scheme("yuncheng-14fyp")
    first = run([SET], RunOptions(base), console.Quiet()).submission.adjustments[0]
    data = tmp_path / "报送"
    shutil.copytree(SET, data)
    decisions = data / "决定" / Path(first.source.file).name
    book = openpyxl.load_workbook(decisions)
    [cell] = [cell for row in book["核定调整"] for cell in row if cell.value == first.indicator]
    cell.value = base.indicator(first.indicator).name
    book.save(decisions)
    path = tmp_path / "测算.yaml"
    text = f"scenarios:\n  - name: 试\n    changes: {{{first.indicator}.name: 另一个名称}}\n"
    path.write_text(text, encoding="utf-8")
    found = try_all(ScenarioRequest([data], ("yuncheng-14fyp",), path), console.Quiet()).found
    scheme = changed(base, read_scenarios(path)[0]).scheme
    again = run([data], RunOptions(scheme), console.Quiet()).assessment
    assert found.official.assessment.adjustments
    assert found.others[0].assessment.adjustments == again.adjustments == ()
    assert found.others[0].assessment.scores.equals(again.scores)


def test_totals_have_the_decimals_of_their_own_scheme(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Three decimals in the scenario, two officially: printed as the ledger has them, in every output."""
    path = tmp_path / "测算.yaml"
    text = "scenarios:\n  - name: 试\n    changes: {rounding: {completion: 4, points: 4, total: 3}}\n"
    path.write_text(text, encoding="utf-8")
    trial = try_all(ScenarioRequest([CITY], ("yuncheng-14fyp",), path), console.Quiet()).found.others[0].assessment
    wanted = {f"{one:.3f}" for one in trial.scores["total"] if one == one}
    assert any(one[-1] != "0" for one in wanted)
    call("scenarios", CITY, "--changes", path, "-o", tmp_path / "t.xlsx", "--html", tmp_path / "t.html")
    screen, page = capsys.readouterr().out, (tmp_path / "t.html").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")["测算"]
    forms = {(cell.value, cell.number_format) for cell in book["F"][5:] if isinstance(cell.value, float)}
    assert {f"{value:.3f}" for value, form in forms if form == "0.000"} == wanted
    assert {cell.number_format for cell in book["B"][5:] if isinstance(cell.value, float)} == {"0.00"}
    for total in wanted:
        assert total in screen
        assert f">{total}<" in page


def test_a_result_workbook_is_tried_by_what_it_holds(tmp_path: Path) -> None:
    call("score", CITY, "-o", tmp_path / "r.xlsx", "--no-robustness")
    of_result, of_data = tried(tmp_path / "r.xlsx", tmp_path), tried(CITY, tmp_path)
    for one, other in zip(of_result.found.trials, of_data.found.trials, strict=True):
        assert one.assessment.scores.equals(other.assessment.scores)
    assert of_result.names == of_data.names
    with pytest.raises(KaoheError, match="换方案的，用原来的数据计分"):
        try_all(ScenarioRequest([tmp_path / "r.xlsx"], ("yuncheng-14fyp-strict",)), console.Quiet())


def test_an_adjustment_beyond_the_changed_points_is_judged_anew_or_refused(tmp_path: Path) -> None:
    """−0.5 on a line of 3 points, made 0.4: from the data it counts no longer, as ``kaohe score`` has it; a result does not hold what
    that asks for."""
    path = tmp_path / "测算.yaml"
    text = "scenarios:\n  - name: 试\n    scale: true\n    changes: {energy_management.points: 0.4}\n"
    path.write_text(text, encoding="utf-8")
    [trial] = try_all(ScenarioRequest([SET], ("yuncheng-14fyp",), path), console.Quiet()).found.others
    scheme = changed(load_scheme("yuncheng-14fyp"), read_scenarios(path)[0]).scheme
    again = run([SET], RunOptions(scheme), console.Quiet()).assessment
    assert trial.assessment.adjustments == again.adjustments == ()
    assert trial.assessment.scores.equals(again.scores)
    call("score", SET, "-o", tmp_path / "r.xlsx", "--no-robustness")
    with pytest.raises(KaoheError, match=r"测算“试”：.*核定调整是否超出满分.*用原来的数据测算"):
        try_all(ScenarioRequest([tmp_path / "r.xlsx"], (), path), console.Quiet())
    path.write_text(text.replace("0.4", "2.5"), encoding="utf-8")
    assert (
        try_all(ScenarioRequest([tmp_path / "r.xlsx"], (), path), console.Quiet())
        .found.others[0]
        .assessment.adjustments
    )


def test_names_are_shown_only_where_it_is_known_that_nothing_is_verified(tmp_path: Path) -> None:
    only_counties = tmp_path / "报送"
    shutil.copytree(SET, only_counties)
    shutil.rmtree(only_counties / "部门")
    for path in (only_counties / "决定").iterdir():
        path.unlink()
    early = run([only_counties], RunOptions("yuncheng-14fyp"), console.Quiet())
    assert is_unverified(early.submission)
    found = tried(only_counties, tmp_path)
    assert not found.hidden
    assert set(found.names.values()) == set(counties())
    for data in (SET, CITY):  # bureaus' figures; a workbook of the office, whose figures may be anybody's
        assert not is_unverified(run([data], RunOptions("yuncheng-14fyp"), console.Quiet()).submission)
        assert tried(data, tmp_path).hidden
    named = tried(CITY, tmp_path, by_name=True)
    assert not named.hidden
    assert set(named.names) == set(named.names.values())


@pytest.mark.parametrize("text", ["照顾平陆县", "平陆"])
def test_a_scenario_that_names_a_hidden_county_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "测算.yaml"
    path.write_text(f"scenarios:\n  - name: {text}\n    changes: {{bonus_cap: 3}}\n", encoding="utf-8")
    with pytest.raises(KaoheError, match="里有 平陆县 的名字"):
        try_all(ScenarioRequest([CITY], ("yuncheng-14fyp",), path), console.Quiet())


@pytest.mark.parametrize("value", ["照顾平陆县的口径", "平陆的口径"])
def test_a_changed_text_that_names_a_hidden_county_is_refused(value: str, tmp_path: Path) -> None:
    """What was changed is shown in every output, before and after."""
    path = tmp_path / "测算.yaml"
    text = f"scenarios:\n  - name: 试\n    changes: {{intensity_annual.definition: {value}}}\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KaoheError, match="里有 平陆县 的名字"):
        try_all(ScenarioRequest([CITY], ("yuncheng-14fyp",), path), console.Quiet())
    assert not try_all(ScenarioRequest([CITY], ("yuncheng-14fyp",), path, by_name=True), console.Quiet()).hidden


@pytest.mark.parametrize("remark", ["平陆县复核", "平陆复核"])
def test_a_remark_that_names_a_hidden_county_is_not_shown(remark: str) -> None:
    found = try_all(ScenarioRequest([CITY], ("yuncheng-14fyp",)), console.Quiet())
    for said, hidden in ((remark, True), ("示范", False)):
        submission = dataclasses.replace(found.official.submission, remark=said)
        one = dataclasses.replace(found, runs=(dataclasses.replace(found.official, submission=submission),))
        assert (said not in shown(one).notes) is hidden


def test_a_scheme_workbook_is_as_good_as_an_id(tmp_path: Path) -> None:
    book = write_scheme_book(load_scheme("yuncheng-14fyp"), tmp_path / "方案.xlsx")
    found = try_all(ScenarioRequest([CITY], ("yuncheng-14fyp", str(book))), console.Quiet())
    assert [one.name for one in found.found.trials] == [
        "yuncheng-14fyp（yuncheng-14fyp）",
        "yuncheng-14fyp（方案.xlsx）",
    ]
    assert len(found.found.indifferent) == len([one for one in found.found.results.values() if one[0].rank])
    assert found.found.distances[0].spearman == found.found.distances[0].kendall == 1
    path = tmp_path / "测算.yaml"
    path.write_text("scenarios:\n  - name: 试\n    scheme: 方案\n    changes: {bonus_cap: 3}\n", encoding="utf-8")
    with pytest.raises(SchemeError, match=r"测算\.yaml:2 scheme：没有给方案 方案"):
        try_all(ScenarioRequest([CITY], ("yuncheng-14fyp",), path), console.Quiet())


def test_one_scheme_alone_and_a_taken_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KaoheError, match="只有一个方案，没有可以并列的"):
        call("scenarios", CITY, "--scheme", "yuncheng-14fyp")
    taken = tmp_path / "t.xlsx"
    taken.write_bytes(b"mine")
    with pytest.raises(KaoheError, match="已经存在，没有覆盖"):
        call("scenarios", CITY, "--changes", changes(tmp_path), "-o", taken)
    assert taken.read_bytes() == b"mine"
    with pytest.raises(KaoheError, match=r"只能写成 \.html"):
        call("scenarios", CITY, "--changes", changes(tmp_path), "--html", tmp_path / "t.htm")


def test_coefficients_are_printed_as_what_they_are() -> None:
    """Not quite 1 is not 1, nothing is no negative nothing."""
    wanted = {
        None: "—",
        1.0: "1.000",
        -1.0: "-1.000",
        0.99996: "0.999",
        -0.99996: "-0.999",
        -0.0001: "0.000",
        0.5: "0.500",
    }
    assert {value: coefficient(value) for value in wanted} == wanted


def test_a_county_without_a_total_is_said_to_be_what_it_is() -> None:
    """Nothing applies to the first, a figure is lacking of the second: not the same, and no figure of either is shown."""
    scheme = load_scheme(Path(__file__).resolve().parents[2] / "schemes" / "thirds.yaml")
    table = random_city(scheme, ["甲县", "乙县", "丙县"], 3, missing=0).astype(object)
    table.loc["甲县"] = "不适用（无此事项）"
    table.loc["乙县", table.columns[0]] = math.nan
    result = assess(scheme, table, scheme.spec.period.end)
    found = side_by_side([ComparedScheme("一", result), ComparedScheme("二", result)]).results
    assert [total_text(found[one][1]) for one in ("甲县", "乙县")] == ["不适用", "待定"]
    assert total_text(found["丙县"][1]) == f"{result.scores['total']['丙县']:.2f}"


def test_json_says_what_the_workbook_says(outputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("scenarios", SET, "--scheme", "yuncheng-14fyp", "--changes", outputs / "测算.yaml", "--json")
    found = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in found["trials"]] == [
        "yuncheng-14fyp",
        "能耗55分",
        "最末一条约束不用",
        "年度目标按比例得分",
    ]
    moved = found["trials"][1]
    assert moved["changes"] == ["“能耗强度约束”dimensions.energy_intensity.points：48 → 55"]
    sheet = openpyxl.load_workbook(outputs / "t.xlsx")["谁动了"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5) if row[0].value == "能耗55分"]
    assert [(row[1], row[2] - row[3]) for row in rows] == [(one["county"], one["places"]) for one in moved["moves"]]
    assert sum(abs(one["places"]) for one in moved["moves"]) == moved["distance"]["places"]


def test_the_example_of_the_page_is_a_file_that_works(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "zh" / "测算.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert example is not None
    path = tmp_path / "测算.yaml"
    path.write_text(example[1], encoding="utf-8")
    base = load_scheme("yuncheng-14fyp")
    assert len({changed(base, one).scheme.sha256 for one in read_scenarios(path)} - {base.sha256}) == 4
