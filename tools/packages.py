"""Install packages into .venv: through uv, which is several times as fast as pip and finds the PyTorch that fits the machine,
and through pip where uv cannot reach what it needs."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tools.errors import SetupError

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# What pip may be configured with, and the variables that tell uv the same: it does not read pip's configuration.
UV_READS = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
}
CONNECT_SECONDS = "3"  # uv tries four times; an index behind a firewall that swallows everything is given up within 20 s


class CommandFailed(SetupError):
    """A command failed; `reason` is the last line that it wrote."""

    def __init__(self, command: list[str], said: list[str]) -> None:
        end = "\n".join(f"  | {line}" for line in said[-15:])
        super().__init__(
            f"This failed: {' '.join(command[:4])} …\n{end}\n"
            "Check the network (behind a proxy, set HTTPS_PROXY) and the free disk space (df -h . : 6 GB are enough),\n"
            "then give the same command again."
        )
        self.reason = said[-1].strip() if said else "it says nothing"


def site_packages() -> Path:
    """Where .venv keeps its packages; it has the Python version of the interpreter that runs this."""
    return VENV / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def install_torch(*arguments: str) -> None:
    """Install what includes PyTorch: its build for this machine from its own index, else whatever the package index has.

    On Linux on x86 the latter brings several GB for GPUs.
    """
    try:
        uv("--torch-backend", "auto", *arguments)
    except CommandFailed as error:
        print(f"(not from PyTorch's index: {error.reason})", end=" ", flush=True)
        install(*arguments)


def install(*arguments: str) -> None:
    """Install with uv, else with pip, which takes the same arguments."""
    try:
        uv(*arguments)
    except CommandFailed as error:
        print(f"(not with uv: {error.reason})", end=" ", flush=True)
        pip("install", *arguments)


def uv(*arguments: str) -> None:
    """Let the uv of .venv install, from where pip would."""
    # As pip does, it compiles what it installs (where Python may write no bytecode, as in many containers, each start would
    # compile three thousand modules), and takes the best version that any of the indexes has, not the first that has any.
    options = ("--python", str(PYTHON), "--compile-bytecode", "--index-strategy", "unsafe-best-match")
    command = [str(VENV / "bin" / "uv"), "pip", "install", *options]
    listed = subprocess.run([str(PYTHON), "-m", "pip", "config", "list"], capture_output=True, text=True, check=True).stdout
    run([*command, *arguments], UV_HTTP_CONNECT_TIMEOUT=CONNECT_SECONDS, **uv_variables(listed, os.environ))


def uv_variables(listed: str, environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that make uv read from where pip does, by `pip config list`; what the environment says to uv stands."""
    lines = (line.partition("=") for line in listed.splitlines())
    configured = {key: str(ast.literal_eval(value)).split() for key, _, value in lines if value}
    chosen = {}
    for name, variable in UV_READS.items():
        places = [configured.get(f"{section}.{name}") for section in (":env:", "install", "global")]  # as pip weighs them
        values = next(filter(None, places), None)
        if values and variable not in environment:
            chosen[variable] = ("," if name == "find-links" else " ").join(values)
    return chosen


def pip(*arguments: str, **environment: str) -> None:
    """Run the pip of .venv, quietly unless it fails."""
    run([str(PYTHON), "-m", "pip", *arguments, "--disable-pip-version-check", "--no-input"], **environment)


def download(requirement: str, folder: Path) -> None:
    """Get one package's wheel into a folder, and keep no copy of it in pip's cache."""
    pip("download", "--no-deps", "--no-cache-dir", "--dest", str(folder), requirement)


def run(command: list[str], **environment: str) -> None:
    """Run a command. Raises CommandFailed, which shows the end of what it wrote and what usually helps."""
    # Build tools are looked up on the path; packages of another Python must not count as installed.
    path = os.pathsep.join((str(VENV / "bin"), os.environ.get("PATH", "")))
    env = {**os.environ, "PATH": path, "PYTHONPATH": "", **environment}
    done = subprocess.run(command, env=env, cwd=ROOT, close_fds=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        raise CommandFailed(command, done.stdout.decode(errors="replace").strip().splitlines())
