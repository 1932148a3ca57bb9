"""Files that are no model, or not a whole one, or hostile: each is told with what to do, and none harms us."""

import struct
import sys

import pytest

from bot.errors import ModelError
from bot.models.fakes import quick_model
from bot.models.llama_model import LlamaModel

HUGE = 2**60
STRING, ARRAY = 8, 9


def header(tensors=0, pairs=0, version=3, rest=b""):
    """A GGUF header that announces so many tensors and pairs of metadata."""
    return b"GGUF" + struct.pack("<IQQ", version, tensors, pairs) + rest


def text(value):
    return struct.pack("<Q", len(value)) + value


def head_of_a_model(count):
    with quick_model().open("rb") as file:
        return file.read(count)


DAMAGED = [
    pytest.param(b"", id="empty"),
    pytest.param(b"GGUF", id="magic alone"),
    pytest.param(b"This is no model.\n" * 100, id="text"),
    pytest.param(bytes(range(256)) * 400, id="random bytes"),
    pytest.param(head_of_a_model(1000), id="cut off in the metadata"),
    pytest.param(head_of_a_model(2_000_000), id="cut off in the tensors"),
    pytest.param(b"\x00" * 4 + head_of_a_model(100_000)[4:], id="other magic"),
    pytest.param(header(version=99), id="version of the future"),
    pytest.param(header(), id="nothing announced"),
    pytest.param(header(tensors=HUGE), id="huge number of tensors"),
    pytest.param(header(pairs=HUGE), id="huge number of pairs"),
    pytest.param(header(pairs=1, rest=struct.pack("<Q", HUGE) + b"key"), id="huge key"),
    pytest.param(header(pairs=1, rest=text(b"key") + struct.pack("<IQ", STRING, HUGE)), id="huge string"),
    pytest.param(header(pairs=1, rest=text(b"key") + struct.pack("<IIQ", ARRAY, STRING, HUGE)), id="huge array"),
    pytest.param(header(pairs=1, rest=text(b"key") + struct.pack("<I", 2**31)), id="unknown type"),
    pytest.param(
        header(tensors=1, pairs=1, rest=text(b"general.architecture") + struct.pack("<I", STRING) + text(b"llama")),
        id="architecture without its figures",
    ),
]


@pytest.fixture
async def load(tmp_path):
    """What is said when a file with this content is loaded as a model."""

    async def load(content):
        path = tmp_path / "model.gguf"
        path.write_bytes(content)
        model = LlamaModel(path, 1024)
        with pytest.raises(ModelError) as error:
            await model.start()
        assert model.process_id is None
        return str(error.value)

    return load


@pytest.mark.parametrize("content", DAMAGED)
async def test_a_damaged_model_is_told_with_its_fix(load, content):
    message = await load(content)
    assert "model.gguf cannot be loaded" in message
    assert "compare its SHA-256 with its source's" in message or "it must be a whole, instruction-tuned GGUF file" in message


async def test_a_model_that_cannot_chat_is_told(load):
    whole = quick_model().read_bytes()
    message = await load(whole.replace(b"tokenizer.chat_template", b"tokenizer.xxxx_template", 1))
    assert "holds no chat template; use an instruction-tuned model" in message


async def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(ModelError, match=r"there is no model file .*none\.gguf; check WAYMARK_MODEL"):
        await LlamaModel(tmp_path / "none.gguf", 1024).start()


async def test_a_folder_is_no_model(tmp_path):
    with pytest.raises(ModelError, match="there is no model file"):
        await LlamaModel(tmp_path, 1024).start()


async def test_a_mended_file_is_loaded_by_the_next_request(tmp_path):
    path = tmp_path / "model.gguf"
    model = LlamaModel(path, 1024)
    path.write_bytes(b"")
    with pytest.raises(ModelError):
        await model.start()
    path.unlink()
    path.symlink_to(quick_model())
    try:
        assert (await model.start()).context_tokens == 1024
    finally:
        await model.close()


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        pytest.param("import sys; sys.exit('out of luck')", r"with code 1; .*\(out of luck\)", id="ends at once"),
        pytest.param("import os; os.abort()", "by SIGABRT", id="aborts"),
        pytest.param("print('{\"ready\"', end='')", "with code 0", id="ends in the middle of a line"),
    ],
)
async def test_why_the_process_ended_is_told(code, reason):
    model = LlamaModel(quick_model(), 1024, (sys.executable, "-c", code))
    with pytest.raises(ModelError, match=reason):
        await model.start()
