"""Measures a Mastic server beside moto's, and the cold start of a job run: `python -m bench`."""
