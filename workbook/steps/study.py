"""The study of robustness that a result workbook carries."""

from __future__ import annotations

from scoring.assessment import Assessment
from scoring.errors import DataError
from scoring.robustness.study import MOST_DRAWN, Robustness, robustness
from workbook.steps import console


def study_for_result(assessment: Assessment, requested: bool, step: console.Steps) -> Robustness | None:
    """The study that a result workbook carries: none if not requested, if too large, or where nothing can be studied."""
    from scoring.robustness.settings import load_settings

    if not requested:
        return None
    settings = load_settings()
    if len(assessment.counties) * settings.draws > MOST_DRAWN:
        note = f"县数较多，没有写稳健性（{len(assessment.counties)} 个县 × {settings.draws} 次抽样）；需要时另用 kaohe robustness"
        step.tell(note)
        return None
    step("分析稳健性")
    try:
        return robustness(assessment, settings=settings)
    except DataError as error:
        step.tell(f"没有写稳健性：{error}")
        return None
