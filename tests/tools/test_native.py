"""Which builds are tried on which machine, and how a build is judged: stand-in processes really crash, lie and hang."""

import json
import sys

import pytest

from tools.machine import compiler_kind, parse_features
from tools.native import NATIVE, PORTABLE, WITH_AMX, WITHOUT_AMX, candidates, prove

AMX = frozenset({"avx512f", "amx_tile", "amx_int8", "amx_bf16"})
PLAIN = frozenset({"avx2", "fma"})


@pytest.mark.parametrize(
    ("arch", "features", "compiler", "expected"),
    [
        pytest.param("x86_64", AMX, "gcc", (WITH_AMX, WITHOUT_AMX, PORTABLE), id="AMX and GCC"),
        pytest.param("AMD64", AMX, "gcc", (WITH_AMX, WITHOUT_AMX, PORTABLE), id="the other name of x86"),
        pytest.param("x86_64", AMX, "clang", (NATIVE, WITHOUT_AMX, PORTABLE), id="AMX and clang"),
        pytest.param("x86_64", AMX, "other", (NATIVE, WITHOUT_AMX, PORTABLE), id="AMX and an unknown compiler"),
        pytest.param("x86_64", PLAIN, "gcc", (NATIVE, PORTABLE), id="x86 without AMX"),
        pytest.param("x86_64", frozenset(), "clang", (NATIVE, PORTABLE), id="Intel Mac, no features known"),
        pytest.param("aarch64", frozenset({"asimd"}), "gcc", (NATIVE, PORTABLE), id="Arm Linux"),
        pytest.param("arm64", frozenset(), "clang", (NATIVE, PORTABLE), id="Apple"),
        pytest.param("aarch64", AMX, "gcc", (NATIVE, PORTABLE), id="x86 flags never elsewhere"),
    ],
)
def test_candidates(arch, features, compiler, expected):
    assert candidates(arch, features, compiler) == expected


def test_flags_reach_both_compilers_as_one_argument():
    args = WITH_AMX.cmake_args()
    assert "'-DCMAKE_C_FLAGS=-fno-dse -fno-tree-dse'" in args
    assert "'-DCMAKE_CXX_FLAGS=-fno-dse -fno-tree-dse'" in args
    assert "-DLLAVA_BUILD=OFF" in args


def test_the_portable_build_passes_no_compiler_flags():
    args = PORTABLE.cmake_args()
    assert "-DGGML_NATIVE=OFF" in args
    assert "FLAGS" not in args


@pytest.mark.parametrize(
    ("cpuinfo", "expected"),
    [
        pytest.param("processor\t: 0\nflags\t\t: fpu avx2 amx_tile\nbugs\t: x\n", {"fpu", "avx2", "amx_tile"}, id="x86"),
        pytest.param("processor\t: 0\nFeatures\t: fp asimd sve\n", {"fp", "asimd", "sve"}, id="Arm"),
        pytest.param("flags : a b\n\nflags : c\n", {"a", "b"}, id="first processor only"),
        pytest.param("vmx flags : ept\n", set(), id="another field that ends in flags"),
        pytest.param("", set(), id="empty"),
    ],
)
def test_parse_features(cpuinfo, expected):
    assert parse_features(cpuinfo) == expected


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        pytest.param("cc (Debian 12.2.0-14) 12.2.0\nCopyright (C) 2022 Free Software Foundation, Inc.", "gcc", id="gcc"),
        pytest.param("Debian clang version 14.0.6\nTarget: x86_64-pc-linux-gnu", "clang", id="clang"),
        pytest.param("Apple clang version 15.0.0 (clang-1500.3.9.4)", "clang", id="Apple"),
        pytest.param("Intel(R) oneAPI DPC++/C++ Compiler 2024.1.0", "other", id="Intel"),
    ],
)
def test_compiler_kind(said, kind):
    assert compiler_kind(said) == kind


def report(**changes):
    """The code of a stand-in evaluation that prints this result."""
    fine = {"finite": True, "text": " 201, 202, 2", "expected": "201, 202", "prefill_per_s": 710.4, "decode_per_s": 186.0}
    return f"print({json.dumps(fine | changes)!r})"


@pytest.mark.parametrize(
    ("code", "works", "detail"),
    [
        pytest.param(report(), True, "710 tokens/s read, 186 tokens/s written", id="fine"),
        pytest.param("print('some notice');" + report(), True, "710 tokens/s", id="fine after other output"),
        pytest.param("import os; os.kill(os.getpid(), 11)", False, "crashed with SIGSEGV", id="segmentation fault"),
        pytest.param("import os; os.kill(os.getpid(), 4)", False, "crashed with SIGILL", id="illegal instruction"),
        pytest.param("import os; os.abort()", False, "crashed with SIGABRT", id="abort"),
        pytest.param(report(finite=False), False, "not finite", id="not finite"),
        pytest.param(report(finite="yes"), False, "not finite", id="finite is no truth value"),
        pytest.param(report(text="!!!!"), False, "'!!!!' instead of '201, 202'", id="computed wrongly"),
        pytest.param(report(text=None), False, "printed no result", id="text of a wrong type"),
        pytest.param("print('all is well')", False, "printed no result but 'all is well'", id="lies"),
        pytest.param("print('[]')", False, "printed no result", id="JSON of another shape"),
        pytest.param("pass", False, "printed no result", id="silent"),
        pytest.param("raise ImportError('libgomp.so.1')", False, "exit code 1: ImportError: libgomp.so.1", id="cannot load"),
        pytest.param("import sys; sys.exit(3)", False, "exit code 3: nothing on stderr", id="fails silently"),
    ],
)
def test_prove(code, works, detail):
    verdict = prove([sys.executable, "-c", code], timeout=30)
    assert verdict.works is works
    assert detail in verdict.detail


def test_prove_gives_up_on_a_hang():
    verdict = prove([sys.executable, "-c", "import time; time.sleep(60)"], timeout=0.5)
    assert not verdict.works
    assert verdict.detail == "gave no answer within 0.5 s"
