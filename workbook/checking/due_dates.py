"""应报日期: by when outstanding figures were to be reported. The office says it with the command; no file of a set does."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from scoring.errors import KaoheError
from scoring.scheme.scheme import Scheme
from workbook.reading.papers import outside
from workbook.reading.roles import Role
from workbook.reading.tables.dates import BadDate, read_date
from workbook.reading.text import letters

_ALL = ""
_ROLES = (Role.COUNTY, Role.BUREAU, Role.OFFICE)


@dataclass(frozen=True)
class DueDates:
    """ISO dates by debtor: a bureau or county by name, a role, or "" for all; the nearest counts."""

    dates: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether any date is known."""
        return bool(self.dates)

    def of(self, who: str, county: str) -> str:
        """The date for a debtor, who is the county itself, 考核办 or a bureau; "" if none was said."""
        role = Role.COUNTY if who == county else Role.OFFICE if who == Role.OFFICE else Role.BUREAU
        return next((self.dates[name] for name in (who, role, _ALL) if name in self.dates), "")


def due_dates(texts: Sequence[str], scheme: Scheme, counties: Collection[str], year: int) -> DueDates:
    """2026-03-31 for all, 部门=2026-06-30, 市统计局=2026-06-30; KaoheError that names every one that cannot be used."""
    if not texts:
        return DueDates()
    from workbook.template.set_writer import bureaus

    known = {letters(name): str(name) for name in (*_ROLES, *bureaus(scheme), *counties)} | {_ALL: _ALL}
    found: dict[str, str] = {}
    wrong = []
    for text in texts:
        who, sign, written = text.replace("＝", "=").rpartition("=")
        name = known.get(letters(who)) if who.strip() or not sign else None
        try:
            date = read_date(written)
            why = outside(date, year)
        except BadDate as error:
            date, why = "", str(error)
        if name is None:
            why = f"“{who}”不是县（市、区）、部门、考核办，也不是其中一个的名称"
        elif not why and found.setdefault(name, date) != date:
            why = f"和前面写的 {found[name]} 不一致"
        wrong += [f"{text}：{why}"] if why else []
    if wrong:
        raise KaoheError(
            f"--due 不能用：{'；'.join(wrong)}。写成 2026-03-31（都一样）、部门=2026-06-30 或 市统计局=2026-06-30"
        )
    return DueDates(found)
