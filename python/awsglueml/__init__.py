"""Glue's library of sensitive data and missing values, on Mastic's runtime: same path, names and signatures."""
