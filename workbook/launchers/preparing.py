"""1 取空表, 2 检查（退回件）."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from workbook.launchers.session import Done, Session, read_year
from workbook.reading.stage import STAGES, Stage, stage_called
from workbook.saving import unused
from workbook.steps.set_folder import set_of

_STAGES = (
    "初评（没有核定的用县里自报的数，得分暂定）",
    "送审（只用部门核定的数，初步认定的暂定）",
    "审定（只用最终核定的数）",
)


def ask_stage(session: Session) -> Stage:
    """The stage, by its number key; of a result given by itself its own, which is shown."""
    from workbook.archive.checked import check_result
    from workbook.reading.merged.own_books import is_result

    if len(session.paths) == 1 and is_result(session.paths[0]):
        stage = stage_called(check_result(session.paths[0]).stored.stage)
        session.window.say(f"这个结果是按“{stage}”计的。")
        return stage
    return STAGES[session.window.pick("现在是哪个阶段？", _STAGES)]


def template(session: Session) -> Done:
    """A set of empty books in a folder of its own."""
    from scoring.scheme.catalogue import list_schemes
    from scoring.scheme.loader import load_scheme
    from workbook.steps.run import DEFAULT_SCHEME

    usable = [one for one in list_schemes() if load_scheme(one.id).region is not None]
    usable.sort(key=lambda one: one.id != DEFAULT_SCHEME)
    picked = session.window.pick("用哪个考核方案？", [f"{one.title}（{one.id}）" for one in usable])
    scheme = load_scheme(usable[picked].id)
    start, end = scheme.spec.period.start, scheme.spec.period.end
    usual = min(max(datetime.date.today().year - 1, start), end)
    year = session.window.until(
        f"考核哪一年？（直接按回车就是 {usual}）", lambda text: read_year(text, start, end), str(usual)
    )
    whole = set_of(session.paths[0])
    target = unused((session.paths[0] if whole is None else whole.parent) / f"报送-{year}")
    status = session.kaohe("template", "--scheme", scheme.id, "--year", str(year), "--set", target)
    if status:
        return Done(status, ("空表没有做成，原因见上面。",))
    lines = (
        f"报送文件夹：{target}",
        "接下来：把“县（市、区）”里的表发给各县，“部门”里的发给各部门；收回来放回原来的位置，",
        "　　　　再把整个报送文件夹拖到“2 检查（退回件）”上。",
    )
    return Done(0, lines, (target,))


def check(session: Session) -> Done:
    """Every problem, as a list and on copies to send back; what is outstanding."""
    stage, home = ask_stage(session), session.home()
    target = unused(home / f"{session.stem()}-检查")
    problems, reminders, marked = target / "问题清单.xlsx", target / "催报清单.xlsx", target / "退回件"
    status, printed = session.kaohe_output(
        "check", *session.paths, "--stage", stage, "--marked", marked, "--owed", reminders, "--xlsx", problems, "--json", "-"
    )  # fmt: skip
    if not reminders.exists():
        return Done(status, ("没有检查完，原因见上面。", *_there(target)), _opened(target))
    counts = json.loads(printed)["counts"]
    copies = sum(1 for _ in marked.rglob("*.xlsx"))
    lines = [
        f"错误 {counts['error']} 个，警告 {counts['warning']} 个，提示 {counts['note']} 个。",
        f"写在文件夹：{target}",
        "　　问题清单.xlsx：每个问题在哪个文件、哪张表、哪一格，怎么改",
        "　　催报清单.xlsx：谁还欠什么",
        *([f"　　退回件：{copies} 份标出问题的副本，发回给报的人改"] if copies else []),
    ]  # fmt: skip
    lines.append(
        "接下来：错误改好、欠的收齐以后，再检查一遍；没有改的也可以先计分，有错误的县得分待定。"
        if counts["error"]
        else f"接下来：看过警告和提示，没有要改的，就拖到“3 计分”上（{stage}）。"
    )
    return Done(status, tuple(lines), (problems, target))


def _there(folder: Path) -> tuple[str, ...]:
    return (f"已经写了的在：{folder}",) if folder.exists() else ()


def _opened(folder: Path) -> tuple[Path, ...]:
    return (folder,) if folder.exists() else ()
