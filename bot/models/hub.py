"""Fetch a GGUF file from the Hugging Face hub, once. The only importer of huggingface_hub."""

from collections.abc import Sequence
from pathlib import Path

from bot.errors import ModelError

# Smaller first choice: 4 bits keep nearly all of a model's quality and run fastest on a CPU.
PREFERRED = ("q4_k_m", "q4_0", "q4_k_s", "q5_k_m", "q8_0", "f16")


def hub_model(spec: str) -> Path:
    """The local path of `owner/name` or `owner/name:file.gguf`, downloaded unless it is in the hub's cache.

    Raises ModelError if it cannot be had.
    """
    from httpx2 import HTTPError  # what huggingface_hub raises without a network
    from huggingface_hub import hf_hub_download, list_repo_files, snapshot_download  # slow to import, seldom needed
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    repository, _, file = spec.partition(":")
    try:
        folder = Path(snapshot_download(repository, local_files_only=True))
        path = folder / (file or preferred_file([path.name for path in folder.glob("*.gguf")]))
        if path.is_file():
            return path
    except (LocalEntryNotFoundError, HFValidationError, ModelError):
        pass  # not in the cache yet: download it
    try:
        return Path(hf_hub_download(repository, file or preferred_file(list_repo_files(repository))))
    except (HTTPError, HFValidationError, OSError) as error:
        raise ModelError(
            f"{spec} cannot be downloaded ({type(error).__name__}); check the name and the network, or set WAYMARK_MODEL "
            "to the path of a GGUF file"
        ) from error


def preferred_file(names: Sequence[str]) -> str:
    """The GGUF file to use of a repository's. Raises ModelError if it has none in one piece."""
    whole = sorted(name for name in names if name.lower().endswith(".gguf") and "-of-0" not in name)
    if not whole:
        raise ModelError(
            "the repository has no GGUF file in one piece; name another repository, or a file: owner/name:file.gguf"
        )
    return min(whole, key=lambda name: next((at for at, kind in enumerate(PREFERRED) if kind in name.lower()), len(PREFERRED)))
