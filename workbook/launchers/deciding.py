"""3 计分, 4 出文件, 5 核对."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoring.errors import KaoheError
from workbook.launchers.preparing import ask_stage
from workbook.launchers.session import Done, Session, ask_paths
from workbook.saving import unused

if TYPE_CHECKING:
    from scoring.assessment import Assessment

_FIRST, _DIFFERENCES = 5, 20
_NEXT = {
    "初评": "把结果工作簿拖到“4 出文件”上，写出核定反馈单，发给各县核对",
    "送审": "把结果工作簿拖到“4 出文件”上，写出送审稿",
    "审定": "先拖到“5 核对”上，再拖到“4 出文件”上，写出通报、成绩单等",
}


def score(session: Session) -> Done:
    """The result workbook beside the data."""
    stage = ask_stage(session)
    last = ask_paths(session.window, "上年的结果工作簿，用来对比？", "result", optional=True)
    target = unused(session.home() / f"{session.stem()}-考核结果-{stage}.xlsx")
    compared = ("--last", last[0]) if last else ()
    status = session.kaohe("score", *session.paths, "--stage", stage, *compared, "-o", target)
    if not target.exists():
        return Done(status, ("没有写结果工作簿，原因见上面。",))
    from workbook.archive.checked import read_checked

    stored = read_checked(target)
    count = Counter(one.severity for one in stored.assessment.problems)
    lines = (
        *_ranking(stored.assessment),
        f"错误 {count['error']} 个，警告 {count['warning']} 个，提示 {count['note']} 个（见结果工作簿的“问题”表）。",
        *(["有错误：改好数据再计一次分，旧的结果留着。"] if count["error"] else []),
        f"结果工作簿：{target}",
        f"接下来：{_NEXT[stored.stage]}。",
    )
    return Done(status, lines, (target,))


def _ranking(assessment: Assessment) -> Iterator[str]:
    """The first of the ranking, and how many there are in each grade."""
    filled, counties = assessment.filled, assessment.counties
    for place in assessment.ranked[:_FIRST]:
        rank, grade = filled.text("rank", place), filled.text("grade", place)
        total = filled.text("total", place)
        points = total if isinstance(total, str) else f"{total:.{assessment.compiled.columns['total'].places or 0}f} 分"
        position = rank if isinstance(rank, str) else f"第 {rank:.0f} 名"
        yield f"　　{position}　{counties[place]}　{points}　{grade}"
    grades = Counter(str(filled.text("grade", place)) for place in assessment.ranked)
    yield f"共 {len(counties)} 个县（市、区）：{'，'.join(f'{name} {number} 个' for name, number in grades.items())}。"


def report(session: Session) -> Done:
    """The papers of the result's stage."""
    from workbook.archive.checked import read_checked

    stage = read_checked(session.paths[0]).stage
    session.window.say(f"这个结果是按“{stage}”计的。")
    words: list[str] = []
    if stage == "初评":
        words = ["--until", session.window.until("各县什么时候以前答复？（如 2026-04-10）", _date)]
    if stage == "审定":
        words = ["--document", session.window.until("批准的文号？（如 运节减办〔2026〕3号）", _filled)]
        words += ["--date", session.window.until("批准的日期？（如 2026-07-10）", _date)]
    target = unused(session.home() / f"{session.stem()}-文件")
    status = session.kaohe("report", session.paths[0], *words, "-o", target)
    if status:
        return Done(status, ("没有写文件，原因见上面。",))
    count = sum(1 for one in target.rglob("*") if one.is_file())
    lines = (f"{count} 个文件，在文件夹：{target}", "接下来：用 Word 或 WPS 打开看过，再打印、盖章、印发。")
    return Done(0, lines, (target,))


def _date(text: str) -> str:
    from workbook.steps.issuing import iso_date

    return iso_date(text, f"“{text}”") if text else _filled(text)


def _filled(text: str) -> str:
    if not text:
        raise KaoheError("这一样必须写")
    return text


def verify(session: Session) -> Done:
    """The verdict on a result; every place that is not as written."""
    from workbook.verifying.difference import Discrepancy

    status, text = session.kaohe_output("verify", session.paths[0], "--json")
    if not text:
        return Done(status, ("没有核对成，原因见上面。",), verdict=("用不了", "bold white on red"))
    found = json.loads(text)
    window, differences = session.window, [Discrepancy(**one) for one in found["differences"]]
    for one in differences[:_DIFFERENCES]:
        window.say(str(one))
    if len(differences) > _DIFFERENCES:
        window.say(f"……共 {len(differences)} 处，只列了前 {_DIFFERENCES} 处")
    for note in found["notes"]:
        window.say(f"提示：{note}", "yellow")
    for one in found["filled"]:
        window.say(str(Discrepancy(**one)))
    verdict = found["verdict"]
    lines = [_VERDICTS[verdict].format(cells=found["cells"], count=len(differences))]
    if found["not_compared"]:
        lines.append(f"没有核对的外观：{'；'.join(found['not_compared'])}")
    lines += ["这个文件的 SHA-256，与当时记下的一样就是同一个文件：", found["sha256"]]
    colour = "red" if not found["passed"] else "yellow" if verdict == "旧版式" else "green"
    return Done(status, tuple(lines), verdict=(verdict, f"bold white on {colour}"))


_VERDICTS = {
    "原样": "每个部件都与用存档重写的一字不差：写出以后没有改过。",
    "内容一致": "别的程序打开存过，{cells} 格的文字、数、公式都与用存档重算的一致。",
    "旧版式": "是以前版本写的：各县总分、等次、名次和各项得分与重算的一致，其余未核对。",
    "不一致": "有 {count} 处不是程序写出的（上面列出）：不要用这一本，找原来的那一本，或用原来的数据重新计分。",
}
