"""The story of docs/first-job.md, from a shell's view: every step is a command of the unmodified AWS CLI.

Starts the platform when none runs, creates three jobs, runs them and shows what they made. May be run again.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MASTIC = ROOT / "mastic"
AWS = ROOT / "build" / "tools" / "bin" / "aws"
TRADES = ROOT / "examples" / "option-trades"
BUCKET = "option-trades"
ORDERS = 100_000
# A start of the AWS CLI takes most of a second of a core, which the job could use.
POLL_SECONDS = 2
OVER = {"SUCCEEDED", "FAILED", "STOPPED", "TIMEOUT", "ERROR"}


def main() -> None:
    begun = time.monotonic()
    say("1. The platform")
    start()
    environment = exports()
    say("2. A bucket and two scripts")
    upload(environment)
    say("3. A Python-shell job that writes option trades as JSON")
    run(environment, "generate-trades", job("generate-trades", "pythonshell", "generate_trades.py"))
    say("4. A Spark job that makes a table of exchange rates by SQL")
    run(environment, "exchange-rates", job("exchange-rates", "glueetl", "exchange_rates.py"))
    say("5. A visual job: its graph makes a CSV summary and a table of all orders")
    run(environment, "option-trades", json.loads((TRADES / "option_trades.json").read_text()))
    say("6. What it made")
    show(environment)
    farewell(environment, time.monotonic() - begun)


def say(text: str) -> None:
    print(f"\n\033[1m{text}\033[0m" if sys.stdout.isatty() else f"\n{text}", flush=True)


def start() -> None:
    if subprocess.run([MASTIC, "status"], capture_output=True, check=False).returncode == 0:
        print("A server runs already; it is used as it is.")
        return
    data = Path(os.environ.get("MASTIC_DATA") or Path.home() / ".mastic")
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    log = data / "server.log"
    print(f"$ ./mastic server    (in the background, its log is {log})", flush=True)
    with log.open("ab") as output:
        server = subprocess.Popen(
            [MASTIC, "server"], stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True
        )
    while subprocess.run([MASTIC, "status"], capture_output=True, check=False).returncode != 0:
        if server.poll() is not None:
            sys.exit("The server did not start:\n" + log.read_text()[-2000:])
        time.sleep(0.2)


def exports() -> dict[str, str]:
    said = subprocess.run([MASTIC, "env"], capture_output=True, text=True, check=True).stdout
    print('$ eval "$(./mastic env)"')
    pairs = (line.removeprefix("export ").split("=", 1) for line in said.splitlines() if line.startswith("export "))
    own = {name: shlex.split(value)[0] for name, value in pairs}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return inherited | own | {"AWS_PAGER": ""}


def aws(environment: dict[str, str], *arguments: str, echo: bool = True) -> str:
    if echo:
        print("$ aws " + shlex.join(arguments), flush=True)
    done = subprocess.run([AWS, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"aws {shlex.join(arguments)} failed:\n{done.stderr}")
    return done.stdout


def exists(environment: dict[str, str], *arguments: str) -> bool:
    return subprocess.run([AWS, *arguments], env=environment, capture_output=True, check=False).returncode == 0


def upload(environment: dict[str, str]) -> None:
    if not exists(environment, "s3api", "head-bucket", "--bucket", BUCKET):
        aws(environment, "s3", "mb", f"s3://{BUCKET}")
    for script in ("generate_trades.py", "exchange_rates.py"):
        aws(environment, "s3", "cp", "--only-show-errors", relative(script), f"s3://{BUCKET}/scripts/{script}")


def relative(name: str) -> str:
    return os.path.relpath(TRADES / name)


def job(name: str, command: str, script: str) -> dict[str, Any]:
    location = {"Name": command, "ScriptLocation": f"s3://{BUCKET}/scripts/{script}"}
    arguments = {"--bucket": BUCKET}
    if command == "pythonshell":
        shape: dict[str, Any] = {"MaxCapacity": 1.0}
        location["PythonVersion"] = "3.9"
        arguments["--orders"] = str(ORDERS)
    else:
        shape = {"GlueVersion": "5.0", "WorkerType": "G.1X", "NumberOfWorkers": 2}
        location["PythonVersion"] = "3"
        arguments["--enable-glue-datacatalog"] = "true"
    return {"Name": name, "Role": "MasticGlueRole", "Command": location, "DefaultArguments": arguments} | shape


def run(environment: dict[str, str], name: str, definition: dict[str, Any]) -> None:
    if exists(environment, "glue", "get-job", "--job-name", name):
        update = {"JobName": name, "JobUpdate": {k: v for k, v in definition.items() if k != "Name"}}
        aws(environment, "glue", "update-job", "--cli-input-json", json.dumps(update), echo=False)
        print(f"The job {name} exists; it is brought up to date.")
    else:
        aws(environment, "glue", "create-job", "--cli-input-json", json.dumps(definition))
    started = aws(environment, "glue", "start-job-run", "--job-name", name, "--query", "JobRunId", "--output", "text")
    follow(environment, name, started.strip(), definition["Command"]["Name"])


def follow(environment: dict[str, str], name: str, run_id: str, command: str) -> None:
    """Prints each new state and the output as it grows, until the run is over."""
    group = "/aws-glue/python-jobs/output" if command == "pythonshell" else "/aws-glue/jobs/output"
    state, token = "", ""
    while state not in OVER:
        time.sleep(POLL_SECONDS)
        found = json.loads(aws(environment, "glue", "get-job-run", "--job-name", name, "--run-id", run_id, echo=False))[
            "JobRun"
        ]
        token = tail(environment, group, run_id, token)
        if found["JobRunState"] != state:
            state = found["JobRunState"]
            print(f"  {name} {run_id}: {state}", flush=True)
    tail(environment, group, run_id, token)
    if state != "SUCCEEDED":
        sys.exit(f"The run ended as {state}: {found.get('ErrorMessage')}")
    print(f"  took {found['ExecutionTime']} s")


def tail(environment: dict[str, str], group: str, run_id: str, token: str) -> str:
    since = ["--next-token", token] if token else ["--start-from-head"]
    read = [AWS, "logs", "get-log-events", "--log-group-name", group, "--log-stream-name", run_id, *since]
    done = subprocess.run(read, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return token
    page = json.loads(done.stdout)
    for event in page["events"]:
        print("  | " + event["message"].rstrip(), flush=True)
    return str(page["nextForwardToken"])


def show(environment: dict[str, str]) -> None:
    listed = aws(environment, "s3", "ls", f"s3://{BUCKET}/transformsblog/summary/", echo=False).split("\n")
    newest = max((line.split() for line in listed if line), key=lambda words: (words[0], words[1]))[3]
    print(aws(environment, "s3", "cp", "--quiet", f"s3://{BUCKET}/transformsblog/summary/{newest}", "-"))
    columns = "Table.StorageDescriptor.Columns[].[Name,Type]"
    named = ["--database-name", "default", "--name", "option_orders"]
    print(aws(environment, "glue", "get-table", *named, "--query", columns, "--output", "text"))
    script = [relative("first_orders.py"), "--JOB_NAME", "first-orders", "--enable-glue-datacatalog", "true"]
    print("$ ./mastic run " + shlex.join(script), flush=True)
    shown = subprocess.run([MASTIC, "run", *script], capture_output=True, text=True, check=False)
    if shown.returncode != 0:
        sys.exit(f"The script failed:\n{shown.stderr}")
    print(shown.stdout)


def farewell(environment: dict[str, str], seconds: float) -> None:
    print(f"""
Done in {seconds:.0f} s. The platform runs on: `./mastic stop` ends it, `./mastic status` looks at it.

  AWS endpoint   {environment["AWS_ENDPOINT_URL"]}
  Region         {environment["AWS_REGION"]}
  Access key     {environment["AWS_ACCESS_KEY_ID"]}
  Secret key     eval "$(./mastic env)" sets it with the rest

Three commands to try next, after  eval "$(./mastic env)" :

  aws glue get-tables --database-name default --query 'TableList[].Name'
  aws glue start-job-run --job-name option-trades
  aws logs filter-log-events --log-group-name /aws-glue/jobs/output --query 'events[].message' --output text
""")


if __name__ == "__main__":
    main()
