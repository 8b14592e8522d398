"""Methods of Glue's context that Mastic does not have yet: each says so by its name."""

from __future__ import annotations

from typing import Any, NoReturn

from awsglue._options import absent


class NotYetInContext:
    """Refuses what cannot be done yet, so that nothing succeeds without having been done."""

    def getStreamingSource(
        self,
        connection_type: str,
        format: str | None = None,
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **options: Any,
    ) -> NoReturn:
        """Not there yet: raises `NotImplementedError` with its name."""
        raise absent("GlueContext.getStreamingSource")

    def write_dynamic_frame_from_jdbc_conf(
        self,
        frame: Any,
        catalog_connection: str,
        connection_options: dict[str, Any] = {},  # noqa: B006
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> NoReturn:
        """Not there yet: raises `NotImplementedError` with its name."""
        raise absent("GlueContext.write_dynamic_frame_from_jdbc_conf")

    def write_from_jdbc_conf(
        self,
        frame_or_dfc: Any,
        catalog_connection: str,
        connection_options: dict[str, Any] = {},  # noqa: B006
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> NoReturn:
        """Not there yet: raises `NotImplementedError` with its name."""
        raise absent("GlueContext.write_from_jdbc_conf")

    def extract_jdbc_conf(self, connection_name: str, catalog_id: str | None = None) -> NoReturn:
        """Not there yet: raises `NotImplementedError` with its name."""
        raise absent("GlueContext.extract_jdbc_conf")

    def forEachBatch(self, frame: Any, batch_function: Any, options: dict[str, Any] = {}) -> NoReturn:  # noqa: B006
        """Not there yet: raises `NotImplementedError` with its name."""
        raise absent("GlueContext.forEachBatch")

    def getSampleStreamingDynamicFrame(
        self,
        frame: Any,
        options: dict[str, Any] = {},  # noqa: B006
        batch_function: Any = None,
    ) -> NoReturn:
        """Not there yet: raises `NotImplementedError` with its name."""
        raise absent("GlueContext.getSampleStreamingDynamicFrame")
