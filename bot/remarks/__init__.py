"""What is added below an answer: what is not said, and how old the sources are."""
