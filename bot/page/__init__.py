"""The chat in the browser: the server, the conversation, and what the page shows."""
