"""Documents for the tests of the index: made from a text, or all the real ones."""

import hashlib

import pytest

from index.documents import Document, Metadata
from index.loading import load_documents


@pytest.fixture(scope="session")
def make_document():
    def make(text, name="guide.md", title="A guide", **metadata):
        return Document(name, text, 0, Metadata(title, **metadata), hashlib.sha256(text.encode()).hexdigest())

    return make


@pytest.fixture(params=["corpus", "seeds"], scope="session")
def real_documents(request):
    """The bundled guides, then the source articles as they are."""
    return load_documents([request.getfixturevalue(request.param)]).documents
