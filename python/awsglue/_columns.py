"""Transforms of a frame's fields."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from awsglue._collection import DynamicFrameCollection
from awsglue._frame import Frame, listed

if TYPE_CHECKING:
    from awsglue.dynamicframe import DynamicFrame


class ColumnTransforms(Frame):
    """Transforms that make other fields of a frame's fields."""

    def apply_mapping(
        self,
        mappings: list[Any] | tuple[Any, ...],
        case_sensitive: bool = False,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """The listed fields under new names and types; all others are left out.

        A mapping is (source, source type, target, target type), (source, target, target type) or (source, target).
        Dots in a source read from structs and in a target build them, backticks quote. Values that do not fit the
        type become null. Raises `TypeError` for a mapping that is no tuple and `ValueError` for another number of
        parts.
        """
        mapped = [mappings] if isinstance(mappings, tuple) else mappings
        for mapping in mapped:
            if not isinstance(mapping, tuple):
                raise TypeError(f"A mapping is a tuple, not {mapping!r}")
            if len(mapping) not in (2, 3, 4):
                raise ValueError(f"A mapping has 2, 3 or 4 parts, not {len(mapping)}: {mapping!r}")
        frame = self._transformed("ApplyMapping", [list(mapping) for mapping in mapped], case_sensitive)
        return frame._checked(stageThreshold, totalThreshold)

    def applyMapping(self, *args: Any, **kwargs: Any) -> DynamicFrame:
        """`apply_mapping` under another name, which also takes a frame as its first argument."""
        if args and isinstance(args[0], Frame):
            args = args[1:]
        kwargs.pop("frame", None)
        return self.apply_mapping(*args, **kwargs)

    def select_fields(
        self,
        paths: list[str] | str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Only the listed top-level fields, in this order."""
        return self._transformed("SelectFields", listed(paths))._checked(stageThreshold, totalThreshold)

    def drop_fields(
        self,
        paths: list[str] | str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """All but the listed fields, which may lie in structs and in structs of arrays: `friends.id`."""
        return self._transformed("DropFields", listed(paths))._checked(stageThreshold, totalThreshold)

    def rename_field(
        self,
        oldName: str,
        newName: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """One field under another name.

        Both are full paths; a name with dots is quoted with backticks, and a backtick within them is doubled.
        """
        return self._transformed("RenameField", oldName, newName)._checked(stageThreshold, totalThreshold)

    def resolveChoice(
        self,
        specs: list[tuple[str, str]] | tuple[str, str] | None = None,
        choice: str = "",
        database: str | None = None,
        table_name: str | None = None,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
        catalog_id: str | None = None,
    ) -> DynamicFrame:
        """Settles choices: each spec is (path, action), or one action (`choice`) is for all choices.

        `cast:<type>` casts any field, and what does not fit becomes null. The other actions leave fields alone that
        are no choice: `project:<type>` keeps the values of one type and makes null of the others, `make_cols` makes a
        column `<name>_<type>` for each type, and `make_struct` a struct with a field for each. As `choice`,
        `match_catalog` casts to the types that the columns of `database.table_name` have.
        """
        if specs is not None and choice:
            raise Exception("Parameter specs and option are both specified, choose one.")
        if specs is None and not choice:
            raise Exception("Parameter specs and option are both missing, add one.")
        transform = self._transform("ResolveChoice")
        if choice.lower() == "match_catalog":
            if not database or not table_name:
                raise ValueError("match_catalog needs database and table_name")
            catalog = self.glue_ctx._catalog
            resolved = self._next(
                self._transform("MatchCatalog").apply(self._jdf, catalog, database, table_name, catalog_id or "")
            )
        elif specs is None:
            resolved = self._next(transform.all(self._jdf, choice))
        else:
            pairs = [specs] if isinstance(specs, tuple) else specs
            resolved = self._next(transform.apply(self._jdf, [list(pair) for pair in pairs]))
        return resolved._checked(stageThreshold, totalThreshold)

    def unbox(
        self,
        path: str,
        format: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
        **options: Any,
    ) -> DynamicFrame:
        """The text in a field read as a record of a format, which takes the field's place.

        Formats are `json`, `csv`, `xml` and, for binary fields, `avro`. Options are `withSchema` (the JSON of a
        `StructType`) and, for csv, `separator`, `escaper`, `skipFirst` and `withHeader`, for xml those of files but
        `rowTag`. Without a schema, texts of JSON and XML are read once now. Avro takes the records' schema in
        `avroSchema`; without it, each value is an Avro file of one record, and all are read as the first one's schema.
        """
        unboxed = self._transformed("Unbox", path, format, json.dumps(options))
        return unboxed._checked(stageThreshold, totalThreshold)

    def unnest(
        self, transformation_ctx: str = "", info: str = "", stageThreshold: int = 0, totalThreshold: int = 0
    ) -> DynamicFrame:
        """The fields of structs as columns `<struct>.<field>`; of arrays there are join keys, as in `relationalize`."""
        return self._transformed("UnnestFrame")._checked(stageThreshold, totalThreshold)

    def unnest_ddb_json(
        self, transformation_ctx: str = "", info: str = "", stageThreshold: int = 0, totalThreshold: int = 0
    ) -> DynamicFrame:
        """The columns of a DynamoDB export in JSON, `Item.<name>.<type>`, as columns of their names."""
        return self._transformed("DynamoDbJson", False)._checked(stageThreshold, totalThreshold)

    def simplify_ddb_json(self) -> DynamicFrame:
        """As `unnest_ddb_json`, and maps and lists that are inside lose their marks of type as well."""
        return self._transformed("DynamoDbJson", True)

    def relationalize(
        self,
        root_table_name: str,
        staging_path: str,
        options: dict[str, Any] = {},  # noqa: B006
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        """Nested data as flat frames: the root with the fields of structs as columns, and a frame for each array.

        The frame of an array `a.b` is `<root>_a.b`. Its column `id` joins to the column `a.b` of the frame around it,
        `index` counts from 0, and the elements are `a.b.val`, or `a.b.val.<field>` if they are structs. Maps count as
        arrays of `key` and `value`. Rows with arrays are written to a new folder in `staging_path`; `options` have no
        effect.
        """
        self._checked(stageThreshold, totalThreshold)
        frames = self._transform("Relationalize").apply(self._jdf, root_table_name, staging_path)
        return DynamicFrameCollection({name: self._next(frame) for name, frame in frames.items()}, self.glue_ctx)

    def split_fields(
        self,
        paths: list[str] | str,
        name1: str,
        name2: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        """Two frames of the same rows: `name1` with the listed top-level fields, `name2` with all others."""
        chosen = self.select_fields(paths, transformation_ctx, info, stageThreshold, totalThreshold)
        others = self.drop_fields(paths, transformation_ctx, info, stageThreshold, totalThreshold)
        return DynamicFrameCollection({name1: chosen._named(name1), name2: others._named(name2)}, self.glue_ctx)
