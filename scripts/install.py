"""Makes .venv and installs the platform into it, and does nothing when that has been done.

Usage: python scripts/install.py core|dev        (standard library only: it runs before anything is installed)

`core` is what a server needs, and search by meaning when it can be had; `dev` adds the tools of the tests and checks.
What was installed is remembered in .venv/installed-core and -dev as a digest of the project's requirements and of the
Python that runs it.
"""

import hashlib
import json
import subprocess
import sys
import time
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STEPS = {"core": 4, "dev": 3}


def say(step: int, of: int, text: str) -> None:
    """Print one step of the installation."""
    print(f"[{step}/{of}] {text}", flush=True)


def requirements() -> str:
    """A digest of what pyproject.toml asks for, and of the Python it is installed for."""
    with (ROOT / "pyproject.toml").open("rb") as source:
        settings = tomllib.load(source)
    asked = {
        "build": settings["build-system"],
        "project": settings["project"],
        "python": sys.version_info[:3],
        "root": str(ROOT),
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def install(what: str, *, is_needed: bool = True) -> None:
    """Run pip, showing one line that moves instead of its pages; what is needed and fails ends the installation."""
    command = [str(PYTHON), "-m", "pip", "install", "--progress-bar", "off", "--no-input", "-e", what]
    started, seen, said = time.monotonic(), 0, []
    moving = sys.stdout.isatty()
    shown = started
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            said.append(line)
            seen += line.startswith(("Collecting", "Requirement already"))
            now = time.monotonic()
            doing = "正在写入" if line.startswith("Installing") else "正在取得"
            if moving:
                print(f"\r      {doing}，已见 {seen} 个软件包，{now - started:.0f} 秒 ", end="", flush=True)
            elif now - shown > 10:
                print(f"      {doing}，已见 {seen} 个软件包，{now - started:.0f} 秒", flush=True)
                shown = now
    if moving:
        print()
    if pip.returncode and not is_needed:
        print(f"      没有装上：{said[-1].strip() if said else '没有说明'}", flush=True)
        return
    if pip.returncode:
        sys.stderr.write("".join(said[-30:]))
        sys.exit("安装没有完成：上面是 pip 最后说的话。网络不通时，请先配置好 pip 的软件源再试。\n"
                 "pip could not finish; its last words are above.")  # fmt: skip
    print(f"      共 {seen} 个软件包，用时 {time.monotonic() - started:.0f} 秒", flush=True)


def main(kind: str) -> None:
    if kind not in {"core", "dev"}:
        sys.exit(f"install.py core|dev，不认识 {kind}")
    digest = requirements()
    stamps = {k: VENV / f"installed-{k}" for k in ("core", "dev")}
    # The tools include the core, so either stamp will do for the core.
    enough = [stamps["dev"]] if kind == "dev" else list(stamps.values())
    if PYTHON.exists() and any(s.exists() and s.read_text() == digest for s in enough):
        return
    steps = STEPS[kind]
    say(1, steps, f"Python {sys.version.split()[0]}（{sys.executable}）")
    say(2, steps, f"虚拟环境 {VENV}")
    # bootstrap.sh comes here with another Python only when .venv is missing or its Python no longer works.
    if Path(sys.prefix).resolve() != VENV.resolve():
        venv.create(VENV, with_pip=True, clear=True)
    say(3, steps, "安装程序及其依赖" if kind == "core" else "安装程序、依赖和测试工具")
    install(".[dev]" if kind == "dev" else ".")
    if kind == "core":
        say(4, steps, "语义检索组件（可选，约160 MB；没有它，检索只按词语进行）")
        install(".[semantic]", is_needed=False)
    stamps[kind].write_text(digest)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "core")
