"""Wheels that real installers take."""

from zipfile import ZipFile

import pytest


@pytest.fixture
def make_wheel():
    """Puts the wheel of version 1.0 of a package with this data into a folder, and gives its path."""

    def make_wheel(folder, name, data=b""):
        path = folder / f"{name}-1.0-py3-none-any.whl"
        about = f"{name}-1.0.dist-info"
        with ZipFile(path, "w") as wheel:
            wheel.writestr(f"{name}/__init__.py", "")
            wheel.writestr(f"{name}/data/part.bin", data)
            wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
            wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{about}/RECORD", "")
        return path

    return make_wheel
