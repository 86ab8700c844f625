"""The submission set that a file or folder stands in: nothing of ours is written there, for it would be read next time."""

from __future__ import annotations

from pathlib import Path

from workbook.reading.roles import Role, role_of_folder


def set_of(path: Path) -> Path | None:
    """The set that a folder is, or whose folder (县（市、区）, 部门, 决定) it is or a file is in; None where there is none.

    Of sets within sets the innermost.
    """
    whole = path.resolve()
    if whole.is_dir() and _is_set(whole):
        return whole
    folders = (whole,) if whole.is_dir() else whole.parents
    return next((one.parent for one in folders if role_of_folder(one.name) and _is_set(one.parent)), None)


def _is_set(folder: Path) -> bool:
    """Whether the folders of a set are there: 部门 or 决定 alone may be any folder of that name."""
    try:
        roles = {role_of_folder(one.name) for one in folder.iterdir() if one.is_dir()} - {None}
    except OSError:  # a folder that cannot be listed
        return False
    return Role.COUNTY in roles or len(roles) > 1
