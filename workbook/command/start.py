"""Where the command begins: stopped while libraries are imported, it ends as it does later."""

from __future__ import annotations

from workbook.steps.stopped import stopped


def main() -> None:
    """The command ``kaohe``."""
    try:
        import gc
        import os

        from workbook.processes import SELDOM
        from workbook.steps.stopping import guarded

        gc.set_threshold(SELDOM)
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looked for in all that is installed
        from workbook.command.app import app
    except KeyboardInterrupt:  # while libraries are imported
        raise SystemExit(stopped()) from None
    guarded(app)


if __name__ == "__main__":
    main()
