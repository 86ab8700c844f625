"""Where the command begins: stopped while libraries are imported, it ends as it does later."""

from __future__ import annotations

import gc

from workbook.command.stopping import guarded, stopped
from workbook.processes import SELDOM


def main() -> None:
    """The command ``kaohe``."""
    gc.set_threshold(SELDOM)
    try:
        from workbook.command.app import app
    except KeyboardInterrupt:  # while libraries are imported
        raise SystemExit(stopped()) from None
    guarded(app)


if __name__ == "__main__":
    main()
