"""Flags for llama.cpp on this processor, and the proof that a build of it works.

GCC 12 miscompiles the set-up of AMX tiles: it drops stores that `ldtilecfg` needs, and the first evaluation crashes.
Dead-store elimination off keeps AMX, which is 2-3 times as fast as doing without. No flag is trusted: each candidate is
proved by one real evaluation in a process of its own, and the next one is built if that fails.
"""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

X86 = ("x86_64", "amd64", "i686")
HOOK = Path(__file__).with_name("llama_only.cmake")


@dataclass(frozen=True)
class Candidate:
    """One way to build: what to call it, flags for both compilers, options for CMake."""

    name: str
    compile_flags: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    def cmake_args(self) -> str:
        """The CMAKE_ARGS of this build."""
        flags = " ".join(self.compile_flags)
        args = ["-DLLAVA_BUILD=OFF", f"-DCMAKE_PROJECT_llama.cpp_INCLUDE={HOOK}", *self.options]
        if flags:
            args += [f"-DCMAKE_C_FLAGS={flags}", f"-DCMAKE_CXX_FLAGS={flags}"]
        return shlex.join(args)


@dataclass(frozen=True)
class Verdict:
    """Whether a build works, and in words how fast it is or what it did instead."""

    works: bool
    detail: str


NATIVE = Candidate("tuned for this processor")
WITH_AMX = Candidate("tuned for this processor, AMX kept", ("-fno-dse", "-fno-tree-dse"))
WITHOUT_AMX = Candidate("tuned for this processor, AMX off", ("-mno-amx-tile", "-mno-amx-int8", "-mno-amx-bf16"))
PORTABLE = Candidate("portable", options=("-DGGML_NATIVE=OFF",))


def candidates(arch: str, features: frozenset[str], compiler_kind: str) -> tuple[Candidate, ...]:
    """The builds to try on such a machine, fastest first."""
    amx = arch.lower() in X86 and any(feature.startswith("amx_") for feature in features)
    if not amx:
        return NATIVE, PORTABLE
    return WITH_AMX if compiler_kind == "gcc" else NATIVE, WITHOUT_AMX, PORTABLE


def prove(command: list[str], timeout: float) -> Verdict:
    """Run an evaluation (tools/evaluate.py) in a process of its own and judge what came of it."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=timeout)
    except subprocess.TimeoutExpired:
        return Verdict(False, f"gave no answer within {timeout:g} s")
    if run.returncode < 0:
        return Verdict(False, f"crashed with {_signal_name(-run.returncode)}")
    if run.returncode > 0:
        said = run.stderr.strip().splitlines() or ["nothing on stderr"]
        return Verdict(False, f"failed with exit code {run.returncode}: {said[-1]}")
    return _judge(run.stdout)


def _judge(stdout: str) -> Verdict:
    try:
        report = json.loads(stdout.strip().splitlines()[-1])
        if report["finite"] is not True:
            return Verdict(False, "computed numbers that are not finite")
        if report["expected"] not in report["text"]:
            return Verdict(False, f"computed wrongly: {report['text']!r} instead of {report['expected']!r}")
        speed = f"{report['prefill_per_s']:.0f} tokens/s read, {report['decode_per_s']:.0f} tokens/s written"
    except (ValueError, IndexError, KeyError, TypeError):
        return Verdict(False, f"printed no result but {stdout.strip()[-80:]!r}")
    return Verdict(True, speed)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # a real-time signal has no name
        return f"signal {number}"
