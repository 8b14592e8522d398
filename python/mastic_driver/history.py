"""Becomes Spark's history server: usage `python -P -m mastic_driver.history EVENTS [--user=NUMBER]`.

With a number it gives up the server's rights first: event logs are what a job wrote, and are read as their owner.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mastic_driver import jvm, wrapper

MAIN = "io.mastic.runtime.history.History"
HEAP = "512m"


def main() -> None:
    events, user = Path(sys.argv[1]), sys.argv[2:]
    os.umask(wrapper.OWNER_ALONE)
    if user:
        become(int(user[0].removeprefix("--user=")))
    Path(os.environ["TMPDIR"]).mkdir(parents=True, exist_ok=True)
    java = Path(os.environ["JAVA_HOME"]) / "bin" / "java"
    settings = {
        "java.io.tmpdir": os.environ["TMPDIR"],
        "user.name": os.environ["USER"],
        "user.home": os.environ["HOME"],
        "spark.history.fs.logDirectory": events.as_uri(),
        "spark.history.retainedApplications": "2",
    }
    command = [
        str(java),
        "-XX:+UseSerialGC",
        f"-Xmx{HEAP}",
        "-XX:+ExitOnOutOfMemoryError",
        *jvm.java_options(),
        *(f"-D{name}={value}" for name, value in settings.items()),
        MAIN,
    ]
    environment = os.environ | {
        "CLASSPATH": os.pathsep.join(map(str, jvm.class_path([]))),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_HOSTNAME": "localhost",
    }
    # No shell is involved: the command is a list.
    os.execve(java, command, environment)  # noqa: S606


def become(user: int) -> None:
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    wrapper.prctl(wrapper.PR_SET_NO_NEW_PRIVS, 1)


if __name__ == "__main__":
    main()
