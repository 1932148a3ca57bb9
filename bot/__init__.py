"""The bot: from a question to a sourced answer, on the command line and in the browser."""
