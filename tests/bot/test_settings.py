"""Settings come from the environment, are checked, and keep their secrets."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import KNOWN, NO_MODEL, Settings, default_file, default_model


def test_without_variables_the_defaults_hold():
    assert Settings.from_environment({"PATH": "/bin", "HOME": "/root"}) == Settings()


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        pytest.param({"WAYMARK_HOME": "/data"}, {"home": Path("/data")}, id="home"),
        pytest.param({"WAYMARK_HOME": "~/data"}, {"home": Path.home() / "data"}, id="home of the user"),
        pytest.param({"WAYMARK_CORPUS": "docs"}, {"corpus": Path("docs")}, id="corpus"),
        pytest.param({"WAYMARK_MODEL": " a.gguf "}, {"model": "a.gguf"}, id="white space"),
        pytest.param({"WAYMARK_MODEL": ""}, {}, id="empty counts as unset"),
        pytest.param({"WAYMARK_MODEL_NAME": "small"}, {"model_name": "small"}, id="model name"),
        pytest.param({"WAYMARK_API_KEY": "sk-secret"}, {"api_key": "sk-secret"}, id="key"),
        pytest.param({"WAYMARK_MODEL": "none"}, {"model": NO_MODEL}, id="no model"),
        pytest.param({"WAYMARK_CONTEXT": "2048"}, {"context_tokens": 2048}, id="context"),
        pytest.param({"WAYMARK_HOST": "0.0.0.0", "WAYMARK_PORT": "80"}, {"host": "0.0.0.0", "port": 80}, id="host and port"),
        pytest.param({"WAYMARK_REQUIRE_BROWSER": "1"}, {}, id="of the tests"),
    ],
)
def test_a_variable_sets_its_field(variables, expected):
    assert Settings.from_environment(variables) == Settings(**expected)


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        pytest.param(
            {"WAYMARK_MODLE": "x"},
            "unknown setting WAYMARK_MODLE; known are WAYMARK_ADVISER, WAYMARK_ADVISER_MAIL, WAYMARK_API",
            id="slip",
        ),
        pytest.param({"WAYMARK_PORT": "http"}, "WAYMARK_PORT is 'http'; use a whole number from 1 to", id="word"),
        pytest.param({"WAYMARK_PORT": "0"}, "WAYMARK_PORT is '0'", id="port 0"),
        pytest.param({"WAYMARK_PORT": "65536"}, "WAYMARK_PORT is '65536'", id="port too high"),
        pytest.param({"WAYMARK_PORT": "-1"}, "WAYMARK_PORT is '-1'", id="negative port"),
        pytest.param({"WAYMARK_CONTEXT": "4k"}, "WAYMARK_CONTEXT is '4k'; use a whole number from 1024", id="context"),
        pytest.param({"WAYMARK_CONTEXT": "512"}, "WAYMARK_CONTEXT is '512'", id="context too small"),
        pytest.param({"WAYMARK_CONTEXT": "1e4"}, "WAYMARK_CONTEXT is '1e4'", id="context as a float"),
    ],
)
def test_a_bad_setting_is_told_with_what_to_use(variables, message):
    with pytest.raises(SettingsError) as error:
        Settings.from_environment(variables)
    assert str(error.value).startswith(message)


def test_every_setting_is_explained_to_hosts():
    hosting = (Path(__file__).parents[2] / "docs" / "hosting.md").read_text(encoding="utf-8")
    assert {name for name in KNOWN if name not in hosting} <= {"WAYMARK_REQUIRE_BROWSER"}


def test_a_secret_is_not_printed():
    assert "secret" not in repr(Settings(api_key="sk-secret"))


def test_the_default_model_lies_where_the_set_up_put_it():
    assert default_model().stat().st_size == default_file().size


def test_a_default_model_that_is_not_there_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(SettingsError, match=r"the chat model is not here \(.*\.gguf\); run 'make setup', or set WAYMARK_MODEL"):
        default_model()
