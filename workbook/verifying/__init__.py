"""Is a result workbook what the engine would have written? Every cell that is not is named."""
