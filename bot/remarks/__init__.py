"""What is added below an answer: what is not said, where sources differ, how old they are."""
