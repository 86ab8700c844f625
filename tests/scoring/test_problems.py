"""A problem in one line: where, what is wrong, what to do."""

from __future__ import annotations

import pytest

from scoring.problems import Problem, Source


@pytest.mark.parametrize(
    ("source", "remedy", "end", "said"),
    [
        (Source("甲.xlsx", "表", "A1"), "改", "；", "甲.xlsx：表!A1：错；改"),
        (Source("甲.xlsx"), "改", "。", "甲.xlsx：错。改"),
        (Source("", "表", "A1"), "", "；", "表!A1：错"),
        (Source(), "改", "；", "错；改"),
    ],
)
def test_what_is_not_known_leaves_no_mark(source: Source, remedy: str, end: str, said: str) -> None:
    assert Problem("error", "E", "夏县", "", "错", source, remedy=remedy).full_text(end) == said
