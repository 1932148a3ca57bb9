"""Text in whatever encoding it is: a byte-order mark names it, UTF-8 shows itself, all else a library guesses."""

import codecs

import chardet
from chardet import EncodingEra

from index.errors import DocumentError

# UTF-32's mark begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(raw: bytes) -> tuple[str, str]:
    """A text, and as what it was read if that was a guess. Raises DocumentError if the bytes are no text."""
    encoding = next((name for mark, name in MARKS if raw.startswith(mark)), "")
    if not encoding and b"\x00" in raw:
        raise DocumentError("is not text (it contains zero bytes); convert it to UTF-8 text first")
    try:
        return raw.decode(encoding or "utf-8"), ""
    except UnicodeDecodeError as error:
        if encoding:
            raise DocumentError(
                f"is not the {encoding} that its first bytes say it is (byte {error.start}); save it as UTF-8"
            ) from error
    guessed = chardet.detect(raw, encoding_era=EncodingEra.MODERN_WEB)["encoding"]
    if not guessed:
        raise DocumentError("is text in no encoding that can be recognised; save it anew as UTF-8")
    try:
        return raw.decode(guessed), guessed
    except UnicodeDecodeError as error:
        raise DocumentError(f"looks like {guessed}, but is not (byte {error.start}); save it anew as UTF-8") from error
