"""What Excel's menu does with the workbook in front: ``kaohe check`` or ``kaohe score`` on it, and what came of it."""

from __future__ import annotations

import re
from pathlib import Path

from scoring.errors import KaoheError, fault
from workbook.saving import unused
from workbook.steps import console
from workbook.steps.run import Run, RunOptions, run

_SHOWN = 12
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")  # https://…; a drive has one letter


def batch(action: str, path: str) -> tuple[str, str]:
    """What to say, and the workbook to open ("" for none). action: check or score. Never raises."""
    try:
        _refuse_address(path)
        return _batch(action, Path(path))
    except KaoheError as error:
        return str(error), ""
    except OSError as error:
        return f"{path} 读写不了（{fault(error)}）：文件夹不能写的，把工作簿另存到自己能写的文件夹再试", ""
    except Exception as error:  # the menu says it; a traceback says nothing to who reads it
        text = f"没有做成，是程序的错误（{type(error).__name__}：{error}）"
        return f"{text}。请用 kaohe check、kaohe score 再试，把这句话和数据文件交给维护的人", ""


def _refuse_address(path: str) -> None:
    """Excel names a workbook on OneDrive or SharePoint by its address, and no file stands there to be read."""
    if _ADDRESS.match(path):
        name = path.rstrip("/").rpartition("/")[2]
        raise KaoheError(
            f"{path} 是网上的文件（OneDrive、SharePoint），程序只读本机的文件。"
            f"请先“文件—另存为”，把“{name}”另存到本机的文件夹（如桌面），在另存的那一份上再用这个菜单；"
            "已经同步到本机的，从同步的文件夹里打开后也要另存一份"
        )


def _batch(action: str, path: Path) -> tuple[str, str]:
    from workbook.steps.score_set import ScoreOptions, score_set

    if action not in ("check", "score"):
        raise KaoheError(f"没有“{action}”这个动作")
    targets: list[Path] = []

    def target(done: Run) -> Path:
        targets.append(unused(path.with_name(f"{path.stem}-考核结果-{done.assessment.year}.xlsx")))
        return targets[0]

    with console.Steps() as steps:
        if action == "check":
            return _problems_text(run([path], RunOptions(), steps)), ""
        done = score_set([path], target, ScoreOptions(), steps)
    return f"结果工作簿：{targets[0].name}\n{_problems_text(done)}", str(targets[0])


def _problems_text(done: Run) -> str:
    problems = sorted(done.assessment.problems, key=lambda one: console.ORDER[one.severity])
    if not problems:
        return f"{len(done.assessment.counties)} 个县（市、区），没有发现问题"
    shown = [f"{console.SEVERITIES[one.severity][0]}　{one.source}　{one.message}" for one in problems[:_SHOWN]]
    rest = [f"……共 {len(problems)} 个，全部见结果工作簿，或用 kaohe check"] if len(problems) > _SHOWN else []
    return "\n".join([console.summary(problems), *shown, *rest])
