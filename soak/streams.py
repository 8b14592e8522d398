"""What is written to the server while it is killed, and what has to be there afterwards.

A stream sends one request after another and remembers what was acknowledged, and the one request whose answer is
outstanding. A check compares all of it with what the server has. A request whose answer was lost may have been carried
out or not, but wholly: the first check finds out which, and from then on it has to stay so.
"""

from __future__ import annotations

import hashlib
import random
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, TypeVar

from soak.link import Link, RefusedError

DATABASE = "soak"
BUCKET = "soak"
PARTITIONS_AT_ONCE = 100
MEBIBYTE = 1 << 20

Found = TypeVar("Found")


class Stream(ABC):
    """The requests of one thread in one round; nobody else writes what it writes.

    Attributes:
        acknowledged: requests that were answered with success
        done: requests whose answer was lost, and which were carried out
        undone: requests whose answer was lost, and which were not
        checks: facts that were compared
    """

    operation: str

    def __init__(self, name: str, seed: str) -> None:
        self.name = name
        self.random = random.Random(f"{seed}/{name}")
        self.acknowledged = 0
        self.done = 0
        self.undone = 0
        self.checks = 0

    @abstractmethod
    def prepare(self, link: Link) -> None:
        """Makes what the stream needs, while nothing is killed."""

    @abstractmethod
    def step(self, link: Link) -> None:
        """Sends the next request."""

    @abstractmethod
    def check(self, link: Link) -> list[str]:
        """What is not as it has to be; the outstanding request is settled afterwards."""

    def settle(self, carried_out: bool) -> None:
        if carried_out:
            self.done += 1
        else:
            self.undone += 1


def unless_missing(call: Callable[[], Found]) -> Found | None:
    try:
        return call()
    except RefusedError as e:
        if e.status == 400 and "EntityNotFoundException" in e.text:
            return None
        raise


def table(name: str, mark: str, columns: int = 20) -> dict[str, Any]:
    described = [{"Name": f"column_{number}", "Type": "string", "Comment": mark} for number in range(columns)]
    storage = {"Columns": described, "Location": f"s3://{BUCKET}/{name}/", "SerdeInfo": {"SerializationLibrary": "x"}}
    return {"Name": name, "Description": mark * 8, "Parameters": {"mark": mark}, "StorageDescriptor": storage}


def differs(sent: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether anything of a table is not as it was sent; the server adds to it."""
    storage = found["StorageDescriptor"]
    return (
        any(found.get(name) != sent[name] for name in ("Name", "Description", "Parameters"))
        or storage["Location"] != sent["StorageDescriptor"]["Location"]
        or storage["Columns"] != sent["StorageDescriptor"]["Columns"]
    )


class CreatedTables(Stream):
    """Tables with new names."""

    operation = "CreateTable"

    def __init__(self, name: str, seed: str) -> None:
        super().__init__(name, seed)
        self._told: list[str] = []
        self._absent: list[str] = []
        self._asked: str | None = None

    def prepare(self, link: Link) -> None:
        pass

    def step(self, link: Link) -> None:
        name = f"{self.name}_{self.acknowledged}"
        self._asked = name
        link.glue("CreateTable", DatabaseName=DATABASE, TableInput=table(name, f"of {name}"))
        self._asked = None
        self._told.append(name)
        self.acknowledged += 1

    def check(self, link: Link) -> list[str]:
        if self._asked is not None:
            there = self._find(link, self._asked) is not None
            self.settle(there)
            (self._told if there else self._absent).append(self._asked)
            self._asked = None
        faults = []
        for name in self._told:
            found = self._find(link, name)
            if found is None:
                faults.append(f"table {name} was created and is missing")
            elif differs(table(name, f"of {name}"), found["Table"]):
                faults.append(f"table {name} is not what was sent: {found['Table']}")
        faults += [f"table {name} came afterwards" for name in self._absent if self._find(link, name) is not None]
        self.checks += len(self._told) + len(self._absent)
        return faults

    @staticmethod
    def _find(link: Link, name: str) -> Any:
        return unless_missing(lambda: link.glue("GetTable", DatabaseName=DATABASE, Name=name))


class UpdatedTable(Stream):
    """One table, each update of which says its number."""

    operation = "UpdateTable"

    def __init__(self, name: str, seed: str) -> None:
        super().__init__(name, seed)
        self._newest = 0
        self._asked: int | None = None

    def prepare(self, link: Link) -> None:
        link.glue("CreateTable", DatabaseName=DATABASE, TableInput=table(self.name, "version 0"))

    def step(self, link: Link) -> None:
        self._asked = self._newest + 1
        changed = table(self.name, f"version {self._asked}")
        link.glue("UpdateTable", DatabaseName=DATABASE, TableInput=changed)
        self._newest, self._asked = self._asked, None
        self.acknowledged += 1

    def check(self, link: Link) -> list[str]:
        found = link.glue("GetTable", DatabaseName=DATABASE, Name=self.name)["Table"]
        versions = link.pages("GetTableVersions", "TableVersions", DatabaseName=DATABASE, TableName=self.name)
        newest = int(found["VersionId"])
        if self._asked is not None:
            self.settle(newest == self._asked)
            self._newest = self._asked if newest == self._asked else self._newest
            self._asked = None
        faults = []
        if newest != self._newest:
            faults.append(f"table {self.name} is at version {newest} instead of {self._newest}")
        if differs(table(self.name, f"version {newest}"), found):
            faults.append(f"table {self.name} is not what was sent as {newest}: {found}")
        numbers = sorted(int(version["VersionId"]) for version in versions)
        if numbers != list(range(self._newest + 1)):
            faults.append(f"table {self.name} has the versions {numbers} instead of 0 to {self._newest}")
        faults += [
            f"version {version['VersionId']} of {self.name} is not what was sent: {version['Table']}"
            for version in versions
            if differs(table(self.name, f"version {version['VersionId']}"), version["Table"])
        ]
        self.checks += len(versions) + 1
        return faults


class CreatedPartitions(Stream):
    """Batches of partitions of one table: mostly a hundred, sometimes one."""

    operation = "BatchCreatePartition"

    def __init__(self, name: str, seed: str) -> None:
        super().__init__(name, seed)
        self._told: dict[str, int] = {}
        self._asked: tuple[str, int] | None = None

    def prepare(self, link: Link) -> None:
        keys = [{"Name": "batch", "Type": "string"}, {"Name": "number", "Type": "int"}]
        created = table(self.name, "partitioned", 3) | {"PartitionKeys": keys}
        link.glue("CreateTable", DatabaseName=DATABASE, TableInput=created)

    def step(self, link: Link) -> None:
        batch = f"{self.acknowledged:05}"
        size = 1 if self.random.random() < 0.2 else PARTITIONS_AT_ONCE
        self._asked = (batch, size)
        inputs = [self._partition(batch, number) for number in range(size)]
        answer = link.glue(
            "BatchCreatePartition", DatabaseName=DATABASE, TableName=self.name, PartitionInputList=inputs
        )
        if answer.get("Errors"):
            raise RefusedError(f"a batch of {self.name}", 200, str(answer))
        self._asked = None
        self._told[batch] = size
        self.acknowledged += 1

    def _partition(self, batch: str, number: int) -> dict[str, Any]:
        storage = {"Columns": [{"Name": "a", "Type": "int"}], "Location": f"s3://{BUCKET}/{batch}/{number}/"}
        return {"Values": [batch, str(number)], "Parameters": {"of": batch}, "StorageDescriptor": storage}

    def check(self, link: Link) -> list[str]:
        partitions = link.pages("GetPartitions", "Partitions", DatabaseName=DATABASE, TableName=self.name)
        found: dict[str, list[int]] = {}
        faults = []
        for partition in partitions:
            batch, number = partition["Values"][0], int(partition["Values"][1])
            found.setdefault(batch, []).append(number)
            sent = self._partition(batch, number)
            if (
                partition["Parameters"] != sent["Parameters"]
                or partition["StorageDescriptor"]["Location"] != sent["StorageDescriptor"]["Location"]
            ):
                faults.append(f"partition {batch}/{number} of {self.name} is not what was sent: {partition}")
        if self._asked is not None:
            batch, size = self._asked
            self.settle(batch in found)
            if batch in found:
                self._told[batch] = size
            self._asked = None
        for batch, size in self._told.items():
            if sorted(found.pop(batch, [])) != list(range(size)):
                faults.append(f"batch {batch} of {self.name} is not there with all of its {size} partitions")
        faults += [f"batch {batch} of {self.name} came afterwards or in part: {found[batch]}" for batch in found]
        self.checks += len(partitions) + len(self._told)
        return faults


def digest(body: bytes) -> str:
    return hashlib.md5(body, usedforsecurity=False).hexdigest()


class PutObjects(Stream):
    """Small objects with new names, and a few small and large ones that are written over and over."""

    operation = "PutObject"

    def __init__(self, name: str, seed: str) -> None:
        super().__init__(name, seed)
        self._told: dict[str, str] = {}
        self._asked: tuple[str, str] | None = None

    def prepare(self, link: Link) -> None:
        pass

    def step(self, link: Link) -> None:
        kind = self.random.random()
        if kind < 0.6:
            key, size = f"new-{self.acknowledged:05}", self.random.randrange(8192)
        elif kind < 0.85:
            key, size = f"small-{self.random.randrange(3)}", self.random.randrange(8192)
        else:
            key, size = f"large-{self.random.randrange(2)}", self.random.randrange(MEBIBYTE, 5 * MEBIBYTE)
        key = f"{self.name}/{key}"
        body = self.random.randbytes(size)
        self._asked = (key, digest(body))
        etag = link.put(BUCKET, key, body)
        if etag != digest(body):
            raise RefusedError(f"the ETag of {key}", 200, etag)
        self._told[key] = digest(body)
        self._asked = None
        self.acknowledged += 1

    def check(self, link: Link) -> list[str]:
        faults = []
        if self._asked is not None:
            key, sent = self._asked
            found = link.get(BUCKET, key)
            carried_out = found is not None and found[0] == sent
            self.settle(carried_out)
            if carried_out:
                self._told[key] = sent
            self._asked = None
        for key, sent in self._told.items():
            found = link.get(BUCKET, key)
            if found is None:
                faults.append(f"object {key} is missing")
            elif (found[0], digest(found[1])) != (sent, sent):
                what = f"ETag {found[0]}, {len(found[1])} bytes of {digest(found[1])}"
                faults.append(f"object {key} was acknowledged as {sent} and is {what}")
        listed = link.keys(BUCKET, f"{self.name}/")
        if sorted(listed) != sorted(self._told):
            faults.append(f"listed under {self.name}/ are other keys: {sorted(set(listed) ^ set(self._told))}")
        self.checks += len(self._told) + 1
        return faults
