"""Is a result workbook what the engine would have written? Every cell that is not is named."""

from workbook.verifying.verify import Verification, verify_result

__all__ = ["Verification", "verify_result"]
