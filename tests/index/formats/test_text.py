"""Text in the encodings in which Windows, old web pages and spreadsheets save it."""

import pytest

from index.errors import DocumentError
from index.formats.text import decoded

SAID = "The café pays €412 a week – that’s £18 less than “Ivy”."


@pytest.mark.parametrize(
    ("raw", "guessed"),
    [
        pytest.param(SAID.encode(), "", id="UTF-8"),
        pytest.param(SAID.encode("utf-8-sig"), "", id="UTF-8 with a mark"),
        pytest.param(SAID.encode("utf-16"), "", id="UTF-16"),
        pytest.param(b"\xfe\xff" + SAID.encode("utf-16-be"), "", id="UTF-16, big end first"),
        pytest.param(SAID.encode("utf-32"), "", id="UTF-32"),
        pytest.param(SAID.encode("cp1252"), "Windows-1252", id="Windows-1252"),
    ],
)
def test_text_is_read_in_its_encoding(raw, guessed):
    assert decoded(raw) == (SAID, guessed)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param("The fee is £20 a term.", "cp1252", id="one sign in a short English text"),
        pytest.param("Kurs trwa dziesięć tygodni i kosztuje pięćset złotych.", "cp1250", id="Polish"),
        pytest.param("Стоимость курса составляет пятьсот рублей в месяц.", "cp1251", id="Russian"),
    ],
)
def test_other_encodings_are_guessed_from_the_language(text, encoding):
    assert decoded(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "is not text", id="picture"),
        pytest.param(b"\xff\xfe\x00", "is not the utf-16", id="half a letter of UTF-16"),
    ],
)
def test_what_is_no_text_is_told(raw, problem):
    with pytest.raises(DocumentError, match=problem):
        decoded(raw)
