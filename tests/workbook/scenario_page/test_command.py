"""``kaohe scenarios --page``: one scheme is enough for it, other outputs still want two; nothing is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.errors import KaoheError
from workbook.command.app import app


def run(*arguments: str) -> int:
    """The exit status; KaoheError as the command's own start tells it."""
    done = app(["scenarios", *arguments], standalone_mode=False)
    return int(done or 0)


def test_the_page_alone_wants_one_scheme(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "网页" / "测算.html"
    run("--page", str(page))
    assert "测算，不作调整依据" in page.read_text(encoding="utf-8")
    assert f"测算已写好：{page}" in "".join(capsys.readouterr().out.split("\n"))
    with pytest.raises(KaoheError, match="没有覆盖"):
        run("--page", str(page))
    with pytest.raises(KaoheError):
        run("--page", str(tmp_path / "测算.xlsx"))


def test_a_book_beside_it_still_wants_two(tmp_path: Path) -> None:
    with pytest.raises(KaoheError, match="只有一个方案"):
        run("--page", str(tmp_path / "测算.html"), "-o", str(tmp_path / "测算.xlsx"))
    assert list(tmp_path.iterdir()) == []
    run(
        "-s",
        "yuncheng-14fyp",
        "-s",
        "yuncheng-14fyp-strict",
        "--page",
        str(tmp_path / "测算.html"),
        "-o",
        str(tmp_path / "测算.xlsx"),
    )
    assert {one.name for one in tmp_path.iterdir()} == {"测算.html", "测算.xlsx"}
