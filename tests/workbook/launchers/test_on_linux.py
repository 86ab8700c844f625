"""Every verb from its .desktop file, in a folder with blanks and Chinese in its name, answered as a person would."""

from __future__ import annotations

import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.support.cells import Book
from tests.support.results import scored
from tests.workbook.launchers.desktop import command, entry, make, start, started
from workbook.launcher_files.verbs import VERBS
from workbook.steps.run import demonstration

pytestmark = pytest.mark.skipif(not Path("/bin/sh").exists(), reason="the .desktop files are for Linux")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of somebody's work: the filled set, and the launchers beside it."""
    folder = tmp_path_factory.mktemp("room") / "考核 资料"
    shutil.copytree(demonstration(), folder / "报送 2025")
    make(folder / "考核")
    return folder


@pytest.fixture(scope="module")
def result(room: Path) -> Path:
    """The result of 初评, by the launcher; a wrong number key is asked for again."""
    seen = started(room / "考核", 3, (room / "报送 2025",), "初评\n9\n1\n\n\n")
    assert seen.status == 0, seen.text
    assert seen.text.count("请按 1 到 3") == 2
    return room / "报送 2025-考核结果-初评.xlsx"


def test_a_set_is_made_where_it_was_dropped_and_a_wrong_year_asked_for_again(room: Path) -> None:
    seen = start(room / "考核", 1, (room,), "1\n25\n2031\n2025\n\n")
    assert seen.status == 0, seen.text
    assert seen.text.count("请写 2021 到 2025 中的一年") == 2
    assert len(list((room / "报送-2025").rglob("*.xlsx"))) == 19
    again = start(room / "考核", 1, (room,), "\n2025\n\n")
    assert f"报送文件夹：{room / '报送-2025-2'}" in again.text


def test_findings_copies_and_debts_stand_beside_the_set(room: Path) -> None:
    before = sorted((room / "报送 2025").rglob("*"))
    seen = start(room / "考核", 2, (room / "报送 2025",), "\n\n")
    assert seen.status == 0, seen.text
    assert "错误 0 个，警告 3 个，提示 1 个。" in seen.text
    assert "催报：市生态环境局 还欠 1 个数" in seen.text
    written = sorted(
        path.relative_to(room / "报送 2025-检查").as_posix() for path in (room / "报送 2025-检查").rglob("*.xlsx")
    )
    assert written == [
        "催报清单.xlsx",
        "退回件/决定/考核办-标注.xlsx",
        "退回件/部门/市生态环境局-标注.xlsx",
        "问题清单.xlsx",
    ]
    assert sorted((room / "报送 2025").rglob("*")) == before
    assert "/问题.json" not in seen.text


@pytest.mark.slow
def test_the_ranking_begins_the_summary_and_no_result_is_written_over(room: Path, result: Path) -> None:
    before = result.read_bytes()
    seen = start(room / "考核", 3, (f"file://{quote(str(room / '报送 2025'))}",), "1\n\n\n")
    summary = seen.text[seen.text.rindex("-" * 60) :]
    assert "第 1 名　临猗县　100.75 分　超额完成" in summary
    assert "超额完成 5 个，完成 3 个，基本完成 1 个，未完成 3 个，待定 1 个" in summary
    assert f"结果工作簿：{room / '报送 2025-考核结果-初评-2.xlsx'}" in summary
    assert result.read_bytes() == before


def test_what_is_not_final_is_no_审定(room: Path) -> None:
    seen = start(room / "考核", 3, (room / "报送 2025",), "3\n\n\n")
    assert seen.status == 2
    assert "还有初步数，不能审定" in seen.text
    assert "没有写结果工作簿" in seen.text
    assert not list(room.glob("*审定*"))


def test_papers_of_the_first_stage_ask_for_a_day_to_answer_by(room: Path, result: Path) -> None:
    seen = start(room / "考核", 4, (result,), "2026-02-30\n\n2026年4月10日\n\n")
    assert seen.status == 0, seen.text
    assert "不存在" in seen.text
    assert "必须写" in seen.text
    assert len(list((room / "报送 2025-考核结果-初评-文件").rglob("*.docx"))) == 13


@pytest.mark.slow
def test_papers_of_the_last_stage_ask_for_number_and_day(room: Path, tmp_path: Path) -> None:
    book = tmp_path / "全市 数据.xlsx"
    shutil.copyfile(demonstration().parent / "yuncheng-2025" / "yuncheng-2025.xlsx", book)
    scored = start(room / "考核", 3, (book,), "3\n\n\n")
    assert "5 核对" in scored.text, scored.text
    seen = start(
        room / "考核", 4, (tmp_path / "全市 数据-考核结果-审定.xlsx",), "\n运节减办〔2026〕3号\n2026-07-10\n\n"
    )
    assert seen.status == 0, seen.text
    names = {path.name for path in (tmp_path / "全市 数据-考核结果-审定-文件").rglob("*")}
    assert any(name.startswith("通报") for name in names), names


@pytest.mark.usefixtures("writes_once")
def test_the_verdict_is_large_and_a_changed_cell_turns_it(room: Path, result: Path, tmp_path: Path) -> None:
    assert (
        "#                          原  样                          #" in start(room / "考核", 5, (result,), "\n").text
    )
    book = Book(result.read_bytes())
    book["排名"]["B5"].value = "改了"
    (tmp_path / "改 过.xlsx").write_bytes(book.bytes())
    seen = start(room / "考核", 5, (tmp_path / "改 过.xlsx",), "\n")
    assert seen.status == 1
    assert "不  一  致" in seen.text
    assert "排名!B5" in seen.text
    assert "不要用这一本" in seen.text


def test_what_does_not_fit_is_told_and_asked_for_again(room: Path, result: Path) -> None:
    note = room / "说明.docx"
    note.write_bytes(b"x")
    damaged = room / "坏了.xlsx"
    damaged.write_bytes(result.read_bytes()[:5000])
    seen = start(
        room / "考核",
        5,
        (note,),
        f'\n{damaged}\n{room}\n{room / "没有.xlsx"}\n{room}/报送 2025/部门/市统计局.xlsx\n"{result}"  \n\n',
    )
    assert seen.status == 0, seen.text
    for said in (
        "“说明.docx”不是“3 计分”写出的",
        "坏了.xlsx：文件不完整或已损坏",
        "“考核 资料”是文件夹",
        "没有这个文件或文件夹",
        "“市统计局.xlsx”不是“3 计分”写出的",
        "原  样",
    ):
        assert said in seen.text
    assert "“说明.docx”不是数据文件" in start(room / "考核", 2, (note,), "").text
    assert "是文件，这里要文件夹" in start(room / "考核", 1, (result,), "").text
    assert "一次只要一个" in start(room / "考核", 5, (result, result), "").text


def heard() -> None:
    """Ctrl-C, also where the tests run in the background of a shell, which lets it be ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_the_window_stays_when_it_is_stopped(room: Path) -> None:
    """Ctrl-C at a question: said, and the window waits for Enter all the same."""
    file = room / "考核" / f"{VERBS[2].name}.desktop"
    words = command(file, (str(room / "报送 2025"),))
    with subprocess.Popen(
        words,
        cwd=entry(file)["Path"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=heard,
    ) as window:
        assert window.stdout is not None
        assert window.stdin is not None
        read = b""
        while not read.endswith(b"> "):
            read += window.stdout.read(1) or pytest.fail(read.decode())
        window.send_signal(signal.SIGINT)
        while not read.endswith("关闭这个窗口 … ".encode()):
            read += window.stdout.read(1) or pytest.fail(read.decode())
        assert window.poll() is None
        window.stdin.write(b"\n")
        window.stdin.close()
        assert window.wait(30) == 130
    assert "已停止" in read.decode()


def test_a_window_whose_input_is_closed_ends(room: Path) -> None:
    seen = started(room / "考核", 4, (), "")
    assert seen.status == 130
    assert seen.text.rstrip().endswith("按回车关闭这个窗口 …")


def test_what_was_written_is_opened_and_a_chooser_asked(room: Path, result: Path, tmp_path: Path) -> None:
    """zenity and xdg-open as programs that note what they were called with."""
    programs = tmp_path / "bin"
    programs.mkdir()
    noted = tmp_path / "noted"
    for name, answer in (("zenity", f"echo '{room / '报送 2025'}'"), ("xdg-open", "true")):
        (programs / name).write_text(f"#!/bin/sh\necho \"{name} $*\" >> '{noted}'\n{answer}\n")
        (programs / name).chmod(0o755)
    around = {"DISPLAY": ":9", "PATH": f"{programs}:/usr/bin:/bin"}
    seen = start(room / "考核", 2, (), "\n1\n\n", around)
    assert seen.status == 0, seen.text
    calls = noted.read_text(encoding="utf-8")
    assert "zenity --file-selection --title=检查哪个报送文件夹（或哪个文件）？ --directory\n" in calls
    assert f"已经打开：{'问题清单.xlsx'}" in seen.text


def test_a_gbk_console_reads_the_same(room: Path, tmp_path: Path) -> None:
    words = command(room / "考核" / f"{VERBS[4].name}.desktop", (str(scored(tmp_path / "结果.xlsx")),))
    plain = [word for word in words if word not in ("-X", "utf8")]
    done = subprocess.run(
        ["env", "PYTHONUTF8=0", "PYTHONIOENCODING=gbk", *plain], cwd=Path(__file__).parents[3], input=b"\n",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True,
    )  # fmt: skip
    assert "原  样" in done.stdout.decode("gbk")
