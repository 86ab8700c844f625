"""``python -m workbook.launchers``: a fault or Ctrl-C while libraries are loaded leaves the window open too."""

from __future__ import annotations

import sys


def _start() -> int:
    try:
        from workbook.launchers.run import main
    except (Exception, KeyboardInterrupt) as error:
        message = f"程序不完整，请重新安装（{error}）" if isinstance(error, Exception) else "已停止"
        print(f"{message}\n按回车关闭这个窗口 … ", end="", flush=True)
        sys.stdin.readline()
        return 2
    return main()


if __name__ == "__main__":
    sys.exit(_start())
