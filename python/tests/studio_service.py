"""The service `studio` as an editor asks it, and the driver's way of running what it answers."""

from __future__ import annotations

import http.client
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from mastic_driver import script
from platform_process import Platform

Graph = dict[str, Any]


class Studio:
    """Asks about graphs, and runs their scripts in the Spark that is there."""

    def __init__(self, platform: Platform, folder: Path) -> None:
        self._endpoint, self._environment, self._folder = platform.endpoint, platform.environment, folder

    def ask(self, operation: str, **members: Any) -> tuple[int, Any]:
        """The status and the answer."""
        headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"MasticStudio.{operation}"}
        body = json.dumps(members).encode()
        request = AWSRequest("POST", f"{self._endpoint}/", data=body, headers=headers)
        keys = Credentials(self._environment["AWS_ACCESS_KEY_ID"], self._environment["AWS_SECRET_ACCESS_KEY"])
        SigV4Auth(keys, "studio", self._environment["AWS_REGION"]).add_auth(request)
        connection = http.client.HTTPConnection(urlsplit(self._endpoint).netloc, timeout=60)
        connection.request("POST", "/", body, dict(request.headers.items()))
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())

    def _answer(self, operation: str, **members: Any) -> Any:
        status, answer = self.ask(operation, **members)
        assert status == 200, answer
        return answer

    def problems(self, graph: Graph, *severities: str) -> list[str]:
        """What is wrong with the graph, of these severities."""
        found = self._answer("CheckGraph", CodeGenConfigurationNodes=graph)["Problems"]
        return [problem["Message"] for problem in found if problem["Severity"] in severities]

    def frames(self, graph: Graph, node: str) -> list[Any]:
        """What is known before the run of the frames that a node puts out."""
        return list(self._answer("GetSchemas", CodeGenConfigurationNodes=graph)["Outputs"][node]["Frames"])

    def script(self, graph: Graph) -> str:
        return str(self._answer("GenerateScript", CodeGenConfigurationNodes=graph)["Script"])

    def transforms(self) -> dict[str, Any]:
        """The definitions of the library's transforms, by function."""
        listed = self._answer("ListTransforms")["Transforms"]
        return {each["FunctionName"]: each["Definition"] for each in listed if each["Kind"] == "LIBRARY"}

    def run(self, text: str) -> tuple[str | None, ModuleType]:
        """How the script failed, None if it did not, and its variables."""
        file = self._folder / "job.py"
        file.write_text(text)
        main, argv, path = sys.modules["__main__"], sys.argv, list(sys.path)
        try:
            failure = script.run(file, [str(file), "--JOB_NAME", "graph"])
            return failure, sys.modules["__main__"]
        finally:
            sys.modules["__main__"], sys.argv, sys.path[:] = main, argv, path


def check_known(frame: DynamicFrame, known: dict[str, Any], some_go: bool = False) -> None:
    """The columns told before the run are those of the frame, or they and more; `unknown` may be any type."""
    if "Columns" not in known:
        return
    found = frame.toDF().dtypes
    names = [name for name, _ in found]
    told = [column for column in known["Columns"] if not some_go or column["Name"] in names]
    assert [column["Name"] for column in told] == names, (told, found)
    for column, (name, kind) in zip(told, found, strict=True):
        assert re.fullmatch(re.escape(column["Type"]).replace("unknown", ".*"), kind), (name, column["Type"], kind)


def drop_views(glue_context: GlueContext) -> None:
    """Drops what scripts have registered: a view hides the table of its name from the tests that come after."""
    glue_context.spark_session._jsparkSession.sessionState().catalog().clearTempTables()
