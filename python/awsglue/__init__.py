"""The library that Glue scripts import, on Mastic's runtime: same paths, names and signatures.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-python-extensions.html
"""

from awsglue.dynamicframe import DynamicFrame

__all__ = ["DynamicFrame"]
