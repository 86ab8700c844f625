"""Text as people and programs leave it: signs that nobody sees, blanks of every width, look-alikes."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.conftest import make_scheme
from workbook.printable import printable
from workbook.reading.raw import is_blank
from workbook.reading.tables.counties import Counties, Unknown
from workbook.reading.text import letters, plain, short, squeezed, tidy

UNSEEN = "\u200e\u200f\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069\u00ad\ufeff\u180e\u200b\u200d\u2060\ufe0f\u034f\u3164\u2800"
SELECTORS = {*map(chr, range(0xE0000, 0xE1000)), *map(chr, range(0xFE00, 0xFE10))}
BLANK = "\u2003\u2002\u2009\u202f\u205f\u1680\u00a0\u3000\u2028\u2029\x0b\x0c\x85\t\n\r"


@pytest.mark.parametrize("sign", [*UNSEEN, "\x00", "\x08", "\x1f", "\x7f", "\U000e0041", "\U000e0100"])
def test_unseen_signs_change_nothing(sign: str) -> None:
    text = f"{sign}盐{sign}湖区{sign}"
    assert tidy(text) == plain(text) == squeezed(text) == letters(text) == "盐湖区"
    assert is_blank(sign * 3)


@pytest.mark.parametrize("sign", BLANK)
def test_every_blank_is_a_blank(sign: str) -> None:
    text = f"{sign}盐{sign}湖区{sign}"
    assert squeezed(text) == letters(text) == "盐湖区"
    assert tidy(text) == f"盐{sign}湖区"
    assert plain(text).split() == ["盐", "湖区"]
    assert is_blank(sign * 2)


def test_no_sign_passes_unseen() -> None:
    """Every control, format and blank character of Unicode is dropped, a blank, has a shape, or is shown as its number."""
    every = [
        sign
        for sign in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp") or sign in SELECTORS
    ]
    for sign in every:
        seen = squeezed(f"甲{sign}乙")
        assert seen == "甲乙" or printable(seen) == f"甲[U+{ord(sign):04X}]乙", hex(ord(sign))
    assert len(every) > 4000


def test_what_turns_the_writing_is_shown() -> None:
    """U+202E shows 24.3 as 3.42: it is never dropped."""
    assert plain("\u202e24.3") == "\u202e24.3"
    assert short("\u202e24.3") == "[U+202E]24.3"
    assert printable("\x1b[31m") == "[U+001B][31m"


def test_look_alike_ideographs() -> None:
    """⽔ (Kangxi radical 85), 金 (U+F90A) and the supplement's U+2F804 are the common signs that they look like."""
    assert plain("⽔⼭") == "水山"
    assert plain("\uf90a") == "金"
    assert plain("\U0002f804") == "你"
    assert plain("10²㎡") == "10²㎡"  # no other sign is exchanged


@given(st.text() | st.text(UNSEEN + BLANK + "１２．％（）水盐 12"))
def test_plain_is_as_long_as_tidy(text: str) -> None:
    assert len(plain(text)) == len(tidy(text))
    assert plain(plain(text)) == plain(text)
    assert is_blank(text) == (tidy(text) == "")


@pytest.mark.parametrize("text", ["\u200e盐湖区", "盐\u2003湖区", "\u202a盐湖区\u202c", "盐\u00ad湖区", "盐湖区\ufe0f"])
def test_counties_with_unseen_signs(text: str) -> None:
    assert Counties(make_scheme().region).find(text) == "盐湖区"


def test_a_county_whose_writing_is_turned_is_shown() -> None:
    found = Counties(make_scheme().region).find("\u202e区湖盐")
    assert isinstance(found, Unknown)
    assert short(found.text) == "[U+202E]区湖盐"
