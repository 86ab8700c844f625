"""Where the command ends: whatever stops it, a Chinese sentence says so and the status is right.

Exit status: that of the command; 2 the call, a file or the disk is unusable; 130 stopped with Ctrl-C; 141 the reader of
the output went away (128 + the signal, as shells count).
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

from workbook.steps.stopped import STOPPED, stopped

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

NO_READER = 141
COMPLETE = "_KAOHE_COMPLETE"
"""Set by a shell that asks what may follow."""
CALLED = "KAOHE_COMMAND"
"""How the user calls the command, where that is not ``kaohe``: set by whatever starts it; empty where nobody types commands."""


def guarded(app: typer.Typer) -> None:
    """Run the application and leave with its status."""
    from workbook.steps import console

    console.prepare()
    sys.unraisablehook = _unraisable
    try:
        raise SystemExit(status_of(app))
    except KeyboardInterrupt:  # while the last message is printed
        raise SystemExit(stopped()) from None


def _unraisable(what: sys.UnraisableHookArgs) -> None:
    """What libraries that the disk stopped say once more as they are closed, after our sentence, is not printed."""
    from workbook.saving import of_disk

    if what.exc_value is None or of_disk(what.exc_value) is None:
        sys.__unraisablehook__(what)


def status_of(app: typer.Typer, words: Sequence[str] | None = None) -> int:
    """Run the application in this process and say what stopped it; its status.

    words: the command line without the program's name; this process' own where there are none.
    """
    import typer

    from scoring.errors import KaoheError, fault
    from workbook.steps import console

    if COMPLETE in os.environ:
        from typer._completion_classes import completion_init

        completion_init()
    try:
        status = app(words, prog_name=os.environ.get(CALLED) or "kaohe", standalone_mode=False)
        sys.stdout.flush()
        return stopped() if status == STOPPED else int(status or 0)
    except (typer.Abort, KeyboardInterrupt):
        return stopped()
    except KaoheError as error:
        return _failed(str(error))
    except (console.NoReader, BrokenPipeError):
        return _no_reader()
    except SystemExit as left:  # typer's answer to a reader that went away while it printed help is status 1
        if isinstance(left.__context__, BrokenPipeError):
            return _no_reader()
        raise
    except MemoryError:
        return _failed("内存不够，没有做完：关掉别的程序，或把数据分开做")
    except OSError as error:
        return _failed(f"{f'{error.filename}：' if error.filename else ''}{fault(error)}，没有做完")
    except Exception as error:
        from typer._click.exceptions import ClickException  # typer carries it and does not export it

        if not isinstance(error, ClickException):
            raise
        from workbook.steps.usage import sentence

        console.err().print(console.safe(sentence(error)))
        return error.exit_code


def _failed(text: str) -> int:
    from workbook.steps import console

    with contextlib.suppress(OSError):  # the disk that is full may be where messages go
        console.err().print(console.safe(text, "red"))
    return 2


def _no_reader() -> int:
    """What is still buffered goes nowhere, so that Python's own farewell does not fail on it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _print("输出的另一端已经关闭，后面的没有印出来。")
    return NO_READER


def _print(text: str) -> None:
    with contextlib.suppress(OSError, UnicodeError):
        print(text, file=sys.stderr)
