"""The set-up of Waymark: make .venv, install the locked packages, build and prove llama.cpp. Standard library only."""
