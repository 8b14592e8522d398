"""Kills real servers in the middle of their work and looks at what is left: `python -m soak`."""
