"""Fetches what a job names by S3 paths, with the credentials of the run's role."""

from __future__ import annotations

import functools
import shutil
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from mastic_driver import channel


class MissingFileError(Exception):
    """A file that the job names cannot be read."""


@functools.cache
def client() -> Any:
    # Imported here: it takes a third of a second, in which the JVM already starts.
    import boto3

    return boto3.client("s3")


def paths(argument: str) -> list[str]:
    """The paths of a comma-separated list."""
    return [path.strip() for path in argument.split(",") if path.strip()]


def fetch(location: str, folder: Path) -> Path:
    """Copies one file into a folder under its own name.

    Raises:
        MissingFileError: says which file, and why.
    """
    parts = urlsplit(location)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / unquote(location.rsplit("/", 1)[-1])
    try:
        if parts.scheme in {"s3", "s3a", "s3n"}:
            # Not urlsplit's path: a key may hold "?" and "#".
            key = location.split("//", 1)[1].split("/", 1)[1]
            download(parts.netloc, key, target)
        else:
            shutil.copyfile(parts.path, target)
    except Exception as e:
        raise MissingFileError(f"{location} cannot be read: {e}") from e
    return target


def download(bucket: str, key: str, target: Path) -> None:
    """A server that is away is waited for, as the run channel does."""
    deadline = time.monotonic() + channel.PATIENCE_SECONDS
    while True:
        try:
            client().download_file(bucket, key, str(target))
            return
        except Exception as e:
            if not is_away(e) or time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def upload(source: Path, location: str) -> None:
    """Copies one file to an S3 path."""
    bucket, key = location.split("//", 1)[1].split("/", 1)
    client().upload_file(str(source), bucket, key)


def is_away(failure: Exception) -> bool:
    """Whether nobody was reached, or somebody who cannot answer now.

    boto3 tells of its way to the credentials by their text alone.
    """
    from botocore import exceptions

    if isinstance(failure, exceptions.ClientError):
        status = int(failure.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
        return status == 408 or status >= 500
    if isinstance(failure, exceptions.CredentialRetrievalError):
        return any(sign in str(failure) for sign in ("Could not connect", "non 200 response 5", "non 200 response 408"))
    return isinstance(failure, (exceptions.ConnectionError, exceptions.HTTPClientError))
