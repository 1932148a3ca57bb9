"""The answering threshold, how it was fitted, and with what: `waymark eval calibrate` writes it, the bot reads it.

A threshold says something about the scores of one embedder and one ranker over one kind of sentences; with another of the
three it means nothing.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.gate import Gate
from index.errors import StorageError, WaymarkError

SHIPPED = Path(__file__).parent / "calibration.json"
NAME = "calibration.json"
# For parts that no calibration was made with. Of the calibration cases it refuses 7% of the answerable ones, and lets pass
# 18% of the far questions (the fitted threshold: 2% and 29%); of the answers to answerable ones 11% are in doubt.
CAUTIOUS = Gate(0.25, 0.4)
REPAIR = "run 'waymark eval calibrate' to fit it anew"


class CalibrationError(WaymarkError):
    """A calibration file is damaged; the message says how to make a new one."""


@dataclass(frozen=True)
class Parts:
    """What a threshold holds for."""

    embedder: str
    splitter: int
    ranker: str


@dataclass(frozen=True)
class Calibration:
    """`sure_from`: answers of less confidence are in doubt. `false_refusals` and `false_answers` are shares of the `answerable`
    and `unanswerable` cases that it was fitted on."""

    least_confidence: float
    sure_from: float
    parts: Parts
    made: str
    answerable: int
    unanswerable: int
    false_refusals: float
    false_answers: float

    def save(self, path: Path) -> None:
        """Raises StorageError if the disk refuses; an earlier file stays as it was then."""
        partial = path.with_suffix(".partial")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
            partial.replace(path)
        except OSError as error:
            raise StorageError(
                f"{path} cannot be written ({error.strerror}); free some space or name another folder"
            ) from error


def load_calibration(path: Path) -> Calibration:
    """Raises CalibrationError for a file that `save` did not write."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        thresholds = {name: float(data[name]) for name in ("least_confidence", "sure_from")}
        return Calibration(**{**data, "parts": Parts(**data["parts"]), **thresholds})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CalibrationError(f"{path} is damaged ({error}); delete it, then {REPAIR}") from error


def calibrated_gate(home: Path, parts: Parts, say: Callable[[str], None]) -> Gate:
    """The gate for these parts: the centre's own calibration in `home`, else the shipped one.

    Says so, and is cautious, if that was fitted with other parts.
    """
    path = home / NAME if (home / NAME).exists() else SHIPPED
    calibration = load_calibration(path)
    if calibration.parts == parts:
        return Gate(calibration.least_confidence, calibration.sure_from)
    differing = ", ".join(
        f"{name} {getattr(calibration.parts, name)!r}, now {getattr(parts, name)!r}"
        for name in ("embedder", "splitter", "ranker")
        if getattr(calibration.parts, name) != getattr(parts, name)
    )
    say(f"The answering threshold was fitted with {differing}; a cautious one is used instead: {REPAIR}.")
    return CAUTIOUS
