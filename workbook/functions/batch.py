"""The batch from a menu: check or score the workbook in front, and say what came of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from scoring.assessment import Assessment, assess
from scoring.errors import KaoheError
from workbook.functions.schemes import DEFAULT, year_of
from workbook.functions.values import Refusal

_SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}
_SHOWN = 12


def batch(action: str, path: str) -> tuple[str, str]:
    """What to say, and the workbook to open ("" for none). action: check or score. Never raises."""
    try:
        return _batch(action, Path(path))
    except (KaoheError, Refusal) as error:
        return str(error), ""
    except OSError as error:
        return f"{path} 读写不了：{error.strerror}", ""


def _batch(action: str, path: Path) -> tuple[str, str]:
    from workbook.reading.submissions import read_submissions
    from workbook.revisions.apply import apply_revisions

    handed = read_submissions([path], None, None, DEFAULT)
    scheme, year = handed.scheme, year_of(handed.scheme, handed.year)
    revised = apply_revisions(handed.submission, scheme)
    data = revised.submission
    result = assess(
        scheme,
        data.table,
        year,
        adjustments=data.adjustments,
        problems=data.problems,
        sources=data.sources,
        lists=data.lists,
        revised=revised.in_force,
    )
    said = _said(result)
    if action == "check":
        return said, ""
    from workbook.result.write import write_result

    target = _beside(path, year)
    write_result(
        result,
        target,
        files={**data.files, **revised.files},
        options={"方案": scheme.id, "年度": str(year), "结果状态": "初评"},
        self_scores=data.self_scores,
        remark=data.remark,
        declared=data.declared,
        revisions=revised.record(scheme, year),
    )
    return f"结果工作簿：{target.name}\n{said}", str(target)


def _said(result: Assessment) -> str:
    problems = result.problems
    if not problems:
        return f"{len(result.counties)} 个县（市、区），没有发现问题"
    counted = Counter(str(one.severity) for one in problems)
    heads = "，".join(f"{_SEVERITIES[one]} {counted[one]} 个" for one in _SEVERITIES if counted[one])
    shown = [f"{_SEVERITIES[one.severity]}　{one.source}　{one.message}" for one in problems[:_SHOWN]]
    rest = [f"……共 {len(problems)} 个，全部见结果工作簿，或用 kaohe check"] if len(problems) > _SHOWN else []
    return "\n".join([heads, *shown, *rest])


def _beside(path: Path, year: int) -> Path:
    """A name for the result beside the data that is not taken."""
    target, number = path.with_name(f"{path.stem}-考核结果-{year}.xlsx"), 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.stem}-考核结果-{year}-{number}.xlsx")
    return target
