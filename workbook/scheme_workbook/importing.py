"""A scheme's files from its workbook: scheme.yaml, its items, lists and region, so that the folder stands by itself."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

from scoring.errors import KaoheError, SchemeError
from scoring.scheme.loader import load_scheme
from scoring.scheme.plain import Plain, plain_scheme
from scoring.scheme.scheme import Scheme
from workbook.saving import save_whole
from workbook.scheme_workbook.figures import fraction_of, is_exact
from workbook.scheme_workbook.yaml_text import yaml_text

_HEAD = "# 由方案工作簿写出（kaohe scheme import）。\n"


def scheme_files(scheme: Scheme) -> dict[str, str]:
    """The files of a scheme's folder by name: what the scheme says, in the order of the language. KaoheError if they
    would not be read back alike. Figures that no decimals end are fractions where the language takes them."""
    plain = plain_scheme(scheme)
    exact = Plain(_fractions(plain.scheme), plain.region)
    for data in (exact, plain) if exact != plain else (plain,):
        files = _files(data)
        with tempfile.TemporaryDirectory() as trial:
            for name, text in files.items():
                (Path(trial) / name).write_text(text, encoding="utf-8")
            try:
                if load_scheme(Path(trial)).sha256 == scheme.sha256:
                    return files
            except SchemeError:
                continue
    raise KaoheError(f"方案 {scheme.id} 写成文件再读回来与原来不同，没有写出；请把方案工作簿发给程序的维护人")


def _fractions(data: Any) -> Any:
    """100/3 for 33.333333333333336."""
    if isinstance(data, dict):
        return {key: _fractions(one) for key, one in data.items()}
    if isinstance(data, list):
        return [_fractions(one) for one in data]
    return (isinstance(data, float) and not is_exact(data) and fraction_of(data)) or data


def _files(plain: Plain) -> dict[str, str]:
    data = dict(plain.scheme)
    files: dict[str, Any] = {}
    for name in ("items", "lists"):
        if name in data:
            files[f"{name}.yaml"] = data[name]
            data[name] = [{"include": f"{name}.yaml"}]
    if plain.region is not None:
        if not re.fullmatch(r"[\w-]+", str(plain.region["id"])):
            raise KaoheError(f"地区编号 {plain.region['id']} 不能作文件名：只用字母、数字、- 和 _")
        files[f"region-{plain.region['id']}.yaml"] = plain.region
    return {name: _HEAD + yaml_text(one) for name, one in {"scheme.yaml": data, **files}.items()}


def write_scheme_files(scheme: Scheme, folder: Path, *, force: bool = False) -> list[Path]:
    """Write a scheme's folder; KaoheError where files stand in it (unless ``force``), or would not be read back alike."""
    if folder.exists() and not folder.is_dir():
        raise KaoheError(f"{folder} 不是文件夹：写一个新文件夹的名字")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise KaoheError(f"{folder} 里已经有文件，没有覆盖：请换一个文件夹；确实要覆盖的，加 --force")
    files = scheme_files(scheme)
    for name, text in files.items():
        save_whole(folder / name, text.encode(), force=force)
    return [folder / name for name in files]
