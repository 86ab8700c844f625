"""What YAML text is read as, where each value was said, with either of PyYAML's parsers."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from scoring import SchemeError
from scoring.resources import config_dir
from scoring.scheme import yaml_marks
from scoring.scheme.yaml_marks import Mark, parse_yaml

FILES = sorted(config_dir().rglob("*.yaml"))


def test_scalars_are_what_they_seem() -> None:
    """YAML 1.1 reads yes as true, 12:30 as 750 and 1.0e9 as text; here they are what a reader sees (YAML 1.2)."""
    text = (
        "a: yes\nb: 12:30\nc: 1.0e9\nd: 2025-01-01\ne: '1'\nf: true\ng: ~\nh: 007\ni: 1e3\nj: off\nk: -4.52\n"
        "l: 0\nm: .5\nn: null\no:\np: 1_000\nq: No\nr: +3\ns: 0x1F\nt: 0.50\n"
    )
    assert dict(parse_yaml(text, "x")) == {
        "a": "yes", "b": "12:30", "c": 1.0e9, "d": "2025-01-01", "e": "1", "f": True, "g": None, "h": "007", "i": 1000.0,
        "j": "off", "k": -4.52, "l": 0, "m": 0.5, "n": None, "o": None, "p": "1_000", "q": "No", "r": 3, "s": "0x1F",
        "t": 0.5,
    }  # fmt: skip
    assert isinstance(parse_yaml("a: 1e3", "x")["a"], float)
    assert parse_yaml("{2021: 20, '2022': 40, on: 1}", "x") == {2021: 20, "2022": 40, "on": 1}


def test_every_key_and_element_has_its_line() -> None:
    data = parse_yaml("a: 1\nb:\n  - x\n  - c: 2\n    d: [3,\n      4]\n", "x.yaml")
    assert data.marks == {"a": Mark("x.yaml", 1), "b": Mark("x.yaml", 2)}
    assert data["b"].marks == [Mark("x.yaml", 3), Mark("x.yaml", 4)]
    assert data["b"][1].marks["d"] == Mark("x.yaml", 5)
    assert data["b"][1]["d"].marks == [Mark("x.yaml", 5), Mark("x.yaml", 6)]
    assert str(data["b"][1].mark) == "x.yaml:4"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_both_parsers_read_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where libyaml is not installed PyYAML's own parser takes its place: same data, same lines."""
    text = path.read_text(encoding="utf-8")
    fast = parse_yaml(text, "x")
    monkeypatch.setattr(yaml_marks, "_Loader", yaml.SafeLoader)
    slow = parse_yaml(text, "x")
    assert slow == fast
    assert slow.marks == fast.marks


@pytest.mark.parametrize("text", ["a:\n\tb: 1\n", "a: 'x\n", "a: [1, 2\nb: 3\n", "a: b: c\n", "a:\n    b: 1\n  c: 2\n"])
def test_both_parsers_are_told_in_the_same_words(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SchemeError) as fast:
        parse_yaml(text, "x")
    monkeypatch.setattr(yaml_marks, "_Loader", yaml.SafeLoader)
    with pytest.raises(SchemeError) as slow:
        parse_yaml(text, "x")
    assert slow.value.messages == fast.value.messages


def test_a_text_nested_without_end_is_refused() -> None:
    with pytest.raises(SchemeError, match=r"x:1：套了 40 层以上；检查缩进和括号"):
        parse_yaml("[" * 5000, "x")
