"""The rules by which a script gets its arguments."""

from __future__ import annotations

import argparse
from typing import Any

import pytest

from awsglue import utils
from awsglue.utils import GlueArgumentError, getResolvedOptions

ALWAYS = {
    "job_bookmark_option": "job-bookmark-disable",
    "job_bookmark_from": None,
    "job_bookmark_to": None,
    "JOB_ID": None,
    "JOB_RUN_ID": None,
    "SECURITY_CONFIGURATION": None,
    "encryption_type": None,
    "enable_data_lineage": None,
    "TempDir": None,
    "RedshiftTempDir": None,
}


def resolved(arguments: str, *options: str) -> dict[str, Any]:
    return getResolvedOptions(["script.py", *arguments.split()], list(options))


def test_listed_options_and_glues_own_are_in_the_result_and_nothing_else() -> None:
    assert resolved("--JOB_NAME trades --day=2024-01-01 --other x", "JOB_NAME", "day") == ALWAYS | {
        "JOB_NAME": "trades",
        "day": "2024-01-01",
    }


def test_a_listed_option_is_required() -> None:
    with pytest.raises(GlueArgumentError, match=r"^the following arguments are required: --day$"):
        resolved("--JOB_NAME trades", "JOB_NAME", "day")


def test_the_first_element_is_the_script() -> None:
    with pytest.raises(GlueArgumentError):
        getResolvedOptions(["--day=1"], ["day"])


def test_a_value_that_begins_with_a_dash_needs_an_equals_sign() -> None:
    assert resolved("--shift=-x", "shift")["shift"] == "-x"
    with pytest.raises(GlueArgumentError, match="expected one argument"):
        resolved("--shift -x", "shift")


def test_an_abbreviation_matches_the_option_it_begins() -> None:
    assert resolved("--input s3://a", "input_path")["input_path"] == "s3://a"
    with pytest.raises(GlueArgumentError, match="ambiguous option"):
        resolved("--input s3://a", "input_path", "input_format")


def test_the_last_of_two_values_counts() -> None:
    assert resolved("--day 1 --day 2", "day")["day"] == "2"


def test_dashes_in_names_become_underscores() -> None:
    assert resolved("--my-arg 1", "my-arg")["my_arg"] == "1"


def test_an_argument_may_be_called_help() -> None:
    assert resolved("--help me", "help")["help"] == "me"


@pytest.mark.parametrize(
    "name", ["job-bookmark-option", "continuation-option", "--job-bookmark-from", "--job-bookmark-to"]
)
def test_reserved_names_cannot_be_listed(name: str) -> None:
    with pytest.raises(RuntimeError, match=r"^Using reserved arguments --" + name.removeprefix("--")):
        resolved("", name)


@pytest.mark.parametrize("name", ["JOB_ID", "JOB_RUN_ID", "SECURITY_CONFIGURATION"])
def test_identities_cannot_be_listed_either(name: str) -> None:
    with pytest.raises(argparse.ArgumentError, match="conflicting option"):
        resolved(f"--{name} x", name)


def test_temporary_folders_are_optional_and_mirror_each_other() -> None:
    assert resolved("", "TempDir", "RedshiftTempDir") == ALWAYS
    assert resolved("--TempDir s3://t", "TempDir")["RedshiftTempDir"] == "s3://t"
    assert resolved("--RedshiftTempDir s3://r")["TempDir"] == "s3://r"
    both = resolved("--TempDir s3://t --RedshiftTempDir s3://r")
    assert (both["TempDir"], both["RedshiftTempDir"]) == ("s3://t", "s3://r")


def test_glues_own_arguments_are_in_the_result_unasked() -> None:
    found = resolved("--JOB_ID j_1 --JOB_RUN_ID jr_1 --SECURITY_CONFIGURATION c --enable-data-lineage true")
    assert found["JOB_ID"] == "j_1"
    assert found["JOB_RUN_ID"] == "jr_1"
    assert found["SECURITY_CONFIGURATION"] == "c"
    assert found["enable_data_lineage"] == "true"


def test_encryption_has_one_value() -> None:
    assert resolved("--encryption-type sse-s3")["encryption_type"] == "sse-s3"
    with pytest.raises(GlueArgumentError, match="invalid choice"):
        resolved("--encryption-type sse-kms")


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        ("--job-bookmark-option job-bookmark-enable", "job-bookmark-enable"),
        ("--continuation-option continuation-enabled", "job-bookmark-enable"),
        ("--continuation-option continuation-readonly", "job-bookmark-pause"),
        ("--continuation-option continuation-ignore", "job-bookmark-disable"),
        ("--continuation-option continuation-enabled --job-bookmark-option job-bookmark-pause", "job-bookmark-pause"),
    ],
)
def test_old_continuation_options_are_translated_unless_the_new_one_is_there(arguments: str, option: str) -> None:
    found = resolved(arguments)
    assert found["job_bookmark_option"] == option
    assert "continuation_option" not in found


def test_a_paused_bookmark_takes_both_ends_or_none() -> None:
    pause = "--job-bookmark-option job-bookmark-pause"
    assert resolved(pause)["job_bookmark_from"] is None
    both = resolved(f"{pause} --job-bookmark-from jr_1 --job-bookmark-to jr_2")
    assert (both["job_bookmark_from"], both["job_bookmark_to"]) == ("jr_1", "jr_2")
    with pytest.raises(RuntimeError, match=r"^Missing option or value for --job-bookmark-to$"):
        resolved(f"{pause} --job-bookmark-from jr_1")
    with pytest.raises(RuntimeError, match=r"^Missing option or value for --job-bookmark-from$"):
        resolved(f"{pause} --job-bookmark-to jr_1")


@pytest.mark.parametrize("option", ["", "--job-bookmark-option job-bookmark-enable"])
def test_the_ends_need_a_paused_bookmark(option: str) -> None:
    with pytest.raises(RuntimeError, match=r"^Invalid option\(s\)"):
        resolved(f"{option} --job-bookmark-from jr_1 --job-bookmark-to jr_2")


def test_the_last_result_is_remembered() -> None:
    found = resolved("--TempDir s3://t --day 1", "day")
    assert utils._global_args == found


def test_the_call_site_is_the_callers_stack() -> None:
    assert "test_the_call_site_is_the_callers_stack" in utils.callsite()
