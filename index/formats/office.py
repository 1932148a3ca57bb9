"""Word processors' files, slides, sheets and books, read by pandoc: a program of its own, which sees nothing but the file."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pypandoc

from index.errors import DocumentError
from index.formats.archive import check_archive
from index.formats.reading import Reading, iso_date

FILTER = Path(__file__).parent / "plain.lua"
TEMPLATE = Path(__file__).parent / "plain.template"
# A handbook of a thousand pages takes a tenth of it.
MEMORY = "1g"
# A letter in Unicode, and no space before what older programs show in its place: pandoc would take one letter more for that.
RTF_LETTER = re.compile(rb"(\\u-?\d+)(?=[^\s\d\\{}])")
ESCAPED = re.compile(r"\\([^\w\s])")


def read_office(path: Path, kind: str) -> Reading:
    """`kind` is pandoc's name of the format. Raises DocumentError for what it cannot read, and for archives that are traps."""
    if kind == "rtf":
        return pandoc(RTF_LETTER.sub(rb"\1 ", path.read_bytes()), kind)
    check_archive(path)
    return pandoc(path.read_bytes(), kind)


def pandoc(raw: bytes, kind: str) -> Reading:
    """Raises DocumentError for what pandoc cannot read."""
    command = [
        pypandoc.get_pandoc_path(), "--sandbox", f"--from={kind}", "--to=gfm-raw_html", "--standalone", "--wrap=none",
        f"--template={TEMPLATE}", f"--lua-filter={FILTER}", *(["--metadata=slides"] if kind == "pptx" else []),
        "+RTS", f"-M{MEMORY}", "-RTS",
    ]  # fmt: skip
    done = subprocess.run(command, input=raw, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise DocumentError(f"cannot be read ({said[0] if said else 'pandoc failed'}); open it and save it anew, or as a PDF")
    metadata, _, text = done.stdout.decode("utf-8").partition("\n")
    stated = json.loads(metadata)
    return Reading(text, _stated(stated, "title"), _stated(stated, "author"), iso_date(_stated(stated, "date")))


def _stated(metadata: dict[str, Any], key: str) -> str:
    """A value of the metadata as one line of text; several are joined."""
    value = metadata.get(key, "")
    values = value if isinstance(value, list) else [value]
    return ESCAPED.sub(r"\1", " ".join(", ".join(one for one in values if isinstance(one, str)).split()))
