"""Examine an installation: what is there, what works, and how to mend the rest."""

import platform
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil

from bot.compose import make_model
from bot.indexing import load_sources, sources
from bot.models.model import NO_TOKENS, Message, Usage
from bot.settings import Settings, default_file, default_model
from index.embed import MiniLM, minilm_identity
from index.errors import WaymarkError
from index.hashes import file_sha256
from index.store import IndexStore

LIBRARIES = ("waymark", "chainlit", "faiss-cpu", "llama-cpp-python", "onnxruntime")
SERVER_MEMORY = 600_000_000  # bytes, over a few dozen documents; over a thousand occupations twice as much (evals/BENCH.md)
FEATURES = ("avx", "avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_tile", "amx_int8", "amx_bf16", "asimd", "sve")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `fix` says what to do where it is not as it should be."""

    name: str
    ok: bool
    detail: str
    fix: str = ""


async def examine(settings: Settings) -> list[Finding]:
    """Every check, in order; one that fails does not keep the others from running."""
    checks: list[tuple[str, Callable[[Settings], Awaitable[Finding]]]] = [
        ("versions", _versions),
        ("processor", _processor),
        ("memory", _memory),
        ("embedding model", _embedding_model),
        ("documents", _documents),
        ("index", _index),
        ("chat model", _chat_model),
    ]
    findings = []
    for name, check in checks:
        try:
            findings.append(await check(settings))
        except WaymarkError as error:
            findings.append(Finding(name, False, str(error), "see the message"))
    return findings


def findings_text(findings: list[Finding]) -> str:
    """The findings for a terminal."""
    lines = []
    for finding in findings:
        lines.append(f"{'ok  ' if finding.ok else 'BAD '} {finding.name}: {finding.detail}")
        if not finding.ok:
            lines.append(f"     → {finding.fix}")
    return "\n".join(lines)


async def _versions(_: Settings) -> Finding:
    try:
        installed = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    except PackageNotFoundError as error:
        return Finding("versions", False, f"{error.name} is not installed", "run 'make setup'")
    return Finding("versions", True, f"Python {platform.python_version()}, {installed}")


async def _processor(_: Settings) -> Finding:
    features = _features() & set(FEATURES)
    cores = psutil.cpu_count(logical=False) or psutil.cpu_count() or 0
    known = " ".join(sorted(features)) or "no known features"
    return Finding("processor", True, f"{platform.machine()}, {cores} cores, {known}")


async def _memory(_: Settings) -> Finding:
    memory = psutil.virtual_memory()
    needed = SERVER_MEMORY + default_file().memory
    free = f"{memory.available / 1e9:.1f} of {memory.total / 1e9:.1f} GB free"
    detail = f"{free}; with {default_file().name} {needed / 1e9:.1f} GB are needed"
    return Finding("memory", memory.available >= needed, detail, f"close programs until {needed / 1e9:.1f} GB are free")


async def _embedding_model(_: Settings) -> Finding:
    (encoding,) = MiniLM().encode(["How do I become a machine learning engineer?"])
    return Finding("embedding model", True, f"all-MiniLM-L6-v2, {len(encoding.vector)} dimensions, weights as published")


async def _documents(settings: Settings) -> Finding:
    paths = sources(settings)
    loaded = load_sources(settings, paths)
    return Finding("documents", True, f"{len(loaded.documents)} in {', '.join(map(str, paths))}")


async def _index(settings: Settings) -> Finding:
    manifest = IndexStore(settings.home).load(minilm_identity()).manifest
    current = {document.id: document.sha256 for document in load_sources(settings, sources(settings)).documents}
    detail = f"{manifest.generation} in {settings.home}, {manifest.counts['chunks']} chunks, made {manifest.created}"
    return Finding("index", current == manifest.documents, detail, "it is behind its documents; run 'waymark index'")


async def _chat_model(settings: Settings) -> Finding:
    if not settings.model:
        path = default_model()
        digest = file_sha256(path)
        if digest != default_file().sha256:
            detail = f"{path} is damaged: SHA-256 {digest} is not the published one"
            return Finding("chat model", False, detail, "delete it, then run 'make setup'")
    model = make_model(settings)
    if model is None:
        return Finding("chat model", True, "none: quotes are the answers")
    try:
        card = await model.start()
        written, usage = "", NO_TOKENS
        async for part in model.stream([Message("user", "Say hello.")], max_tokens=16):
            if isinstance(part, str):
                written += part
            elif isinstance(part, Usage):
                usage = part
    finally:
        await model.close()
    size = f"{card.parameters / 1e6:,.0f} M parameters" if card.parameters else "size unknown"
    detail = f"{card.name}, {size}, context {card.context_tokens}; wrote {usage.completion_tokens} tokens: {written.strip()!r}"
    return Finding("chat model", bool(written.strip()), detail, "it wrote nothing; choose another with WAYMARK_MODEL")


def _features() -> set[str]:
    cpuinfo = Path("/proc/cpuinfo")
    if not cpuinfo.exists():
        return set()
    lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    return {word for line in lines if line.startswith(("flags", "Features")) for word in line.split(":", 1)[1].split()}
