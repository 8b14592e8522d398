"""Spark SQL on many partitions: the Data Catalog beside the metastore that Spark brings, which keeps all in Derby."""

from __future__ import annotations

from pathlib import Path

from bench import jobs, large_catalog
from bench.servers import Mastic

BUCKET = "bench-metastore"
KINDS = {
    "Data Catalog": {"--enable-glue-datacatalog": "true", "--made": "true"},
    "Derby": {"--conf": "spark.sql.catalogImplementation=hive", "--made": "false"},
}


def measure(mastic: Mastic, partitions: int, folder: Path) -> None:
    """Prints what the first call and pruned SELECTs cost; the server is to have a catalog without `large`."""
    s3, glue = jobs.client(mastic, "s3"), jobs.client(mastic, "glue")
    s3.create_bucket(Bucket=BUCKET)
    s3.upload_file(str(Path(__file__).with_name("metastore_job.py")), BUCKET, "job.py")
    folder.mkdir()
    found_folder = folder.with_name(folder.name + "-found")
    place = large_catalog.parquet(folder.as_uri())
    large_catalog.create_table(mastic.server, place)
    rate = large_catalog.create_partitions(mastic.server, partitions, lambda of: place)
    found = {}
    for kind, arguments in KINDS.items():
        arguments = arguments | {"--found": str(found_folder) if kind == "Data Catalog" else "none"}
        arguments |= {"--partitions": str(partitions), "--folder": folder.as_uri()}
        run_id = jobs.run(glue, f"metastore-{kind.split()[-1].lower()}", f"s3://{BUCKET}/job.py", arguments)
        found[kind] = jobs.said(jobs.client(mastic, "logs"), run_id)
    found["Data Catalog"]["making"] = partitions / rate
    print(f"\nSpark SQL on a table of {partitions:,} partitions")
    print(f"{'':14}{'first call, CPU s':>20}{'elapsed s':>12}{'SELECT ms':>12}{'slowest':>10}{'added/s':>10}")
    for kind, figures in found.items():
        print(
            f"{kind:14}{figures['cpu']:20.2f}{figures['seconds']:12.2f}{figures['select'] * 1000:12.0f}"
            f"{figures['slowest'] * 1000:10.0f}{partitions / figures['making']:10.0f}"
        )
    ours, theirs = found["Data Catalog"], found["Derby"]
    print(
        f"{'ratio':14}{theirs['cpu'] / ours['cpu']:19.1f}x{theirs['seconds'] / ours['seconds']:11.1f}x"
        f"{theirs['select'] / ours['select']:11.1f}x"
    )
    for statement in ("msck", "drop"):
        figures = found["Data Catalog"][statement]
        print(
            f"{statement.upper()} of {partitions:,} partitions: {figures['seconds']:.1f} s, at most"
            f" {figures['mebibytes']:.0f} MiB more alive on the driver's heap",
            flush=True,
        )
