"""One command on a fresh machine: makes its own virtual environment, installs kaohe into it, runs it.

    python3 run.py                     scores the demonstration city (on Windows: py run.py)
    python3 run.py check FILE          any kaohe command
    python3 run.py test                installs what the tests need and runs them
    python3 run.py download DIR        fetches all wheels into DIR, for a machine without network
        [--platform win_amd64|linux_x86_64|linux_aarch64] [--python 3.13] [--test]
    python3 run.py --wheels DIR …      installs from DIR without network, then goes on as above

Needs only Python 3.11 or later. KAOHE_VENV places the environment elsewhere than .venv.
"""

import hashlib
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.environ.get("KAOHE_VENV") or os.path.join(HERE, ".venv")
BY_FILE = ["--dist", "loadfile", "--no-loadscope-reorder"]  # what tests of a file share is made once; the longest first
OLD = "kaohe needs Python 3.11 or later; this is {}. 需要 Python 3.11 或更高版本。"
NO_VENV = (
    "This Python cannot make a virtual environment. 这个 Python 不能建立虚拟环境。\n"
    "On Debian or Ubuntu: apt install python3-venv"
)
NO_NETWORK = """取不到程序库：连不上软件包的服务器。程序没有装上，已有的文件没有改动。三种办法：
1. 要经过代理才能上网的：先设环境变量 HTTPS_PROXY（Linux：export HTTPS_PROXY=http://代理:端口；Windows：set HTTPS_PROXY=…），再运行一次。
2. 单位有软件包镜像的：pip config set global.index-url 镜像的网址，再运行一次。
3. 不能上网的：在能上网的电脑上，用同一个文件夹里的 run.py 执行
       python3 run.py download 库文件夹            （给 Windows 的加 --platform win_amd64 --python 版本，如 3.13）
   把“库文件夹”拷过来，再执行
       python3 run.py --wheels 库文件夹"""
NOT_IN_FOLDER = """“{}”里的程序库不全，或不是给这台电脑的（{}，Python {}.{}）。程序没有装上。
在能上网的电脑上重新取：python3 run.py download 库文件夹{}"""
CHANGED = """{}
取到的文件和 constraints.txt 里记的 SHA-256 不一样（被改过，或没有下完整），没有装上。换一个软件包镜像（或重新取库文件夹）再运行一次；还是这样，请告诉信息部门。"""
USAGE = """怎么用：python3 run.py download 文件夹 [--platform win_amd64] [--python 3.13] [--test]
        python3 run.py --wheels 文件夹 [命令 …]"""
TROUBLE = (
    "NewConnectionError",
    "Max retries",
    "ProxyError",
    "timed out",
    "Connection",
    "getaddrinfo",
    "Temporary failure",
)
# What each name means to pip, and to the conditions ("only on Windows") that packages write.
SYSTEMS = {
    "win_amd64": (["win_amd64"], {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}),
    "linux_x86_64": ([f"manylinux_2_{n}_x86_64" for n in range(28, 16, -1)] + ["manylinux2014_x86_64"], {}),
    "linux_aarch64": ([f"manylinux_2_{n}_aarch64" for n in range(28, 16, -1)] + ["manylinux2014_aarch64"], {}),
}
UNKNOWN_SYSTEM = "不认识的 --platform：{}。可以写 " + "、".join(SYSTEMS) + "。"
LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
# Run by the environment's Python, which has pip's reader of conditions: the entries that hold on the other system, without them.
HOLDING = """
import json, sys
from pip._vendor.packaging.requirements import Requirement
entries, values = json.load(sys.stdin)
for entry in entries:
    need, hashes = entry.split(" --hash", 1)
    need = Requirement(need)
    if need.marker is None or need.marker.evaluate(values):
        need.marker = None
        print(str(need) + " --hash" + hashes)
"""


def this_system():
    """This machine as --platform names it."""
    return "win_amd64" if os.name == "nt" else "linux_" + os.uname().machine


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


def make_environment():
    """The virtual environment, unless it is there whole (one cut off while it was made has no pip)."""
    if os.path.exists(python_of(VENV)):
        asked = [python_of(VENV), "-c", "import pip"]
        if subprocess.call(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return
    import venv

    try:
        venv.EnvBuilder(with_pip=True, clear=os.path.exists(os.path.join(VENV, "pyvenv.cfg"))).create(VENV)
    except (Exception, SystemExit) as error:
        sys.exit(f"{NO_VENV}\n{error}")


def pinned(*parts):
    """The entries of some parts of constraints.txt, one a line: version, condition, hashes."""
    with open(os.path.join(HERE, "constraints.txt"), encoding="ascii") as file:
        text = file.read().replace("\\\n", "")
    found = dict(part.split("\n", 1) for part in text.split("# == ")[1:])
    return [" ".join(line.split()) for part in parts for line in found[part].splitlines() if line]


def fetch(command, entries):
    """Have pip install or download entries and nothing else: pip refuses every file that has another hash."""
    listed = os.path.join(VENV, "kaohe-libraries.txt")
    with open(listed, "w") as file:
        file.write("\n".join(entries) + "\n")
    return pip([*command, "--no-deps", "--require-hashes", "-r", listed])


def pip(arguments):
    """Run the environment's pip; (status, what it said on stderr)."""
    command = [python_of(VENV), "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check"]
    environment = dict(os.environ, PYTHONUTF8="1")
    running = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", errors="replace", env=environment)
    said, told = [], False
    for line in running.stderr:
        said.append(line)
        if not told and any(word in line for word in TROUBLE):
            print("连不上软件包的服务器，正在重试（半分钟左右）……", flush=True)
            told = True
    return running.wait(), "".join(said)


def explain(said, wheels):
    """End with what is to be done about a failed installation."""
    if "DO NOT MATCH THE HASHES" in said:
        sys.exit(CHANGED.format(said))
    if wheels and "No matching distribution" in said:
        system = this_system()
        options = f" --platform {system} --python {sys.version_info[0]}.{sys.version_info[1]}"
        sys.exit(NOT_IN_FOLDER.format(wheels, system, *sys.version_info[:2], options))
    if not wheels and any(word in said for word in TROUBLE):
        sys.exit(NO_NETWORK)
    sys.exit(f"{said}安装没有成功，原因见上（pip 的原话）。")


def install(extra, wheels=None):
    """Make the environment and install kaohe with its pinned dependencies, unless that is done."""
    stamp = os.path.join(VENV, "kaohe-{}.stamp".format(extra or "run"))
    wanted = fingerprint(extra)
    if os.path.exists(stamp) and os.path.exists(python_of(VENV)):
        with open(stamp) as file:
            if file.read() == wanted:
                return
    make_environment()
    print(f"正在安装到 {VENV}（只有第一次，一两分钟）……", flush=True)
    source = ["--no-index", "--find-links", wheels] if wheels else []
    status, said = fetch(["install", *source], pinned("kaohe", "build", *([extra] if extra else [])))
    if status == 0:  # kaohe itself: with the build backend that was just installed, nothing fetched
        status, said = pip(["install", "--no-index", "--no-deps", "--no-build-isolation", "-e", HERE])
    if status != 0:
        explain(said, wheels)
    with open(stamp, "w") as file:
        file.write(wanted)


def target_of(platform, version):
    """pip's options for another machine, and the values of the conditions there."""
    if platform not in SYSTEMS:
        sys.exit(UNKNOWN_SYSTEM.format(platform))
    tags, values = SYSTEMS[platform]
    options = ["--only-binary=:all:", "--implementation", "cp", "--python-version", version]
    for tag in tags:
        options += ["--platform", tag]
    machine = "AMD64" if platform == "win_amd64" else platform[len("linux_") :]
    names = {"platform_machine": machine, "platform_python_implementation": "CPython", "implementation_name": "cpython"}
    return options, {**LINUX, **values, **names, "python_version": version, "python_full_version": version + ".0"}


def download(folder, platform=None, version=None, test=False):
    """All wheels into a folder, for this machine or for another."""
    make_environment()
    os.makedirs(folder, exist_ok=True)
    entries = pinned("kaohe", "build", *(["test"] if test else []))
    print(f"正在取程序库到 {folder} ……", flush=True)
    options = ["--only-binary=:all:"]
    if platform is not None or version is not None:
        options, values = target_of(platform or this_system(), version or "{}.{}".format(*sys.version_info[:2]))
        entries = holding(entries, values)
    status, said = fetch(["download", "--dest", folder, "--find-links", folder, *options], entries)
    if status != 0:
        explain(said, None)
    names = os.listdir(folder)
    size = sum(os.path.getsize(os.path.join(folder, name)) for name in names) / 1e6
    print(f"“{folder}”里有 {len(names)} 个文件，{size:.0f} MB。拷到不能上网的电脑上，在那里执行：")
    print(f"    python3 run.py --wheels {quoted(folder)}")


def holding(entries, values):
    """Those entries whose conditions hold on another system. (pip judges them by the system it runs on.)"""
    import json

    asked = [python_of(VENV), "-c", HOLDING]
    done = subprocess.run(asked, check=True, input=json.dumps([entries, values]).encode(), stdout=subprocess.PIPE)
    return done.stdout.decode().splitlines()


def options_of(words):
    """--platform X, --python X, --test and one folder."""
    found, folders, words = {}, [], list(words)
    while words:
        word = words.pop(0)
        if word == "--test":
            found["test"] = True
        elif word in ("--platform", "--python") and words:
            found["platform" if word == "--platform" else "version"] = words.pop(0)
        elif word.startswith("-"):
            sys.exit(USAGE)
        else:
            folders.append(word)
    if len(folders) != 1:
        sys.exit(USAGE)
    if found.get("platform", this_system()) not in SYSTEMS:
        sys.exit(UNKNOWN_SYSTEM.format(found["platform"]))
    version = found.get("version", "3.11").split(".")
    if len(version) != 2 or not all(part.isdigit() for part in version) or [int(part) for part in version] < [3, 11]:
        sys.exit(f"--python 写那台电脑上 Python 的版本，两段，3.11 以上，如 3.13；现在是 {found['version']}。")
    return folders[0], found


def quoted(word):
    """A word of a command line as the shell here takes it."""
    if os.name == "nt":
        return f'"{word}"' if set(word) & set(" &()^;,=") else word
    import shlex

    return shlex.quote(word) if set(word) & set(" \t\n\"'\\&|;<>()$`*?#~!{}[]") else word


def main():
    """Install, then run kaohe or its tests."""
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit(OLD.format(sys.version.split()[0]))
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    arguments, wheels = sys.argv[1:], None
    if arguments[:1] == ["download"]:
        folder, options = options_of(arguments[1:])
        download(folder, **options)
        return 0
    if arguments[:1] == ["--wheels"]:
        if len(arguments) < 2 or not os.path.isdir(arguments[1]):
            sys.exit(f"没有这个文件夹：{arguments[1] if len(arguments) > 1 else ''}\n{USAGE}")
        wheels, arguments = os.path.abspath(arguments[1]), arguments[2:]
    environment = dict(
        os.environ, PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE=os.environ.get("PYTHONDONTWRITEBYTECODE", "")
    )
    if arguments[:1] == ["test"]:
        install("test", wheels)
        workers = (os.cpu_count() or 1) + 1  # one more than processors: some wait for a browser or a process
        command = [python_of(VENV), "-m", "pytest"] + (arguments[1:] or ["-n", f"{workers}", *BY_FILE])
        return subprocess.call(command, cwd=HERE, env=environment)
    install("", wheels)
    environment["KAOHE_COMMAND"] = f"{'py' if os.name == 'nt' else 'python3'} {quoted(sys.argv[0])}"
    command = [python_of(VENV), "-m", "workbook.command.start"] + (arguments or ["score"])
    return subprocess.call(command, env=environment)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SystemExit as left:  # Python's status for a sentence is 1, which here means: the data have errors
        if not isinstance(left.code, str):
            raise
        print(left.code, file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        print(
            f"{error.filename or ''} 读写不了（{error.strerror}）。换一个能写的文件夹，磁盘满了的腾出地方，再运行一次。",
            file=sys.stderr,
        )
        sys.exit(2)
    except KeyboardInterrupt:
        print("已中断；再运行一次，会从头接着做。", file=sys.stderr)
        sys.exit(130)
