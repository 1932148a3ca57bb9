"""Errors of the bot. All are WaymarkErrors: their message says what to do, and the command line exits with 2.

WaymarkError
├── SettingsError     a setting has a value that cannot be used
├── QuestionError     a question that cannot be searched: empty, endless, not text
└── ModelError        the chat model cannot be loaded or reached
    ├── ModelCrashed  its process ended in the middle of an answer; it is started again
    └── ModelBusy     too many answers are waiting for it
"""

from index.errors import WaymarkError


class SettingsError(WaymarkError):
    """A setting has a value that cannot be used."""


class QuestionError(WaymarkError):
    """The question cannot be searched."""


class ModelError(WaymarkError):
    """The chat model cannot be loaded or reached, or answers nonsense."""


class ModelCrashed(ModelError):
    """The model's process ended in the middle of an answer."""


class ModelBusy(ModelError):
    """Too many answers are waiting for the model."""
