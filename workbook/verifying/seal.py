"""A seal: a detached file with the hashes of everything that a signed-off result consists of.

It is canonical JSON, so that the same seal is the same bytes. Whoever keeps it (or its own SHA-256, in the
minutes) can tell a result from one that was made anew with other figures, which no check of the workbook by
itself can.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.errors import DataError, KaoheError, fault
from scoring.scheme.canonical import sha256
from workbook.archive.stored import StoredResult
from workbook.reading.stage import STAGES_BEFORE
from workbook.verifying.verify import Verification

KIND, FORMAT = "kaohe-seal", 1
_MOST_BYTES = 16 << 20  # thousands of data files, each with its hash
_NAMES = {
    "result.sha256": "结果工作簿的 SHA-256",
    "stage": "结果状态",
    "year": "考核年度",
    "remark": "数据标注",
    "scheme.id": "方案编号",
    "scheme.version": "方案版本",
    "scheme.sha256": "方案的 SHA-256",
    "data_sha256": "数据的 SHA-256",
}


@dataclass(frozen=True)
class Seal:
    """name: of the seal's file. content: its fields. sha256: of the file's bytes."""

    name: str
    content: Mapping[str, Any]
    sha256: str


def seal_text(verified: Verification, sealed_at: str) -> str:
    """The seal of a result as canonical JSON. sealed_at: the moment, as the caller's clock says it (ISO 8601).

    KaoheError where the verification did not pass: only what is the engine's can be sealed.
    """
    if not verified.passed:
        raise KaoheError(f"{verified.stored.name} 没有通过核对（{len(verified.differences)} 处不同），不能封存")
    return json.dumps(_content(verified.stored, sealed_at), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _content(stored: StoredResult, sealed_at: str) -> dict[str, Any]:
    scheme = stored.scheme
    return {
        "kind": KIND,
        "format": FORMAT,
        "sealed_at": sealed_at,
        "result": {"name": stored.name, "sha256": stored.sha256},
        "stage": stored.stage,
        "year": stored.year,
        "remark": stored.remark,
        "scheme": {"id": scheme.id, "version": scheme.spec.version, "sha256": scheme.sha256},
        "data_sha256": stored.assessment.data_sha256,
        "files": dict(stored.files),
        "versions": dict(stored.inputs.versions),
    }


def read_seal(path: str | Path) -> Seal:
    """A seal from its file; DataError, in Chinese, if it is none."""
    path = Path(path)
    try:
        if path.exists() and not path.is_file():  # a pipe or a device would never end
            raise DataError(f"{path.name}：不是普通文件，没有读")
        if path.stat().st_size > _MOST_BYTES:
            raise DataError(f"{path.name}：超过 {_MOST_BYTES >> 20} MB，不是封存文件")
        text = path.read_text(encoding="utf-8")
        content = json.loads(text)
        if content["kind"] != KIND:
            raise ValueError(content["kind"])
        if content["format"] != FORMAT:
            raise DataError(f"{path.name}：封存文件的格式是第 {content['format']} 版，本程序只认第 {FORMAT} 版")
        if "standing" in content:  # as seals of before called it
            content["stage"] = STAGES_BEFORE[content.pop("standing")]
        content["result"]["sha256"], content["scheme"]["sha256"], content["files"].items(), content["sealed_at"]
    except FileNotFoundError:
        raise DataError(f"找不到封存文件 {path}：请检查路径和文件名") from None
    except OSError as error:
        raise DataError(f"{path.name}：打不开（{fault(error)}）") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DataError(f"{path.name}：不是 kaohe 的封存文件，或已损坏；请用 kaohe verify --seal 写出的文件") from error
    return Seal(path.name, content, sha256(text))


def against(stored: StoredResult, seal: Seal) -> tuple[str, ...]:
    """What differs between a result and a seal, a line each; empty if it is the sealed file, byte for byte."""
    return tuple(_against(_flat(_content(stored, "")), _flat(seal.content)))


def _against(now: dict[str, Any], then: dict[str, Any]) -> Iterator[str]:
    for key, name in _NAMES.items():
        if now.get(key) != then.get(key):
            yield f"{name}：现在是 {now.get(key)}，封存的是 {then.get(key)}"
    files = sorted(key for key in now.keys() | then.keys() if key.startswith("files/"))
    for key in files:
        name = key.removeprefix("files/")
        if key not in now:
            yield f"数据文件 {name}：封存时有，现在没有"
        elif key not in then:
            yield f"数据文件 {name}：现在有，封存时没有"
        elif now[key] != then[key]:
            yield f"数据文件 {name} 的 SHA-256：现在是 {now[key]}，封存的是 {then[key]}"
    for key in sorted(key for key in now.keys() | then.keys() if key.startswith("versions/")):
        if now.get(key) != then.get(key):
            yield f"{key.removeprefix('versions/')}：现在是 {now.get(key)}，封存的是 {then.get(key)}"


def _flat(content: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in content.items():
        if key in ("files", "versions"):
            flat |= {f"{key}/{name}": one for name, one in value.items()}
        elif isinstance(value, Mapping):
            flat |= {f"{key}.{name}": one for name, one in value.items()}
        else:
            flat[key] = value
    return flat
