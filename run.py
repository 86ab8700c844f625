"""One command on a fresh machine: makes its own virtual environment, installs kaohe into it, runs it.

    python3 run.py                 scores the demonstration city (on Windows: py run.py)
    python3 run.py check FILE      any kaohe command
    python3 run.py test            installs what the tests need and runs them

Needs only Python 3.11 or later. KAOHE_VENV places the environment elsewhere than .venv.
"""

import hashlib
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.environ.get("KAOHE_VENV") or os.path.join(HERE, ".venv")
OLD = "kaohe needs Python 3.11 or later; this is {}. 需要 Python 3.11 或更高版本。"
NO_VENV = (
    "This Python cannot make a virtual environment. 这个 Python 不能建立虚拟环境。\n"
    "On Debian or Ubuntu: apt install python3-venv"
)


def python_of(venv):
    """The environment's interpreter."""
    if os.name == "nt":
        return os.path.join(venv, "Scripts", "python.exe")
    return os.path.join(venv, "bin", "python")


def fingerprint(extra):
    """What was installed: changes when the project file, the constraints, Python or the extra change."""
    digest = hashlib.sha256((f"{sys.version}\n{extra}\n{HERE}").encode())
    for name in ("pyproject.toml", "constraints.txt"):
        with open(os.path.join(HERE, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def install(extra):
    """Make the environment and install kaohe with its pinned dependencies, unless that is done."""
    stamp = os.path.join(VENV, "kaohe-{}.stamp".format(extra or "run"))
    wanted = fingerprint(extra)
    if os.path.exists(stamp) and os.path.exists(python_of(VENV)):
        with open(stamp) as file:
            if file.read() == wanted:
                return
    if not os.path.exists(python_of(VENV)):
        import venv

        try:
            venv.EnvBuilder(with_pip=True).create(VENV)
        except (Exception, SystemExit) as error:
            sys.exit(f"{NO_VENV}\n{error}")
    print(f"Installing kaohe into {VENV} (once) ...", flush=True)
    target = HERE + (f"[{extra}]" if extra else "")
    command = [python_of(VENV), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.call([*command, "-c", os.path.join(HERE, "constraints.txt"), "-e", target])
    if done != 0:
        sys.exit("Installation failed; see the lines above. 安装没有成功，原因见上。")
    with open(stamp, "w") as file:
        file.write(wanted)


def main():
    """Install, then run kaohe or its tests."""
    arguments = sys.argv[1:]
    environment = dict(
        os.environ, PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE=os.environ.get("PYTHONDONTWRITEBYTECODE", "")
    )
    if arguments[:1] == ["test"]:
        install("test")
        command = [python_of(VENV), "-m", "pytest"] + (arguments[1:] or ["-n", "auto"])
        return subprocess.call(command, cwd=HERE, env=environment)
    install("")
    command = [python_of(VENV), "-m", "workbook.command.start"] + (arguments or ["score"])
    return subprocess.call(command, env=environment)


if __name__ == "__main__":
    sys.exit(main())
