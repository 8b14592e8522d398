"""Glue's library of data quality, on Mastic's runtime: same path, names and signatures."""
