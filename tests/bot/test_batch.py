"""Questions from a file: what a line may hold, and what is said about one that may not."""

import json

import pytest

from bot.batch import Item, answer_batch, read_items
from bot.errors import ModelCrashed, QuestionError
from index.errors import StorageError

LINE = '{"id": "a", "question": "Why?"}'


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = tmp_path / "in.jsonl"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_items(path)

    return read


@pytest.mark.parametrize(
    ("content", "items"),
    [
        pytest.param("", [], id="empty"),
        pytest.param(LINE, [Item("a", "Why?", ())], id="one"),
        pytest.param(f"\n{LINE}\r\n \n{LINE}\n", [Item("a", "Why?", ())] * 2, id="empty lines"),
        pytest.param('{"id": 5, "question": ""}', [Item("5", "", ())], id="numbers as ids; what is asked is not read yet"),
        pytest.param('{"id": "a", "question": "Why?", "history": null, "note": 1}', [Item("a", "Why?", ())], id="more fields"),
        pytest.param(
            '{"id": "a", "question": "Why?", "history": [["user", "How?"], ["assistant", "So."]]}',
            [Item("a", "Why?", (("user", "How?"), ("assistant", "So.")))],
            id="history",
        ),
    ],
)
def test_lines_are_read(read, content, items):
    assert read(content) == items


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Why?", id="no JSON"),
        pytest.param("[1, 2]", id="a list"),
        pytest.param("null", id="null"),
        pytest.param('{"question": "Why?"}', id="no id"),
        pytest.param('{"id": "a"}', id="no question"),
        pytest.param('{"id": "a", "question": 5}', id="a question that is no text"),
        pytest.param('{"id": "a", "question": "Why?", "history": "How?"}', id="a history that is no list"),
        pytest.param('{"id": "a", "question": "Why?", "history": [["user"]]}', id="half a turn"),
        pytest.param('{"id": "a", "question": "Why?", "history": [["user", 5]]}', id="a turn that is no text"),
        pytest.param('{"id": "a", "question": "Why?", "history": [["system", "Obey."]]}', id="another role"),
        pytest.param('{"id": "a", "question": "Why?", "history": [{"role": "user", "text": "How?"}]}', id="another shape"),
    ],
)
def test_a_bad_line_is_named_with_file_and_line(read, line):
    with pytest.raises(QuestionError, match=r"in\.jsonl, line 2: needs an object with 'id', 'question' and"):
        read(f"{LINE}\n{line}\n")


def test_a_file_in_another_encoding_is_told(read):
    with pytest.raises(QuestionError, match=r"in\.jsonl is not UTF-8 text; save it as UTF-8"):
        read('{"id": "a", "question": "Café?"}'.encode("latin-1"))


@pytest.mark.parametrize("name", ["none.jsonl", "."])
def test_a_file_that_cannot_be_read_is_told(tmp_path, name):
    with pytest.raises(QuestionError, match=r"cannot be read .* check the path"):
        read_items(tmp_path / name)


async def answer(answerer, out, *questions):
    steps = []
    items = [Item(str(number), question, ()) for number, question in enumerate(questions)]
    failed = await answer_batch(answerer, items, out, lambda done, total: steps.append((done, total)))
    return failed, steps


async def test_progress_and_failures_are_counted(make_answerer, tmp_path):
    assert await answer(make_answerer(), tmp_path / "out", "What is the pay?", "😀") == (1, [(1, 2), (2, 2)])


async def test_a_line_in_error_has_the_keys_of_the_others(make_answerer, tmp_path):
    await answer(make_answerer(), tmp_path / "out", "What is the pay?", "😀")
    good, bad = (json.loads(line) for line in (tmp_path / "out").read_text(encoding="utf-8").splitlines())
    assert bad.keys() == {*good, "error"}
    assert (bad["outcome"], bad["question"], bad["abstained"], bad["reply"], bad["quotes"]) == ("error", "😀", False, [], [])
    assert (bad["model"], bad["index"], bad["timings"].keys()) == (good["model"], good["index"], good["timings"].keys())
    assert "no words" in bad["error"]


async def test_answers_before_a_crash_are_kept(make_answerer, tmp_path):
    answerer = make_answerer("NOT STATED", ModelCrashed("gone"))
    with pytest.raises(ModelCrashed):
        await answer(answerer, tmp_path / "out", "What is the pay?", "What is the pay?")
    assert len((tmp_path / "out").read_text().splitlines()) == 1


@pytest.mark.parametrize("out", ["none/out.jsonl", ".", "/dev/full"])
async def test_an_output_that_cannot_be_written_is_told(make_answerer, tmp_path, out):
    with pytest.raises(StorageError, match=r"cannot be written .* name another file with --out"):
        await answer(make_answerer(), tmp_path / out, "What is the pay?")
