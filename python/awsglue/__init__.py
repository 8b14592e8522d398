"""The library that Glue scripts import, on Mastic's runtime: same paths, names and signatures.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-python-extensions.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame

__all__ = ["DynamicFrame"]


def __getattr__(name: str) -> Any:
    # Python-shell jobs import awsglue.utils alone, and need not wait for Spark's modules.
    if name == "DynamicFrame":
        from awsglue.dynamicframe import DynamicFrame

        return DynamicFrame
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
