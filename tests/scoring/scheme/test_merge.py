"""extends, include and marks: variants in a few lines, errors that point to the file that said it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring import SchemeError, load_scheme
from scoring.scheme.yaml_marks import parse_yaml
from tests.support.small_scheme import write_scheme


def child(folder: Path, text: str) -> Path:
    write_scheme(folder)
    path = folder / "child.yaml"
    path.write_text(f"extends: small.yaml\nid: child\n{text}", encoding="utf-8")
    return path


def test_a_gate_is_changed_by_its_id(tmp_path: Path) -> None:
    scheme = load_scheme(child(tmp_path, "gates:\n  - {id: missed, at_most: 未完成}\n"))
    assert scheme.spec.gates[0].say().endswith("等次最高为未完成")
    assert scheme.id == "child"


def test_a_rule_of_another_kind_replaces_the_old_one_whole(tmp_path: Path) -> None:
    text = "dimensions:\n  - id: energy\n    indicators:\n      - {id: annual, rule: {kind: proportional}}\n"
    assert load_scheme(child(tmp_path, text)).indicator("annual").rule.kind == "proportional"


def test_an_indicator_is_dropped(tmp_path: Path) -> None:
    text = (
        "points: 15\ndimensions:\n  - id: energy\n    points: 15\n    indicators:\n"
        "      - {id: violations, drop: true}\n"
    )
    assert [one.id for one in load_scheme(child(tmp_path, text)).indicators] == ["annual"]


def test_dropping_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    text = "gates:\n  - {id: mised, drop: true}\n"
    with pytest.raises(SchemeError, match=r"child.yaml:4 gates：要删的 mised 不存在；是不是 missed？"):
        load_scheme(child(tmp_path, text))


def test_an_error_points_to_the_file_that_said_it(tmp_path: Path) -> None:
    text = "gates:\n  - {id: missed, at_most: 好}\n"
    with pytest.raises(SchemeError, match=r"child\.yaml:4 gates\.missed\.at_most：没有等次“好”"):
        load_scheme(child(tmp_path, text))


def test_circular_extends_is_refused(tmp_path: Path) -> None:
    path = write_scheme(tmp_path, "id: small", "id: small\nextends: small.yaml")
    with pytest.raises(SchemeError, match="循环引用"):
        load_scheme(path)


def test_include_stays_inside_the_folder(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "gates.yaml").write_text("[]", encoding="utf-8")
    path = write_scheme(inner, "  - id: missed\n", "  - include: ../gates.yaml\n  - id: missed\n")
    with pytest.raises(SchemeError, match="不在方案的文件夹里"):
        load_scheme(path)


def test_the_hash_does_not_depend_on_where_the_file_stands(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    one.mkdir()
    other.mkdir()
    assert load_scheme(write_scheme(one)).sha256 == load_scheme(write_scheme(other)).sha256
    changed = write_scheme(other, "points: 12}", "points: 11}")
    assert load_scheme(changed).sha256 != load_scheme(write_scheme(one)).sha256


def test_scalars_are_what_they_seem() -> None:
    """YAML 1.1 reads yes as true, 12:30 as 750 and 1.0e9 as text; here they are what a reader sees."""
    data = parse_yaml("a: yes\nb: 12:30\nc: 1.0e9\nd: 2025-01-01\ne: '1'\nf: true\ng: ~\nh: 007\n", "x")
    assert dict(data) == {
        "a": "yes", "b": "12:30", "c": 1.0e9, "d": "2025-01-01", "e": "1", "f": True, "g": None, "h": "007",
    }  # fmt: skip
