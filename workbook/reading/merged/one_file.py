"""Work on one file of many: whatever goes wrong is reported of that file, and never stops the others."""

from __future__ import annotations

from collections.abc import Callable

from scoring.errors import DataError, KaoheError


def careful(name: str, work: Callable[[], None]) -> None:
    """Do the work; what it raises, other than an interrupt by the user, becomes a DataError that names the file.

    An error that was not foreseen is named with its type, and is the cause of the DataError.
    """
    try:
        work()
    except KaoheError:
        raise
    except BaseException as error:
        # A panic of a library in Rust derives from BaseException, as do interrupts, which must pass.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise DataError(
            f"{name}：读这个文件时出错（{type(error).__name__}），没有读。请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再交；"
            "还是不行的，请把文件和这句话告诉程序的维护人"
        ) from error
