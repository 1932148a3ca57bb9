"""Errors that a person sees. Each message says what is wrong and what to do about it.

WaymarkError          anything a user can mend; the command line prints it and exits with 2
├── DocumentError     a document cannot be read: wrong encoding, empty, too large, binary
├── IndexUnusable     no usable index: missing, corrupt, or made by other models
├── StorageError      the disk refused: full, read-only, no permission
└── ModelError        see bot.models.model: a chat model cannot be loaded, crashed, or does not answer
"""


class WaymarkError(Exception):
    """Base of all errors with a message meant for the user."""


class DocumentError(WaymarkError):
    """One or more documents cannot be indexed; the message lists each with its fix."""


class IndexUnusable(WaymarkError):
    """The index is missing, corrupt, or was made by another embedder or splitter."""


class StorageError(WaymarkError):
    """The index could not be written; the previous one is untouched."""
