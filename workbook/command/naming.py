"""Counties and indicators as people name them on the command line: short names, ids or names, with the near spelling."""

from __future__ import annotations

from scoring.assessment import Assessment
from scoring.errors import DataError
from scoring.scheme.models import Indicator
from scoring.scheme.scheme import Scheme
from scoring.scheme.spelling import near, nearest
from workbook.reading.tables.counties import Counties
from workbook.reading.text import plain


def county_of(assessment: Assessment, text: str) -> str:
    """The county of the table that is meant, 稷山 for 稷山县; DataError with the near spelling, or what there is."""
    found = Counties(assessment.scheme.region).find(text)
    name = found if isinstance(found, str) else text
    if name not in assessment.counties:
        meant = [one for one in assessment.counties if _one_off(text, one)]
        raise DataError(
            f"数据里没有“{text}”{f'；是不是 {meant[0]}？' if len(meant) == 1 else nearest(text, assessment.counties)}"
        )
    return name


def _one_off(text: str, name: str) -> bool:
    """Whether a short name of two characters or more has one wrong character (稷三 of 稷山县), which is far by letters."""
    return len(text) > 1 and len(name) == len(text) + 1 and sum(a != b for a, b in zip(text, name, strict=False)) == 1


def indicator_of(scheme: Scheme, text: str) -> Indicator:
    """The indicator of an id or a name; DataError with the near spelling, or what there is."""
    for one in scheme.indicators:
        if text == one.id or plain(text) == plain(one.name):
            return one
    likely = near(text, (word for one in scheme.indicators for word in (one.id, one.name)))
    known = "、".join(f"{one.id}（{one.name}）" for one in scheme.indicators)
    raise DataError(f"方案里没有指标“{text}”{likely or f'，现有：{known}'}")
