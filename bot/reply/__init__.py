"""The three ways to answer, and what they share."""
