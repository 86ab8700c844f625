"""What is said of Ctrl-C: imports nothing, so that it can be said of one that comes while everything else is imported."""

STOPPED = 130
"""Status, as shells count it."""


def stopped() -> int:
    """Say it; the status."""
    import sys

    try:
        print("已停止（Ctrl-C）：没有写完的不留下。", file=sys.stderr)
    except (OSError, ValueError):  # contextlib would have to be imported
        return STOPPED
    return STOPPED
