"""What Spark SQL asks of the catalog: how often, and what happens when the catalog says no."""

from __future__ import annotations

import json
import re
import threading
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from py4j.protocol import Py4JJavaError
from pyspark.sql import SparkSession

from platform_process import Platform

DATABASE = "requests"
COUNTED = re.compile(r'mastic_requests_total\{operation="glue:(\w+)",status="\d+"\} ([\d.]+)')


@pytest.fixture(scope="module", autouse=True)
def database(spark: SparkSession) -> Iterator[str]:
    spark.sql(f"CREATE DATABASE {DATABASE} LOCATION 's3://shared-spark/{DATABASE}'")
    yield DATABASE
    spark.sql(f"DROP DATABASE {DATABASE} CASCADE")


@pytest.fixture
def table(spark: SparkSession, request: pytest.FixtureRequest) -> Iterator[str]:
    """A table with the partitions k=1 to k=5."""
    name = f"{DATABASE}.{request.node.name[:60]}"
    spark.sql(f"CREATE TABLE {name} (a int) USING parquet PARTITIONED BY (k int)")
    spark.sql(f"INSERT INTO {name} VALUES (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)")
    yield name
    spark.sql(f"DROP TABLE IF EXISTS {name}")


def asked(platform: Platform, spark: SparkSession, table: str, statement: str) -> Counter[str]:
    """The requests of a statement, by operation, when nothing is remembered of the table."""
    spark.catalog.refreshTable(table)
    spark.sql(f"ALTER DATABASE {DATABASE} SET DBPROPERTIES ('changed' = 'now')")
    before = counted(platform)
    spark.sql(statement).collect()
    return counted(platform) - before


def counted(platform: Platform) -> Counter[str]:
    with urllib.request.urlopen(f"{platform.endpoint}/metrics") as answer:
        found = COUNTED.findall(answer.read().decode())
    totals: Counter[str] = Counter()
    for operation, count in found:
        totals[operation] += int(float(count))
    return totals


@contextmanager
def denied(platform: Platform, *actions: str) -> Iterator[None]:
    iam = platform.client("iam")
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": actions, "Resource": "*"}]}
    iam.put_role_policy(RoleName="MasticGlueRole", PolicyName="denied", PolicyDocument=json.dumps(document))
    try:
        yield
    finally:
        iam.delete_role_policy(RoleName="MasticGlueRole", PolicyName="denied")


def partitions(glue: Any, table: str) -> list[list[str]]:
    database, _, name = table.partition(".")
    found = glue.get_partitions(DatabaseName=database, TableName=name)["Partitions"]
    return sorted(partition["Values"] for partition in found)


def test_a_pruned_select_asks_three_times_at_most(platform: Platform, spark: SparkSession, table: str) -> None:
    requests = asked(platform, spark, table, f"SELECT * FROM {table} WHERE k = 3")
    assert requests.total() <= 3, requests
    assert requests["GetPartitions"] == 1


def test_an_insert_of_one_partition_asks_five_times_at_most(
    platform: Platform, spark: SparkSession, glue: Any, table: str
) -> None:
    requests = asked(platform, spark, table, f"INSERT INTO {table} PARTITION (k = 6) VALUES (6)")
    assert requests.total() <= 5, requests
    assert partitions(glue, table) == [["1"], ["2"], ["3"], ["4"], ["5"], ["6"]]


def test_a_refused_read_shows_the_words_of_the_catalog(platform: Platform, spark: SparkSession, table: str) -> None:
    spark.catalog.refreshTable(table)
    spark.sql(f"ALTER DATABASE {DATABASE} SET DBPROPERTIES ('changed' = 'now')")
    with denied(platform, "glue:GetTable"), pytest.raises(Exception, match="AccessDeniedException") as refused:
        spark.sql(f"SELECT * FROM {table}").collect()
    assert "is not authorized to perform: glue:GetTable on resource" in str(refused.value)
    with denied(platform, "glue:GetPartitions"), pytest.raises(Exception, match="AccessDeniedException") as refused:
        spark.sql(f"SELECT * FROM {table} WHERE k = 2").collect()
    assert "is not authorized to perform: glue:GetPartitions on resource" in str(refused.value)


def test_a_refused_drop_loses_no_partitions(platform: Platform, spark: SparkSession, glue: Any, table: str) -> None:
    with denied(platform, "glue:DeleteTable"), pytest.raises(Exception, match="AccessDeniedException"):
        spark.sql(f"DROP TABLE {table}")
    assert partitions(glue, table) == [["1"], ["2"], ["3"], ["4"], ["5"]]
    assert spark.table(table).count() == 5


@pytest.mark.parametrize("kind", ["USING parquet", "STORED AS parquet"])
def test_a_refused_registration_says_where_the_files_lie(
    platform: Platform, spark: SparkSession, s3: Any, glue: Any, kind: str
) -> None:
    table = f"{DATABASE}.refused_{kind.split()[0].lower()}"
    columns = "(a int, k int) USING parquet PARTITIONED BY (k)"
    hives = "(a int) PARTITIONED BY (k int) STORED AS parquet"
    spark.sql(f"CREATE TABLE {table} {columns if kind.startswith('USING') else hives}")
    refusal = pytest.raises(Exception, match="glue:BatchCreatePartition on resource")
    with denied(platform, "glue:BatchCreatePartition", "glue:CreatePartition"), refusal as refused:
        spark.sql(f"INSERT INTO {table} PARTITION (k = 7) VALUES (7)")
    where = f"s3://shared-spark/{DATABASE}/{table.split('.')[1]}/k=7"
    assert where in str(refused.value)
    assert partitions(glue, table) == []
    prefix = where.removeprefix("s3://shared-spark/")
    files = s3.list_objects_v2(Bucket="shared-spark", Prefix=prefix + "/").get("Contents", [])
    assert any(file["Size"] for file in files)


def test_eight_threads_work_on_one_session(spark: SparkSession, glue: Any) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            name = f"{DATABASE}.thread{number}"
            spark.sql(f"CREATE TABLE {name} (a int) USING parquet PARTITIONED BY (k int)")
            spark.sql(f"INSERT INTO {name} VALUES ({number}, 1), ({number}, 2)")
            assert [row.a for row in spark.sql(f"SELECT a FROM {name} WHERE k = 2").collect()] == [number]
            spark.sql(f"ALTER TABLE {name} DROP PARTITION (k = 1)")
            assert partitions(glue, name) == [["2"]]
            spark.sql(f"DROP TABLE {name}")
        except BaseException as e:
            failures.append(e)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_new_table_of_somebody_else_is_seen_at_once(spark: SparkSession, s3: Any, glue: Any, folder: str) -> None:
    storage = {
        "Columns": [{"Name": "a", "Type": "int"}],
        "Location": folder,
        "InputFormat": "org.apache.hadoop.mapred.TextInputFormat",
        "OutputFormat": "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        "SerdeInfo": {"SerializationLibrary": "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"},
    }
    assert not spark.catalog.tableExists(f"{DATABASE}.elsewhere")
    glue.create_table(DatabaseName=DATABASE, TableInput={"Name": "elsewhere", "StorageDescriptor": storage})
    s3.put_object(Bucket="shared-spark", Key=folder.removeprefix("s3://shared-spark/") + "/1", Body=b"7\n8\n")
    assert spark.table(f"{DATABASE}.elsewhere").count() == 2


@pytest.mark.parametrize("account", ["111122223333", "444455556666"])
def test_the_catalog_id_of_the_settings_is_asked(spark: SparkSession, account: str) -> None:
    configuration = spark._jvm.org.apache.hadoop.conf.Configuration(False)
    configuration.set("hive.metastore.glue.catalogid", account)
    store = spark._jvm.io.mastic.runtime.metastore.GlueRawStore()
    store.setConf(configuration)
    if account == "111122223333":
        assert DATABASE in list(store.getAllDatabases())
        return
    with pytest.raises(Py4JJavaError, match=f"AccessDeniedException.*glue:GetDatabases.*:{account}:"):
        store.getAllDatabases()
