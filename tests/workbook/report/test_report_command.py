"""``kaohe report`` as it is called: from a result workbook to the folder."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.support.commands import kaohe
from tests.support.results import scored


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scored(tmp_path_factory.mktemp("result") / "结果.xlsx", "--stage", "送审")


ISSUED = ("--document", "示范政函〔2026〕9号", "--date", "2026-7-10")


def test_from_workbook_to_folder(result: Path, tmp_path: Path) -> None:
    done = kaohe(tmp_path, "report", str(result), "-o", "报告")
    assert done.returncode == 0, done.stderr
    found = sorted(one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*") if one.is_file())
    assert found == ["报告/.kaohe-written.json", "报告/评审页.html", "报告/送审稿.docx"]
    header = docx.Document(str(tmp_path / "报告" / "送审稿.docx")).sections[0].header
    assert header.paragraphs[0].text.startswith("结果状态：送审（未经审定）  示范数据：全部数字都是虚构的")


def test_a_result_is_printed_at_its_own_stage(result: Path, tmp_path: Path) -> None:
    """What was scored at 送审 is not made 审定 by printing it, and a paper of a later stage does not exist."""
    done = kaohe(tmp_path, "report", str(result), "-o", "r", "--only", "通报", "--stage", "审定")
    assert (done.returncode, (tmp_path / "r").exists()) == (2, False)
    assert "是按“送审”计的，不能按“审定”印发：用 kaohe score --stage 审定 重新计分" in done.stderr
    done = kaohe(tmp_path, "report", str(result), "-o", "r", "--only", "通报", *ISSUED)
    assert (done.returncode, (tmp_path / "r").exists()) == (2, False)
    assert "通报在“审定”以后才有，这个结果是按“送审”计的" in done.stderr
    scored(tmp_path / "定.xlsx", "--stage", "审定")
    bare = kaohe(tmp_path, "report", "定.xlsx", "-o", "r", "--only", "通报")
    assert (bare.returncode, "加 --document 文号 --date 日期" in bare.stderr) == (2, True)
    assert kaohe(tmp_path, "report", "定.xlsx", "-o", "r", "--only", "通报", *ISSUED).returncode == 0
    texts = [one.text for one in docx.Document(str(tmp_path / "r" / "通报.docx")).paragraphs]
    assert any("考核结果已经市政府审定（示范政函〔2026〕9号，2026年7月10日），现通报如下。" in one for one in texts)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "没有写结果工作簿"),
        (["{result}"], "没有写放到哪个文件夹"),
        (["{result}", "-o", "{result}"], "是文件，不是文件夹"),
        (["{result}", "-o", "r", "--stage", "终审"], "--stage 只能是初评、送审、审定，现在是 终审"),
        (["{result}", "-o", "r", "--only", "公告"], "--only"),
        (["{result}", "-o", "r", "-c", "夏城县"], "夏城县"),
        (["{result}", "-o", "r", "--templates", "none"], "没有文件夹"),
        (["{result}", "-o", "r", "--templates", "."], "没有模板"),
        (["no.xlsx", "-o", "r"], "no.xlsx"),
    ],
)
def test_unusable_calls(result: Path, tmp_path: Path, arguments: list[str], message: str) -> None:
    done = kaohe(tmp_path, "report", *(one.format(result=result) for one in arguments))
    assert done.returncode == 2, done.stdout
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
