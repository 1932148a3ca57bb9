"""What the bot's own weights are learnt from, and how: `make tune`."""
