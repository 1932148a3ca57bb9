"""The formats that documents come in, each read as Markdown. `parser.py` runs the readers in a process of its own."""
