"""Ask everything and keep what came of it, in a folder:

manifest.json    what the run was made with
records.jsonl    a record a case, in order; written as they come, so that an interrupted run can go on
personas.jsonl   the same for both questions of each pair of personas
times.jsonl      the times of each case
figures.json     all figures that do not depend on the clock
speed.json       those that do
"""

import contextlib
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from pydantic import TypeAdapter, ValidationError

from bot.errors import QuestionError
from evals.cases import Case
from evals.figures import FIGURES, SPEED, speed, split_figures
from evals.manifest import MANIFEST, Manifest
from evals.modes import Mode, Respondent
from evals.record import RECORD, TIMES, Place, Record, Times, answered, not_taken, timed
from index.documents import Document
from index.errors import WaymarkError

Progress = Callable[[int, int], None]
Ask = Callable[[Case], Awaitable[tuple[Record, Times]]]


class RunError(WaymarkError):
    """A run's folder cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Questions:
    """What is asked in a run: cases, and both questions of each pair of personas."""

    cases: tuple[Case, ...]
    personas: tuple[Case, ...] = ()


@dataclass(frozen=True)
class Run:
    """A finished run, or what there is of an interrupted one."""

    folder: Path
    manifest: Manifest
    records: tuple[Record, ...]
    personas: tuple[Record, ...]
    times: tuple[Times, ...]

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def mode(self) -> Mode:
        return self.manifest.setup.mode


class RunFolder:
    """One folder of a run, being written or read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, manifest: Manifest) -> None:
        """Make the folder, or go on with an interrupted run.

        Raises RunError if the folder holds a run that was made with something else.
        """
        if (self.folder / "manifest.json").exists():
            if self.read().manifest.setup != manifest.setup:
                raise RunError(f"{self.folder} holds a run with other code, documents or settings; name another folder")
            self._cut_torn_lines()
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._write("manifest.json", MANIFEST, manifest)
        except OSError as error:
            raise RunError(f"{self.folder} cannot be written ({error.strerror}); name another folder with --out") from error

    def add(self, record: Record, times: Times) -> None:
        """Append one case. The record is the last to be written: a case without one is asked again."""
        self._append("times.jsonl", TIMES.dump_json(times))
        self._append("records.jsonl", RECORD.dump_json(record))

    def add_persona(self, record: Record) -> None:
        self._append("personas.jsonl", RECORD.dump_json(record))

    def finish(self, peak_memory: int) -> Run:
        """Write the figures; `peak_memory` is in bytes."""
        run = self.read()
        self._write("figures.json", FIGURES, split_figures(run.records))
        self._write("speed.json", SPEED, speed(run.times, peak_memory))
        return run

    def read(self) -> Run:
        """What the folder holds. Raises RunError for one that holds no run, or a damaged one."""
        try:
            manifest = MANIFEST.validate_json((self.folder / "manifest.json").read_bytes())
            records = tuple(RECORD.validate_json(line) for line in self._lines("records.jsonl"))
            personas = tuple(RECORD.validate_json(line) for line in self._lines("personas.jsonl"))
            times = [TIMES.validate_json(line) for line in self._lines("times.jsonl")]
        except FileNotFoundError as error:
            raise RunError(f"{self.folder} holds no run; 'waymark eval' makes one") from error
        except (ValidationError, OSError) as error:
            raise RunError(f"{self.folder} is damaged or of another version ({error}); run the evaluation anew") from error
        asked = {record.case.id for record in records}
        return Run(self.folder, manifest, records, personas, tuple(one for one in times if one.case in asked))

    def _write(self, name: str, adapter: TypeAdapter[Any], value: object) -> None:
        (self.folder / name).write_bytes(adapter.dump_json(value, indent=1) + b"\n")

    def _append(self, name: str, line: bytes) -> None:
        with (self.folder / name).open("ab") as file:
            file.write(line + b"\n")

    def _lines(self, name: str) -> list[bytes]:
        """The whole lines; one that a kill cut off has no end."""
        path = self.folder / name
        return [line for line in path.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")] if path.exists() else []

    def _cut_torn_lines(self) -> None:
        """Take away half lines, and times whose record was not written."""
        run = self.read()
        for name in ("records.jsonl", "personas.jsonl"):
            (self.folder / name).write_bytes(b"".join(self._lines(name)))
        (self.folder / "times.jsonl").write_bytes(b"".join(TIMES.dump_json(times) + b"\n" for times in run.times))


async def ask_all(folder: RunFolder, questions: Questions, ask: Ask, progress: Progress) -> int:
    """Ask what the folder has no record of; returns the peak memory in bytes of all our processes.

    Raises ModelError if the model fails; what was recorded stays, and the run can go on.
    """
    there = folder.read()
    done = {record.case.id for record in (*there.records, *there.personas)}
    peak = 0
    for number, case in enumerate((*questions.cases, *questions.personas), start=1):
        if case.id not in done:
            record, times = await ask(case)
            if number <= len(questions.cases):
                folder.add(record, times)
            else:
                folder.add_persona(record)
            peak = max(peak, memory())
        progress(number, len(questions.cases) + len(questions.personas))
    return peak


def asking(respondent: Respondent, documents: Mapping[str, Document], chunks: Mapping[str, Place]) -> Ask:
    """How one case is asked and recorded. `documents` are read from the disk, `chunks` are all that the index holds."""

    async def ask(case: Case) -> tuple[Record, Times]:
        try:
            answer = await respondent.respond(case)
        except QuestionError as error:
            return not_taken(case, str(error), documents), Times(case.id, None, None, None, 0.0)
        return answered(case, answer, documents, chunks), timed(answer, case.id)

    return ask


def memory() -> int:
    """Bytes of resident memory of this process and its children; pages that they share are counted in each."""
    us = psutil.Process(os.getpid())
    resident = 0
    for process in [us, *us.children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess):  # it has ended since it was listed
            resident += process.memory_info().rss
    return resident
