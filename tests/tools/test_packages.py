"""uv installs from where pip would, and pip where uv cannot: both are real, and install into a folder of the test's."""

import pytest

from tools.errors import SetupError
from tools.packages import install, install_torch, uv_variables


@pytest.mark.parametrize(
    ("listed", "environment", "expected"),
    [
        pytest.param("", {}, {}, id="nothing configured"),
        pytest.param("global.index-url='https://a/simple'", {}, {"UV_DEFAULT_INDEX": "https://a/simple"}, id="another index"),
        pytest.param("global.extra-index-url='/a\\n/b'", {}, {"UV_INDEX": "/a /b"}, id="two indexes"),
        pytest.param(":env:.find-links='/a /b'", {}, {"UV_FIND_LINKS": "/a,/b"}, id="two folders"),
        pytest.param("global.cert='/a=b.crt'", {}, {"SSL_CERT_FILE": "/a=b.crt"}, id="certificates"),
        pytest.param("install.trusted-host='a'", {}, {"UV_INSECURE_HOST": "a"}, id="for installing alone"),
        pytest.param(
            ":env:.index-url='env'\nglobal.index-url='global'\ninstall.index-url='install'",
            {},
            {"UV_DEFAULT_INDEX": "env"},
            id="the environment comes first",
        ),
        pytest.param("global.index-url='a'", {"UV_DEFAULT_INDEX": "b"}, {}, id="uv was told otherwise"),
        pytest.param("global.timeout='60'\ndownload.index-url='a'", {}, {}, id="what is not for it"),
    ],
)
def test_uv_is_told_what_pip_is_configured_with(listed, environment, expected):
    assert uv_variables(listed, environment) == expected


@pytest.fixture
def wheels(tmp_path, make_wheel, monkeypatch):
    """The folder that pip is configured with, and one package in it; no index is asked."""
    make_wheel(tmp_path, "sample")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.delenv("UV_FIND_LINKS", raising=False)
    return tmp_path


@pytest.mark.parametrize("way", [install, install_torch])
def test_uv_finds_what_pip_would(wheels, capsys, way):
    way("--no-index", "--target", str(wheels / "target"), "sample==1.0")
    assert (wheels / "target" / "sample" / "__init__.py").is_file()
    assert capsys.readouterr().out == ""


def test_pip_installs_what_uv_cannot_and_why_is_told(wheels, monkeypatch, capsys):
    monkeypatch.setenv("UV_FIND_LINKS", str(wheels / "nothing"))
    install("--no-index", "--target", str(wheels / "target"), "sample==1.0")
    assert (wheels / "target" / "sample" / "__init__.py").is_file()
    assert capsys.readouterr().out.startswith("(not with uv: ")


def test_what_neither_can_install_is_told(wheels):
    with pytest.raises(SetupError, match=r"This failed: .*pip install(?s:.*)Check the network"):
        install("--no-index", "--target", str(wheels / "target"), "absent==1.0")
