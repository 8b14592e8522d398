"""What is said of a generated script that fails: the node, wherever in the script the failing line is."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_studio_scripts import untouched

from mastic_driver import insights, nodes, script

__all__ = ["untouched"]

SCRIPT = '''import sys

def sparkSqlQuery(query):
    raise ValueError(query)

# Script generated for node Orders
Orders_node1 = [1]

# Script generated for node Total in usd
SqlQuery2 = """
select 1

# Script generated for node Nobody
"""
Totalinusd_node2 = sparkSqlQuery(
    "no column")

# Script generated for node Target
print(1)

if True:
    raise RuntimeError("at the end")
'''


def failure(text: str, folder: Path) -> str:
    file = folder / "job.py"
    file.write_text(text)
    return script.run(file, [str(file)]) or ""


@pytest.mark.usefixtures("untouched")
def test_a_failure_names_the_node_that_called_what_failed(tmp_path: Path) -> None:
    said = failure(SCRIPT, tmp_path)
    assert said.startswith('ValueError: no column (node "Total in usd", line 15) [job.py, line 4')
    assert insights.event(said)["Last Executed Line number"] == 4


@pytest.mark.usefixtures("untouched")
def test_what_is_outside_of_blocks_is_of_no_node(tmp_path: Path) -> None:
    said = failure(SCRIPT.replace("raise ValueError(query)", "return query"), tmp_path)
    assert said.startswith("RuntimeError: at the end [job.py, line 22")


@pytest.mark.usefixtures("untouched")
def test_a_batch_of_a_stream_names_its_node(tmp_path: Path) -> None:
    stream = """def processBatch(data_frame, batchId):
    if data_frame:
        # Script generated for node Rates
        raise KeyError("a")

try:
    processBatch(1, 1)
except KeyError:
    import traceback
    text = traceback.format_exc()
raise RuntimeError(text)
"""
    assert ' (node "Rates", line 4) [job.py, line 11' in failure(stream, tmp_path)


def test_only_comments_lead_blocks() -> None:
    lines = {SCRIPT.splitlines().index(text) + 1: name for text, name in [("Orders_node1 = [1]", "Orders")]}
    assert {line: nodes.node_at(SCRIPT, line) for line in lines} == lines
    assert [nodes.node_at(SCRIPT, line) for line in (1, 4, 12, 13, 21)] == [
        None,
        None,
        "Total in usd",
        "Total in usd",
        None,
    ]
