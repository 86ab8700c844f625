"""What a launcher starts: ``python -m workbook.launchers VERB [what was dropped…]``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from scoring.errors import KaoheError, fault
from workbook.launcher_files.verbs import Verb, verb_called
from workbook.launchers import deciding, preparing
from workbook.launchers.opening import open_written
from workbook.launchers.session import Done, Session, ask_paths
from workbook.launchers.window import WIDTH, Stopped, Window
from workbook.steps import console
from workbook.steps.stopped import STOPPED
from workbook.steps.stopping import CALLED

_ACTS = {
    "template": preparing.template,
    "check": preparing.check,
    "score": deciding.score,
    "report": deciding.report,
    "verify": deciding.verify,
}


def main(words: Sequence[str] | None = None) -> int:
    """Do one verb in a window that stays until it was read; the command's status."""
    verb_id, *dropped = sys.argv[1:] if words is None else words
    console.prepare()
    os.environ[CALLED] = ""
    window = Window()
    try:
        return _guarded(verb_called(verb_id), dropped, window)
    finally:
        window.close()


def _guarded(verb: Verb, dropped: Sequence[str], window: Window) -> int:
    """Whatever stops it is said, and is no traceback."""
    try:
        window.head(verb.name, verb.about)
        done = _ACTS[verb.id](Session(window, ask_paths(window, verb.question, verb.takes, dropped)))
        _tell(done, window)
        return done.status
    except (KeyboardInterrupt, Stopped):
        window.say("\n已停止：没有写完的不留下。", "yellow")
        return STOPPED
    except KaoheError as wrong:
        window.say(str(wrong), "red")
    except MemoryError:
        window.say("内存不够，没有做完：关掉别的程序再试", "red")
    except OSError as error:
        window.say(f"{f'{error.filename}：' if error.filename else ''}{fault(error)}，没有做完", "red")
    except Exception as error:  # the window says it; a traceback says nothing to who reads it
        window.say(
            f"没有做成，是程序的错误（{type(error).__name__}：{error}）。请把这个窗口拍下来，连同文件交给维护的人",
            "red",
        )
    return 2


def _tell(done: Done, window: Window) -> None:
    if done.verdict is not None:
        window.large(*done.verdict)
    window.say("-" * WIDTH)
    for line in done.summary:
        window.say(line)
    for path in done.opens:
        if open_written(path):
            window.say(f"已经打开：{path.name}")
