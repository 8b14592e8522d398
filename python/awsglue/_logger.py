"""The logger that scripts get from `GlueContext.get_logger`."""

from __future__ import annotations

from typing import Any


class GlueLogger:
    """Writes lines to the error log of the job's driver. `debug` and `trace` show only when the log's level asks."""

    def __init__(self, logger: Any) -> None:
        self._logger = logger

    def info(self, message: Any) -> None:
        self._logger.info(str(message))

    def warn(self, message: Any) -> None:
        self._logger.warn(str(message))

    def error(self, message: Any) -> None:
        self._logger.error(str(message))

    def debug(self, message: Any) -> None:
        self._logger.debug(str(message))

    def trace(self, message: Any) -> None:
        self._logger.trace(str(message))
