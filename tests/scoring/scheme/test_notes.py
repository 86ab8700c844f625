"""What is said under the point table."""

from __future__ import annotations

from pathlib import Path

from scoring import load_scheme
from scoring.scheme.describe import standard
from scoring.scheme.notes import scheme_notes
from tests.scoring.scheme.test_regions import REGION
from tests.support.small_scheme import SMALL, write_scheme

BONUSES = """\
        bonus:
          - {kind: full_steps, step: 10, each: 1, cap: 2}
          - {kind: granted, each: 2, when: {kind: item_above, item: events, limit: 3}}
"""


def test_the_rules_of_the_whole_are_said(tmp_path: Path) -> None:
    """Every sentence of the document that is no line: period, groups, cap of the bonuses, rounding, ranks, what is only shown."""
    (tmp_path / "region-small.yaml").write_text(REGION, encoding="utf-8")
    text = SMALL.replace("id: small\n", "id: small\nregion: small\nrounding: {completion: 1}\n", 1)
    text = text.replace("    clause: 一\n    indicators", "    clause: 一\n    shown: [goal]\n    indicators")
    assert scheme_notes(load_scheme(write_scheme(tmp_path, text=text))) == [
        "考核期：2021—2022年，以2020年为基期",
        "考核对象：小市2个县（市、区），分为城区（甲区）、乡村（乙县）",
        "总分：满分20分；加分合计最多3分",
        "不适用：不适用的指标不计分，分值由本类别其他指标分摊；整个类别不适用的，由其他类别分摊",
        "小数位数：完成率1位，得分2位，总分2位，四舍五入",
        "排名：先按等次、再按总分；总分相同的，依次比能耗得分、年度目标完成率；仍相同的并列；各组另排组内名次",
        "等次：完成：达到 80 分；基本完成：达到 60 分，不满 80 分；未完成：不满 60 分",
        "等次约束 目标未完成：年度目标未完成的，等次最高为基本完成。（依据：一（三））",
        "只展示、不计分（能耗）：目标下降率",
    ]


def test_bonuses_are_sentences_of_their_own(tmp_path: Path) -> None:
    scheme = load_scheme(
        write_scheme(tmp_path, "        bonus: {kind: full_steps, step: 10, each: 1, cap: 3}\n", BONUSES)
    )
    said = standard(scheme, scheme.indicators[0])
    assert "。加分：完成率每超100%满10个百分点加1分，最多加2分。加分：“事件数”大于3的，加2分。" in said
