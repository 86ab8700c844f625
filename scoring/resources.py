"""Where the data that travels with the program stands: in a checkout, an editable install or a wheel."""

from __future__ import annotations

from pathlib import Path

from scoring.errors import KaoheError

_HERE = Path(__file__).resolve().parent


def _find(name: str) -> Path:
    for base in (_HERE / "_data", _HERE.parent):
        if (base / name).exists():
            return base / name
    raise KaoheError(f"找不到随程序安装的 {name}：安装不完整，请重新安装 kaohe")


def config_dir() -> Path:
    """The folder of schemes, items, regions and coefficients."""
    return _find("config")


def examples_dir() -> Path:
    """The folder of demonstration data and published tables."""
    return _find("examples")


def constraints_file() -> Path:
    """The tested version of every library, with the hashes of its files."""
    return _find("constraints.txt")
