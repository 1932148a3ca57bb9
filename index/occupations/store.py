"""Keep what was imported, and the documents that are made of it.

    HOME/imported/onet/tables.zip       the tables of O*NET that are read, as they were downloaded
    HOME/imported/oews/survey.json      the wages of detailed occupations in the country and its states
    HOME/imported/occupations/*.md      a document for each occupation, from both
Everything is written under another name first and then renamed, so that an import that fails leaves what was there.
"""

import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from index.documents import IMPORTED
from index.errors import DocumentError, StorageError
from index.occupations.oews import Survey, read_oews, survey_from
from index.occupations.onet import OCCUPATIONS, OPTIONAL, Onet, read_onet
from index.occupations.pages import pages
from index.occupations.tables import read_members

FOLDER = "imported"
"""Below WAYMARK_HOME; the ids of its documents begin with IMPORTED."""


class Imported:
    """What was imported below `home`. Nothing is created until something is imported."""

    def __init__(self, home: Path) -> None:
        self.folder = home / FOLDER
        self.pages = self.folder / IMPORTED
        self._onet = self.folder / "onet" / "tables.zip"
        self._oews = self.folder / "oews" / "survey.json"

    def take_onet(self, path: Path) -> tuple[Onet, int]:
        """Read the tables in a zip archive or a folder, and write the documents; returns what was read and how many they are.

        Raises DocumentError if the tables, or what was imported before, cannot be read, StorageError if the disk refuses.
        """
        files = _onet_files(path)
        onet = read_onet(files)
        if not onet.occupations:
            raise DocumentError(f"{path}: {OCCUPATIONS.file} has no occupations; download it anew")
        return onet, self._write(self._onet, _zipped(files), pages(onet, self._kept_survey()))

    def take_oews(self, paths: list[Path]) -> tuple[Survey, int]:
        """Read the wage tables, and write the documents; returns what was read and how many they are. Raises as take_onet."""
        survey = read_oews(paths)
        data = json.dumps(asdict(survey), ensure_ascii=False, separators=(",", ":")).encode()
        return survey, self._write(self._oews, data, pages(self._kept_onet(), survey))

    def _kept_onet(self) -> Onet | None:
        if not self._onet.exists():
            return None
        try:
            return read_onet(_onet_files(self._onet))
        except DocumentError as error:
            raise DocumentError(f"{self._onet} is damaged ({error}); run 'waymark import onet' again, or delete it") from error

    def _kept_survey(self) -> Survey | None:
        if not self._oews.exists():
            return None
        try:
            return survey_from(json.loads(self._oews.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DocumentError(f"{self._oews} is damaged ({error}); run 'waymark import oews' again, or delete it") from error

    def _write(self, kept: Path, data: bytes, documents: Mapping[str, str]) -> int:
        """Put the documents and what they were made of into place. Hidden until then, they are in nobody's index."""
        draft, former = self.folder / f".{IMPORTED}.new", self.folder / f".{IMPORTED}.old"
        try:
            for left in (draft, former):
                shutil.rmtree(left, ignore_errors=True)
            draft.mkdir(parents=True)
            for name, text in documents.items():
                (draft / name).write_text(text, encoding="utf-8")
            kept.parent.mkdir(exist_ok=True)
            partial = kept.with_name(f"{kept.name}.partial")
            partial.write_bytes(data)
            partial.replace(kept)
            if self.pages.exists():
                self.pages.rename(former)
            draft.rename(self.pages)
            shutil.rmtree(former, ignore_errors=True)
        except OSError as error:
            shutil.rmtree(draft, ignore_errors=True)
            raise StorageError(
                f"what was imported could not be written to {self.folder} ({error.strerror}); free some space or set "
                "WAYMARK_HOME to a folder on another disk"
            ) from error
        return len(documents)


def _onet_files(path: Path) -> dict[str, bytes]:
    return read_members(path, OCCUPATIONS.file, [table.file for table in OPTIONAL])


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return packed.getvalue()
