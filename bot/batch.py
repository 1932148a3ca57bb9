"""Answer many questions from a file, one JSON object a line."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.answering import Answerer, whole_answer
from bot.errors import QuestionError
from bot.report import answer_json, error_json
from bot.understanding.followups import Turn
from index.errors import StorageError


@dataclass(frozen=True)
class Item:
    id: str
    question: str
    history: tuple[Turn, ...]


def read_items(path: Path) -> list[Item]:
    """The questions in `path`. Raises QuestionError naming the line that is not as it must be."""
    try:
        with path.open(encoding="utf-8") as file:
            return list(_items(path, file))
    except UnicodeDecodeError as error:
        raise QuestionError(f"{path} is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise QuestionError(f"{path} cannot be read ({error.strerror}); check the path") from error


def _items(path: Path, lines: Iterator[str]) -> Iterator[Item]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            history = tuple((role, text) for role, text in data.get("history") or ())
            texts = [data["question"], *(text for _, text in history)]
            if not all(isinstance(text, str) for text in texts) or {role for role, _ in history} - {"user", "assistant"}:
                raise ValueError("questions and turns must be text, and roles 'user' or 'assistant'")
            yield Item(str(data["id"]), data["question"], history)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise QuestionError(
                f"{path}, line {number}: needs an object with 'id', 'question' and optionally 'history', "
                f"a list of [role, text] ({type(error).__name__}: {error})"
            ) from error


async def answer_batch(answerer: Answerer, items: list[Item], out: Path, progress: Callable[[int, int], None]) -> int:
    """Write an answer a line to `out`, in order; returns how many failed.

    A question that cannot be searched has the outcome "error" and does not end the batch. Raises StorageError if the disk
    refuses.
    """
    failed = 0
    try:
        # What is no text, half of a surrogate pair, is written as JSON's escape of it.
        with out.open("w", encoding="utf-8", errors="backslashreplace") as file:
            for number, item in enumerate(items, start=1):
                try:
                    data = answer_json(await whole_answer(answerer.answer(item.question, item.history)))
                except QuestionError as error:
                    failed += 1
                    data = error_json(item.question, error, answerer.model_name, answerer.index)
                file.write(json.dumps({"id": item.id, **data}, ensure_ascii=False) + "\n")
                file.flush()
                progress(number, len(items))
    except OSError as error:
        raise StorageError(f"{out} cannot be written ({error.strerror}); name another file with --out") from error
    return failed
