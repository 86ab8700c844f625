"""Errors that stop a run: the scheme or the call is unusable. Bad data is a Problem, not an error."""

from __future__ import annotations

import errno


class KaoheError(Exception):
    """Base of all errors whose text, in Chinese, is meant for the user."""


class FormulaError(KaoheError):
    """A formula that the compiler refuses."""


class SchemeError(KaoheError):
    """A scheme that cannot be used; ``messages`` lists everything found, each with file, line and field."""

    def __init__(self, messages: list[str]) -> None:
        self.messages = messages
        super().__init__("\n".join(messages))


class DataError(KaoheError):
    """A table or file that cannot be read as data at all."""


_FAULTS = {
    "ENOENT": "没有这个文件或文件夹",
    "ENOTDIR": "路径中有一段是文件，不是文件夹",
    "EISDIR": "是文件夹，不是文件",
    "EEXIST": "已经存在",
    "ENOTEMPTY": "文件夹里还有东西",
    "ENAMETOOLONG": "名字太长",
    "EINVAL": "名字或位置不能用",
    "EBUSY": "正被别的程序使用",
    "ETXTBSY": "正被别的程序使用",
    "EFBIG": "文件太大",
    "ELOOP": "链接绕成了圈",
    "EXDEV": "不在同一个磁盘上",
    "ESTALE": "网络上的文件夹断开了",
    "ENXIO": "设备不能用",
    "ENODEV": "设备不能用",
    "ENOSPC": "磁盘满了",
    "EDQUOT": "磁盘配额用完了",
    "EROFS": "磁盘是只读的",
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "EIO": "磁盘读写出错",
    "ENFILE": "同时打开的文件太多",
    "EMFILE": "同时打开的文件太多",
}


def fault(error: OSError) -> str:
    """What the system refused, in Chinese where it is known."""
    return _FAULTS.get(errno.errorcode.get(error.errno or 0, ""), error.strerror or str(error))
