"""What an archive would unpack to, looked at before anything is."""

import zipfile
from pathlib import Path

from index.errors import DocumentError

# One that grows more than this, or to more than so many bytes or files, is a trap rather than a document.
MOST_GROWTH, MOST_BYTES, MOST_FILES = 200, 500_000_000, 10_000


def check_archive(path: Path) -> None:
    """Raises DocumentError for a file that is no archive, and for one that is a trap."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DocumentError(f"is damaged, or not what its name says ({error}); open it and save it anew") from error
    size = sum(member.file_size for member in members)
    if len(members) > MOST_FILES or size > min(MOST_BYTES, MOST_GROWTH * max(path.stat().st_size, 1 << 18)):
        raise DocumentError("unpacks to far more than a document holds, and was not opened; save it anew, or as a PDF")
