"""What all transform classes have in common: the call, and descriptions of themselves.

See https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-GlueTransform.html
"""

from __future__ import annotations

import inspect
import json
from typing import Any


class GlueTransform:
    """A transform, which is called as `Name.apply(...)` or as `Name()(...)`."""

    @classmethod
    def apply(cls, *args: Any, **kwargs: Any) -> Any:
        """Applies the transform; its parameters are those of the instance's call."""
        return cls()(*args, **kwargs)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does nothing by itself")

    @classmethod
    def name(cls) -> str:
        """The name of the class."""
        return cls.__name__

    @classmethod
    def describeArgs(cls) -> list[dict[str, Any]]:
        """One description a parameter: its name, whether it is optional and what it is by default."""
        parameters = list(inspect.signature(cls.__call__).parameters.values())[1:]
        return [
            {
                "name": parameter.name,
                "type": str(parameter.annotation),
                "optional": parameter.default is not parameter.empty or parameter.kind is parameter.VAR_KEYWORD,
                "defaultValue": None if parameter.default is parameter.empty else parameter.default,
            }
            for parameter in parameters
        ]

    @classmethod
    def describeReturn(cls) -> dict[str, Any]:
        """The type of the result."""
        return {"type": str(inspect.signature(cls.__call__).return_annotation)}

    @classmethod
    def describeTransform(cls) -> str:
        """What the transform does, in words."""
        return inspect.getdoc(cls) or ""

    @classmethod
    def describeErrors(cls) -> list[dict[str, Any]]:
        """The exceptions that a transform of its own raises: none that all do not raise."""
        return []

    @classmethod
    def describe(cls) -> dict[str, Any]:
        """All descriptions in one."""
        return {
            "transform": {"name": cls.name(), "description": cls.describeTransform()},
            "args": cls.describeArgs(),
            "returns": cls.describeReturn(),
            "errors": cls.describeErrors(),
        }


def get_transforms() -> set[type[GlueTransform]]:
    """The classes of all transforms of this package."""
    return {found for found in _below(GlueTransform) if found.__module__.startswith("awsglue.")}


def get_transform(name: str) -> type[GlueTransform] | None:
    """The class of a name in any case, or None."""
    return next((found for found in get_transforms() if found.name().lower() == name.lower()), None)


def describe_transform(name: str) -> str | None:
    """The description of a transform as JSON, or None if there is none of this name."""
    found = get_transform(name)
    return None if found is None else json.dumps(found.describe())


def _below(parent: type[GlueTransform]) -> set[type[GlueTransform]]:
    children = set(parent.__subclasses__())
    return children.union(*(_below(child) for child in children))
