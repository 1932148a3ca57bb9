"""What tells one file from another."""

import hashlib

from index.hashes import file_sha256


def test_file_sha256(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"bytes")
    assert file_sha256(path) == hashlib.sha256(b"bytes").hexdigest()
