"""A script of examples/studio as a job: made, started and followed with the unmodified AWS CLI."""

from __future__ import annotations

import json
from pathlib import Path

from platform_process import ROOT, Platform, eventually

SCRIPT = ROOT / "examples" / "studio" / "legislators.py"
INPUTS = {
    "persons": [
        {"id": "p1", "name": "Ada", "links": [{"note": "wiki", "url": "a"}, {"note": "home", "url": "b"}]},
        {"id": "p2", "name": "Bob", "links": [{"note": "wiki", "url": "c"}]},
    ],
    "memberships": [{"person_id": "p1", "organization_id": "house"}, {"person_id": "gone", "organization_id": "house"}],
    "organizations": [{"id": "house", "name": "House", "identifiers": [], "other_names": []}],
}


def test_a_script_of_studios_shape_is_a_job(platform: Platform, tmp_path: Path) -> None:
    platform.aws("s3", "mb", "s3://studio")
    for name, records in INPUTS.items():
        (tmp_path / f"{name}.json").write_text("\n".join(map(json.dumps, records)))
        platform.aws("s3", "cp", str(tmp_path / f"{name}.json"), f"s3://studio/legislators/{name}/")
    platform.aws("s3", "cp", str(SCRIPT), "s3://studio/scripts/")
    platform.aws(
        *("glue", "create-job", "--name", "legislators", "--role", "MasticGlueRole", "--glue-version", "5.0"),
        *("--command", f"Name=glueetl,PythonVersion=3,ScriptLocation=s3://studio/scripts/{SCRIPT.name}"),
        *("--worker-type", "G.1X", "--number-of-workers", "2"),
    )
    run_id = platform.aws_json("glue", "start-job-run", "--job-name", "legislators")["JobRunId"]

    def ended() -> dict[str, str] | None:
        named = ("--job-name", "legislators", "--run-id", run_id)
        run: dict[str, str] = platform.aws_json("glue", "get-job-run", *named)["JobRun"]
        return run if run["JobRunState"] in {"SUCCEEDED", "FAILED", "ERROR", "STOPPED", "TIMEOUT"} else None

    run = eventually(ended, "the run is over", 300)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    platform.aws("s3", "cp", "--recursive", "s3://studio/legislators/out/", str(tmp_path / "out"))
    written = {folder.name: rows(folder) for folder in (tmp_path / "out").iterdir()}
    assert written == {
        "history": [
            {"org_name": "House", "id": "p1", "name": "Ada", "links": 0, "organization_id": "house"},
        ],
        "history_links": [
            {"id": 0, "index": 0, "links.val.note": "wiki", "links.val.url": "a"},
            {"id": 0, "index": 1, "links.val.note": "home", "links.val.url": "b"},
        ],
    }
    files = [file.name for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert all(name.startswith("run-Collection_node11_history") for name in files), files


def rows(folder: Path) -> list[dict[str, object]]:
    lines = [line for file in folder.iterdir() for line in file.read_text().splitlines()]
    return sorted(map(json.loads, lines), key=lambda row: str(row.get("index")))
