"""Every format that is loaded has a reader."""

from index.formats.readers import READERS
from index.loading import OTHERS


def test_each_format_that_is_loaded_has_a_reader():
    assert set(READERS) == set(OTHERS)
