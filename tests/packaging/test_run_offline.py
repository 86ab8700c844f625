"""run.py without network: what is fetched for which machine, and what is said when nothing can be had."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("kaohe_run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def names(entries: list[str]) -> set[str]:
    return {one.partition("==")[0] for one in entries}


def test_libraries_and_the_build_backend_are_fetched_and_the_tests_when_asked(run: ModuleType) -> None:
    found = names(run.pinned("kaohe", "build"))
    assert {"numpy", "pandas", "typer", "hatchling", "editables"} <= found
    assert "pytest" not in found
    assert {"pytest", "distributed"} <= names(run.pinned("kaohe", "build", "test"))


@pytest.mark.parametrize(
    ("platform", "version", "expected", "others"),
    [
        ("win_amd64", "3.13", {"colorama", "pywin32", "numpy"}, {"appscript", "importlib-metadata"}),
        ("linux_x86_64", "3.13", {"numpy", "cryptography"}, {"colorama", "pywin32", "appscript", "importlib-metadata"}),
        ("linux_aarch64", "3.11", {"numpy", "importlib-metadata"}, {"colorama", "pywin32", "appscript"}),
    ],
)
def test_what_another_system_needs_is_found_by_its_own_conditions(
    run: ModuleType, platform: str, version: str, expected: set[str], others: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entries come without their conditions: pip would judge them by the system it runs on."""
    monkeypatch.setattr(run, "python_of", lambda venv: sys.executable)
    _, values = run.target_of(platform, version)
    found = run.holding(run.pinned("kaohe", "build", "test"), values)
    assert expected <= names(found)
    assert not others & names(found)
    assert all(re.fullmatch(r"[\w.-]+==[\w.!+]+( --hash=sha256:[0-9a-f]{64})+", one) for one in found)


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[bytes]]:
    """The environment that run.py makes, and what it says: the folder of wheels is empty, no network is asked."""
    home = tmp_path_factory.mktemp("first")
    (home / "库").mkdir()
    environment = {"KAOHE_VENV": str(home / "venv"), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, str(ROOT / "run.py"), "--wheels", str(home / "库"), "schemes"]
    done = subprocess.run(command, capture_output=True, env={**environment, "PIP_CONFIG_FILE": "/dev/null"})
    return home / "venv", done


@pytest.mark.slow
def test_a_wheel_that_is_not_the_one_that_was_tested_is_not_installed(
    run: ModuleType, tmp_path: Path, first_run: tuple[Path, subprocess.CompletedProcess[bytes]]
) -> None:
    """Driven whole, without network: the folder has a library of the right name and version, and other content."""
    run.VENV = str(first_run[0])
    entry = next(one for one in run.pinned("kaohe") if one.startswith("xlrd=="))
    version = entry.split(" ")[0].partition("==")[2]
    with zipfile.ZipFile(tmp_path / f"xlrd-{version}-py2.py3-none-any.whl", "w") as file:
        file.writestr("xlrd.py", "planted = True")
        file.writestr(f"xlrd-{version}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: xlrd\nVersion: {version}\n")
        file.writestr(
            f"xlrd-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py2.py3-none-any\n"
        )
        file.writestr(f"xlrd-{version}.dist-info/RECORD", "")
    status, said = run.fetch(["install", "--no-index", "--find-links", str(tmp_path)], [entry])
    assert status != 0
    assert subprocess.call([run.python_of(run.VENV), "-c", "import xlrd"], stderr=subprocess.DEVNULL) != 0
    with pytest.raises(SystemExit, match="SHA-256 不一样"):
        run.explain(said, str(tmp_path))


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_another_version_of_python_is_fetched_for_this_machine(
    run: ModuleType, machine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On ARM, ARM's wheels; and no machine is told that ``target_of`` does not know."""
    fetched: list[str] = []
    monkeypatch.setattr(run.os, "uname", lambda: SimpleNamespace(machine=machine))
    monkeypatch.setattr(run, "make_environment", lambda: None)
    monkeypatch.setattr(run, "python_of", lambda venv: sys.executable)
    monkeypatch.setattr(run, "fetch", lambda command, entries: (fetched.extend(command), (0, ""))[1])
    run.download(str(tmp_path), version="3.13")
    assert f"manylinux2014_{machine}" in fetched
    assert run.this_system() == f"linux_{machine}"


def test_wheels_for_another_machine_are_asked_for_by_its_tags_never_as_sources(run: ModuleType) -> None:
    options, _ = run.target_of("win_amd64", "3.13")
    assert options[:5] == ["--only-binary=:all:", "--implementation", "cp", "--python-version", "3.13"]
    assert options[5:] == ["--platform", "win_amd64"]
    tags = run.target_of("linux_aarch64", "3.12")[0][6::2]
    assert tags[0] == "manylinux_2_28_aarch64"
    assert "manylinux2014_aarch64" in tags


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["download"], "怎么用：python3 run.py download"),
        (["download", "a", "b"], "怎么用"),
        (["download", "a", "--platfrom", "x"], "怎么用"),
        (["download", "a", "--platform", "mips"], "不认识的 --platform：mips"),
        (["download", "a", "--python", "3"], "3.11 以上，如 3.13；现在是 3。"),
        (["download", "a", "--python", "3.9"], "3.11 以上，如 3.13；现在是 3.9。"),
        (["--wheels"], "没有这个文件夹"),
        (["--wheels", "没有的文件夹", "check"], "没有这个文件夹：没有的文件夹"),
    ],
    ids=" ".join,
)
def test_a_call_that_is_not_understood_installs_nothing(words: list[str], said: str, tmp_path: Path) -> None:
    environment = {"KAOHE_VENV": str(tmp_path / "venv"), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "run.py"), *words], capture_output=True, env=environment, cwd=tmp_path
    )
    assert done.returncode == 2
    assert said in done.stderr.decode("utf-8")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_platform_is_refused_with_those_there_are(run: ModuleType) -> None:
    with pytest.raises(
        SystemExit, match=r"不认识的 --platform：win32。可以写 win_amd64、linux_x86_64、linux_aarch64。"
    ):
        run.target_of("win32", "3.13")


@pytest.mark.parametrize(
    ("said", "wheels", "expected"),
    [
        ("ProxyError('Cannot connect to proxy.')\nNo matching distribution found for numpy", None, "HTTPS_PROXY"),
        ("NewConnectionError: Temporary failure in name resolution", None, "run.py --wheels 库文件夹"),
        ("ERROR: No matching distribution found for numpy", "库", "“库”里的程序库不全"),
        ("ERROR: No space left on device\n", None, "No space left on device\n安装没有成功，原因见上"),
    ],
)
def test_a_failed_installation_ends_with_what_to_do(
    run: ModuleType, said: str, wheels: str | None, expected: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        run.explain(said, wheels)
    assert expected in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_an_empty_folder_of_wheels_ends_in_chinese_without_a_connection(
    first_run: tuple[Path, subprocess.CompletedProcess[bytes]],
) -> None:
    """Driven whole: an environment is made, pip finds nothing in the folder, no network is asked."""
    done = first_run[1]
    assert done.returncode == 2
    text = done.stderr.decode("utf-8")
    assert "里的程序库不全，或不是给这台电脑的" in text
    assert f"--python {sys.version_info[0]}.{sys.version_info[1]}" in text


@pytest.mark.slow
def test_an_environment_cut_off_while_it_was_made_is_made_again(run: ModuleType, tmp_path: Path) -> None:
    """One with its Python but no pip, as an interrupted first run leaves it."""
    import venv

    venv.EnvBuilder(with_pip=False).create(tmp_path / "venv")
    run.VENV = str(tmp_path / "venv")
    run.make_environment()
    asked = [run.python_of(run.VENV), "-m", "pip", "--version"]
    assert subprocess.run(asked, capture_output=True).returncode == 0


def test_a_folder_that_cannot_be_made_is_told(
    tmp_path: Path, first_run: tuple[Path, subprocess.CompletedProcess[bytes]]
) -> None:
    """A file stands where the folder of wheels is to be."""
    (tmp_path / "file").write_bytes(b"")
    environment = {"KAOHE_VENV": str(first_run[0]), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, str(ROOT / "run.py"), "download", str(tmp_path / "file")]
    done = subprocess.run(command, capture_output=True, env=environment)
    assert done.returncode == 2
    assert "file 读写不了" in done.stderr.decode("utf-8")
    assert "Traceback" not in done.stderr.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="how a shell of Linux quotes")
def test_the_command_for_the_other_machine_can_be_pasted(run: ModuleType) -> None:
    for name in ("库文件夹", "库 文件夹", "it's", "/a (1)/库&"):
        assert shlex.split(f"python3 run.py --wheels {run.quoted(name)}")[-1] == name
    assert run.quoted("库文件夹") == "库文件夹"
