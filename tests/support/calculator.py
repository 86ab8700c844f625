"""A reader with a calculator: every equation of a sentence, parsed from its text and computed again."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

_RATE = re.compile(r"得分率(?: .*=)? (\d+(?:\.\d+)?)(?:（.*）)?$")
_POINTS = re.compile(r"得 (\d+(?:\.\d+)?) 分（满分 ([\d./]+) 分）(.*)")
_EQUATION = re.compile(r"= ([^=；]+?) = (-?\d+(?:\.\d+)?)")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[-+*/^(),]|ln|floor|ceil|min|max|\S")
UNROUNDED = "按未舍入的数"


def equations(text: str) -> Iterator[tuple[str, str, bool]]:
    """The working, the printed result, and whether the sentence says that it was computed from unrounded figures."""
    for part in text.split("；"):
        for found in _EQUATION.finditer(part):
            yield found[1], found[2], UNROUNDED in part


def points(text: str) -> Iterator[tuple[str, str, bool]]:
    """The last rate of a sentence times the full points, the points printed, and whether they are said to be unrounded."""
    rate = ""
    for part in text.split("；"):
        if found := _RATE.search(part):
            rate = found[1]
        if rate and (found := _POINTS.match(part)):
            yield f"{rate} × （{found[2].replace('/', ' ÷ ')}）", found[1], UNROUNDED in found[3]


def agrees(working: str, result: str) -> bool:
    """Whether the working comes to the result at the places in which it is printed."""
    places = len(result.partition(".")[2])
    raised = "（只进不舍）" in working
    got = _Reader(working.replace("（只进不舍）", "")).value()
    if raised:
        got = math.ceil(round(got * 10**places, 6)) / 10**places
    exact = Decimal(repr(round(got, places + 6)))
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) == Decimal(result)


class _Reader:
    """+ − × ÷ ^ with brackets, ln, 取整, and the least or the largest of several."""

    def __init__(self, text: str) -> None:
        text = re.sub(r"（([^（）]*(?:（[^（）]*）[^（）]*)*) 取小）", r"min（\1）", text)
        text = re.sub(r"（([^（）]*(?:（[^（）]*）[^（）]*)*) 取大）", r"max（\1）", text)
        text = re.sub(r"（([^（）]*) 中最小）", r"min（\1）", text)
        text = re.sub(r"（([^（）]*) 中最大）", r"max（\1）", text)
        for old, new in (
            ("进一取整", "ceil"),
            ("取整", "floor"),
            ("×", "*"),
            ("÷", "/"),
            ("−", "-"),
            ("（", "("),
            ("）", ")"),
            ("、", ","),
            ("是", "1"),
            ("否", "0"),
        ):
            text = text.replace(old, new)
        self.tokens = _TOKEN.findall(text)

    def value(self) -> float:
        got = self._sum()
        if self.tokens:
            raise ValueError(f"not read: {self.tokens}")
        return got

    def _next(self, *wanted: str) -> str:
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in wanted else ""

    def _sum(self) -> float:
        got = self._product()
        while sign := self._next("+", "-"):
            got = got + self._product() if sign == "+" else got - self._product()
        return got

    def _product(self) -> float:
        got = self._power()
        while sign := self._next("*", "/"):
            got = got * self._power() if sign == "*" else got / self._power()
        return got

    def _power(self) -> float:
        got = self._one()
        return float(got ** self._power()) if self._next("^") else got

    def _one(self) -> float:
        if self._next("-"):
            return -self._one()
        if name := self._next("ln", "floor", "ceil", "min", "max"):
            terms = self._list()
            return {"ln": lambda: math.log(terms[0]), "floor": lambda: math.floor(round(terms[0], 6)), "ceil": lambda: math.ceil(round(terms[0], 6)), "min": lambda: min(terms), "max": lambda: max(terms)}[name]()  # fmt: skip
        if self.tokens and self.tokens[0] == "(":
            return self._list()[0]
        return float(self.tokens.pop(0))

    def _list(self) -> list[float]:
        assert self._next("(")
        terms = [self._sum()]
        while self._next(","):
            terms.append(self._sum())
        if not self._next(")"):
            raise ValueError(f"no bracket: {self.tokens}")
        return terms
