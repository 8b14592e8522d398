"""Who may do what with S3: presigned URLs, session tokens, roles, errors, and the AWS CLI."""

from __future__ import annotations

import http.client
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import botocore.exceptions
import pytest

import s3_requests
from platform_process import Platform

KEY = "folder/a b+c%2F../é.txt"


@pytest.fixture(scope="module")
def signer(platform: Platform) -> Any:
    """Presigns by version 4; boto3 presigns by version 2 unless it is told otherwise."""
    return version4(platform)


def version4(platform: Platform, **credentials: str) -> Any:
    client = platform.client("s3", **credentials)
    client.meta.events.register("choose-signer.s3.*", lambda **_: "s3v4-query")
    return client


@pytest.fixture(scope="module")
def bucket(s3: Any) -> str:
    s3.create_bucket(Bucket="object-access")
    s3.put_object(Bucket="object-access", Key=KEY, Body=b"content")
    return "object-access"


def sent(url: str, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[int, str]:
    status, answer = s3_requests.sent(url, method, body, **headers)
    return status, answer.decode()


def refusal(call: Any, **arguments: Any) -> tuple[int, str, str]:
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        call(**arguments)
    answer = refused.value.response
    return answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Code"], answer["Error"]["Message"]


def presigned(s3: Any, operation: str, seconds: int = 600, **parameters: str) -> str:
    return str(s3.generate_presigned_url(operation, parameters, ExpiresIn=seconds))


class Session:
    """A role that an inline policy gives these actions on these resources, and a session of it."""

    def __init__(self, platform: Platform, name: str, statement: dict[str, Any]) -> None:
        iam, sts = platform.client("iam"), platform.client("sts")
        account = sts.get_caller_identity()["Account"]
        trust = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:root"}, "Action": "sts:AssumeRole"}
        role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=document(trust))["Role"]
        iam.put_role_policy(RoleName=name, PolicyName="inline", PolicyDocument=document(statement))
        found = sts.assume_role(RoleArn=role["Arn"], RoleSessionName="tester")
        self.arn = found["AssumedRoleUser"]["Arn"]
        self.credentials = {
            "aws_access_key_id": found["Credentials"]["AccessKeyId"],
            "aws_secret_access_key": found["Credentials"]["SecretAccessKey"],
            "aws_session_token": found["Credentials"]["SessionToken"],
        }


def document(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


@pytest.fixture(scope="module")
def reader(platform: Platform, bucket: str) -> Session:
    allowed = {
        "Effect": "Allow",
        "Action": ["s3:GetObject", "s3:ListBucket"],
        "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/folder/*"],
    }
    return Session(platform, "object-reader", allowed)


# Presigned URLs


@pytest.mark.parametrize("version", [2, 4])
def test_a_presigned_url_reads_and_writes(s3: Any, signer: Any, bucket: str, version: int) -> None:
    s3 = signer if version == 4 else s3
    assert sent(presigned(s3, "get_object", Bucket=bucket, Key=KEY)) == (200, "content")
    assert sent(presigned(s3, "put_object", Bucket=bucket, Key="put/é +%"), "PUT", b"by url")[0] == 200
    assert s3.get_object(Bucket=bucket, Key="put/é +%")["Body"].read() == b"by url"
    assert sent(presigned(s3, "delete_object", Bucket=bucket, Key="put/é +%"), "DELETE")[0] == 204
    assert sent(presigned(s3, "head_object", Bucket=bucket, Key="put/é +%"), "HEAD")[0] == 404


def test_a_presigned_url_gives_the_answer_the_headers_that_it_names(s3: Any, bucket: str) -> None:
    named = {"ResponseContentType": "text/plain", "ResponseContentDisposition": 'attachment; filename="x.txt"'}
    url = presigned(s3, "get_object", Bucket=bucket, Key=KEY, **named)
    connection = http.client.HTTPConnection(urlsplit(url).netloc)
    connection.request("GET", url.split(urlsplit(url).netloc, 1)[1])
    answer = connection.getresponse()
    assert answer.read() == b"content"
    assert answer.getheader("Content-Type") == "text/plain"
    assert answer.getheader("Content-Disposition") == 'attachment; filename="x.txt"'


def test_an_expired_url_is_refused(signer: Any, bucket: str) -> None:
    earlier = datetime.now(UTC) - timedelta(minutes=2)
    with patch("botocore.auth.get_current_datetime", return_value=earlier.replace(tzinfo=None)):
        url = presigned(signer, "get_object", 60, Bucket=bucket, Key=KEY)
    status, answer = sent(url)
    assert (status, "<Code>AccessDenied</Code>" in answer) == (403, True)
    assert "Request has expired" in answer


@pytest.mark.parametrize("part", ["path", "method", "expiry", "signature", "added"])
def test_a_url_that_was_changed_is_refused(s3: Any, signer: Any, bucket: str, part: str) -> None:
    url = presigned(signer, "get_object", Bucket=bucket, Key=KEY)
    changed = {
        "path": url.replace("folder", "polder"),
        "expiry": url.replace("X-Amz-Expires=600", "X-Amz-Expires=6000"),
        "signature": url[:-1] + ("0" if url[-1] != "0" else "1"),
        "added": url + "&response-content-type=text/html",
        "method": url,
    }[part]
    status, answer = sent(changed, "PUT" if part == "method" else "GET", b"x" if part == "method" else None)
    assert (status, "<Code>SignatureDoesNotMatch</Code>" in answer) == (403, True)
    assert s3.get_object(Bucket=bucket, Key=KEY)["Body"].read() == b"content"


def test_a_url_for_longer_than_a_week_is_refused(signer: Any, bucket: str) -> None:
    status, answer = sent(presigned(signer, "get_object", 8 * 86_400, Bucket=bucket, Key=KEY))
    assert (status, "AuthorizationQueryParametersError" in answer) == (400, True)


def test_a_url_of_a_session_is_good_by_either_version(platform: Platform, bucket: str, reader: Session) -> None:
    by_default = platform.client("s3", **reader.credentials)
    url = presigned(by_default, "get_object", Bucket=bucket, Key=KEY)
    assert "AWSAccessKeyId=" in url, "boto3 presigns by version 2 unless told otherwise"
    assert sent(url) == (200, "content")
    assert sent(url.replace("x-amz-security-token=", "x-amz-security-token=x"))[0] in {400, 403}


def test_a_url_of_a_session_needs_its_token(platform: Platform, bucket: str, reader: Session) -> None:
    url = presigned(version4(platform, **reader.credentials), "get_object", Bucket=bucket, Key=KEY)
    assert sent(url) == (200, "content")
    bare = version4(platform, **reader.credentials | {"aws_session_token": ""})
    status, answer = sent(presigned(bare, "get_object", Bucket=bucket, Key=KEY))
    assert (status, "<Code>InvalidToken</Code>" in answer) == (400, True)


# Roles


def test_a_session_may_do_what_its_role_may(platform: Platform, bucket: str, reader: Session) -> None:
    client = platform.client("s3", **reader.credentials)
    assert client.get_object(Bucket=bucket, Key=KEY)["Body"].read() == b"content"
    assert client.list_objects_v2(Bucket=bucket, Prefix="folder/")["KeyCount"] == 1


def test_a_role_without_put_object_is_refused_in_the_words_of_aws(
    platform: Platform, bucket: str, reader: Session
) -> None:
    client = platform.client("s3", **reader.credentials)
    arn = f"arn:aws:s3:::{bucket}/folder/new"
    expected = (
        f'User: {reader.arn} is not authorized to perform: s3:PutObject on resource: "{arn}" '
        "because no identity-based policy allows the s3:PutObject action"
    )
    assert refusal(client.put_object, Bucket=bucket, Key="folder/new", Body=b"x") == (403, "AccessDenied", expected)
    started = refusal(client.create_multipart_upload, Bucket=bucket, Key="folder/new")
    assert started == (403, "AccessDenied", expected)
    copied = refusal(client.copy_object, Bucket=bucket, Key="folder/new", CopySource={"Bucket": bucket, "Key": KEY})
    assert copied == (403, "AccessDenied", expected)


def test_what_lies_beside_the_resource_is_refused(platform: Platform, s3: Any, bucket: str, reader: Session) -> None:
    s3.put_object(Bucket=bucket, Key="secret", Body=b"x")
    client = platform.client("s3", **reader.credentials)
    assert refusal(client.get_object, Bucket=bucket, Key="secret")[:2] == (403, "AccessDenied")
    # No way round by a key that a file system would tidy.
    assert refusal(client.get_object, Bucket=bucket, Key="folder/../secret")[:2] == (404, "NoSuchKey")
    assert refusal(client.list_buckets)[:2] == (403, "AccessDenied")
    assert refusal(client.delete_bucket, Bucket=bucket)[:2] == (403, "AccessDenied")
    source = {"Bucket": bucket, "Key": "secret"}
    assert refusal(client.copy_object, Bucket=bucket, Key="folder/x", CopySource=source)[:2] == (403, "AccessDenied")


def test_a_source_that_may_not_be_read_is_not_copied(platform: Platform, s3: Any, bucket: str) -> None:
    s3.put_object(Bucket=bucket, Key="secret", Body=b"x")
    allowed = {"Effect": "Allow", "Action": "s3:*", "Resource": f"arn:aws:s3:::{bucket}/folder/*"}
    client = platform.client("s3", **Session(platform, "object-copier", allowed).credentials)
    source = {"Bucket": bucket, "Key": "secret"}
    status, code, message = refusal(client.copy_object, Bucket=bucket, Key="folder/x", CopySource=source)
    assert (status, code) == (403, "AccessDenied")
    assert "s3:GetObject" in message
    upload = client.create_multipart_upload(Bucket=bucket, Key="folder/x")["UploadId"]
    part = {"Bucket": bucket, "Key": "folder/x", "UploadId": upload, "PartNumber": 1}
    assert refusal(client.upload_part_copy, **part, CopySource=source)[:2] == (403, "AccessDenied")
    client.abort_multipart_upload(Bucket=bucket, Key="folder/x", UploadId=upload)


def test_each_key_of_a_bulk_delete_is_decided_alone(platform: Platform, s3: Any, bucket: str) -> None:
    for key in ("mine/1", "mine/2", "others/1"):
        s3.put_object(Bucket=bucket, Key=key, Body=b"x")
    allowed = {"Effect": "Allow", "Action": "s3:DeleteObject", "Resource": f"arn:aws:s3:::{bucket}/mine/*"}
    client = platform.client("s3", **Session(platform, "object-deleter", allowed).credentials)
    named = {"Objects": [{"Key": "mine/1"}, {"Key": "others/1"}, {"Key": "mine/2"}]}
    answer = client.delete_objects(Bucket=bucket, Delete=named)
    assert sorted(found["Key"] for found in answer["Deleted"]) == ["mine/1", "mine/2"]
    assert [(found["Key"], found["Code"]) for found in answer["Errors"]] == [("others/1", "AccessDenied")]
    assert s3.head_object(Bucket=bucket, Key="others/1")


def test_a_prefix_is_a_condition(platform: Platform, bucket: str) -> None:
    allowed = {
        "Effect": "Allow",
        "Action": "s3:ListBucket",
        "Resource": f"arn:aws:s3:::{bucket}",
        "Condition": {"StringLike": {"s3:prefix": "folder/*"}},
    }
    client = platform.client("s3", **Session(platform, "object-lister", allowed).credentials)
    assert client.list_objects_v2(Bucket=bucket, Prefix="folder/")["KeyCount"] == 1
    assert refusal(client.list_objects_v2, Bucket=bucket)[:2] == (403, "AccessDenied")
    assert refusal(client.list_objects_v2, Bucket=bucket, Prefix="fol")[:2] == (403, "AccessDenied")


@pytest.mark.parametrize("token", ["x", "", "y" * 2000])
def test_a_wrong_session_token_is_refused(platform: Platform, bucket: str, reader: Session, token: str) -> None:
    client = platform.client("s3", **reader.credentials | {"aws_session_token": token})
    status, code, _ = refusal(client.get_object, Bucket=bucket, Key=KEY)
    assert (status, code) in {(400, "InvalidToken"), (403, "InvalidAccessKeyId")}


# Errors


def test_what_is_missing_is_named(s3: Any, bucket: str) -> None:
    assert refusal(s3.get_object, Bucket=bucket, Key="absent")[:2] == (404, "NoSuchKey")
    assert refusal(s3.head_object, Bucket=bucket, Key="absent")[:2] == (404, "404")
    for call in (s3.list_objects_v2, s3.delete_bucket, s3.list_multipart_uploads):
        assert refusal(call, Bucket="no-such-bucket")[:2] == (404, "NoSuchBucket"), call
    assert refusal(s3.get_object, Bucket="no-such-bucket", Key="k")[:2] == (404, "NoSuchBucket")
    assert refusal(s3.put_object, Bucket="no-such-bucket", Key="k", Body=b"")[:2] == (404, "NoSuchBucket")
    assert refusal(s3.head_bucket, Bucket="no-such-bucket")[:2] == (404, "404")


def test_deleting_what_is_absent_succeeds(s3: Any, bucket: str) -> None:
    s3.delete_object(Bucket=bucket, Key="absent/really")
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "absent"}, {"Key": "é +%/.."}]})
    assert sorted(found["Key"] for found in answer["Deleted"]) == ["absent", "é +%/.."]


def test_a_bucket_with_an_object_is_not_deleted(s3: Any) -> None:
    s3.create_bucket(Bucket="not-empty")
    s3.put_object(Bucket="not-empty", Key="a/b", Body=b"")
    assert refusal(s3.delete_bucket, Bucket="not-empty")[:2] == (409, "BucketNotEmpty")
    s3.delete_object(Bucket="not-empty", Key="a/b")
    s3.create_multipart_upload(Bucket="not-empty", Key="unfinished")
    s3.delete_bucket(Bucket="not-empty")
    assert refusal(s3.head_bucket, Bucket="not-empty")[0] == 404


def test_a_bucket_that_exists_is_not_created_again(s3: Any, bucket: str) -> None:
    assert refusal(s3.create_bucket, Bucket=bucket)[:2] == (409, "BucketAlreadyOwnedByYou")
    assert s3.get_object(Bucket=bucket, Key=KEY)["Body"].read() == b"content"


def test_an_unsigned_request_is_refused(platform: Platform, bucket: str) -> None:
    status, answer = sent(f"{platform.endpoint}/{bucket}/x?")
    assert (status, "<Code>AccessDenied</Code>" in answer) == (403, True)


@pytest.mark.parametrize("call", ["put_bucket_versioning", "put_bucket_lifecycle_configuration", "put_object_tagging"])
def test_what_is_not_served_says_so(s3: Any, bucket: str, call: str) -> None:
    rule = {"ID": "r", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}}
    arguments: dict[str, Any] = {
        "put_bucket_versioning": {"VersioningConfiguration": {"Status": "Enabled"}},
        "put_bucket_lifecycle_configuration": {"LifecycleConfiguration": {"Rules": [rule]}},
        "put_object_tagging": {"Key": KEY, "Tagging": {"TagSet": [{"Key": "a", "Value": "b"}]}},
    }[call]
    status, code, _ = refusal(getattr(s3, call), Bucket=bucket, **arguments)
    assert (status, code) == (501, "NotImplemented")


# The AWS CLI


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    for name in ("plain.txt", "a b+c.txt", "é%2F.txt", "deep/er/\U0001f600.bin"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(os.urandom(2000))
    return folder


def test_the_cli_copies_a_tree_there_and_back(platform: Platform, files: Path, tmp_path: Path) -> None:
    # The dates of objects have whole seconds: a file of the same second looks newer than its object to the CLI.
    for file in files.rglob("*.*"):
        os.utime(file, (file.stat().st_atime, file.stat().st_mtime - 60))
    platform.aws("s3", "mb", "s3://cli-tree")
    platform.aws("s3", "cp", "--recursive", str(files), "s3://cli-tree/in/")
    said = platform.aws("s3", "ls", "--recursive", "s3://cli-tree/").stdout
    assert "a b+c.txt" in said
    assert "deep/er/\U0001f600.bin" in said
    platform.aws("s3", "sync", "s3://cli-tree/in/", str(tmp_path / "back"))
    for file in files.rglob("*.*"):
        assert (tmp_path / "back" / file.relative_to(files)).read_bytes() == file.read_bytes()
    assert platform.aws("s3", "sync", str(files), "s3://cli-tree/in/").stdout == ""
    platform.aws("s3", "mv", "--recursive", "s3://cli-tree/in/", "s3://cli-tree/moved x/")
    assert platform.aws("s3", "ls", "s3://cli-tree/").stdout.split() == ["PRE", "moved", "x/"]
    platform.aws("s3", "rb", "--force", "s3://cli-tree")


def test_the_cli_streams_and_presigns(platform: Platform, tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    large.write_bytes(os.urandom(20 << 20))
    platform.aws("s3", "mb", "s3://cli-stream")
    platform.aws("s3", "cp", str(large), "s3://cli-stream/large.bin", "--metadata", "a=b")
    platform.aws("s3", "cp", "s3://cli-stream/large.bin", str(tmp_path / "back.bin"))
    assert (tmp_path / "back.bin").read_bytes() == large.read_bytes()
    (tmp_path / "small").write_text("small")
    platform.aws("s3api", "put-object", "--bucket", "cli-stream", "--key", "é +", "--body", str(tmp_path / "small"))
    assert sent(platform.aws("s3", "presign", "s3://cli-stream/é +").stdout.strip()) == (200, "small")
    assert platform.aws_json("s3api", "head-object", "--bucket", "cli-stream", "--key", "large.bin")["Metadata"] == {
        "a": "b"
    }
    done = platform.aws("s3", "ls", "s3://no-such-bucket", check=False)
    assert "NoSuchBucket" in done.stderr
