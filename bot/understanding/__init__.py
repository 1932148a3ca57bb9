"""What somebody typed: checked, in plain words, small talk, follow-ups, parts."""
