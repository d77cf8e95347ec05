"""CloudWatch Logs as boto3 sees it. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md."""

import gzip
import json
import os
import threading
import time

import boto3
from botocore.config import Config

from checking import expect, holds, ok, run

NAME = f"python-{os.getpid()}"
GROUP = f"/checks/{NAME}"
ROLE = f"arn:aws:iam::000000000000:role/{os.environ['PADDOCK_FIXTURE']}"
GROUP_ARN = f"arn:aws:logs:us-east-1:000000000000:log-group:{GROUP}"


def client(service):
    # Live tails are asked at a host of their own, `streaming-` or `stream-`, unless a client is told to leave it.
    config = Config(retries={"total_max_attempts": 1}, inject_host_prefix=False)
    return boto3.client(
        service, endpoint_url=os.environ["PADDOCK_URL"], region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test", config=config
    )


logs = client("logs")


def refused(type, code, message, call):
    try:
        call()
    except type as error:
        answer = error.response
        expect(answer["Error"]["Code"], code, "code")
        holds(answer["Error"]["Message"].startswith(message), f"message: {answer['Error']['Message']}")
        expect(answer["ResponseMetadata"]["HTTPStatusCode"], 400, "status")
        return answer
    raise AssertionError(f"no {code}")


def eventually(what, find):
    for _ in range(200):
        found = find()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"no {what}")


def main():
    describes_itself()
    now = int(time.time() * 1000)
    puts(now)
    filters()
    pages()
    queries(now)
    tails()
    subscribes()
    errors()
    deletes()


def describes_itself():
    logs.create_log_group(logGroupName=GROUP, tags={"team": "ünï + corns"})
    logs.put_retention_policy(logGroupName=GROUP, retentionInDays=7)
    for stream in ("a", "b", "c"):
        logs.create_log_stream(logGroupName=GROUP, logStreamName=stream)
    (group,) = logs.describe_log_groups(logGroupNamePrefix=GROUP)["logGroups"]
    expect((group["arn"], group["logGroupArn"], group["retentionInDays"]), (f"{GROUP_ARN}:*", GROUP_ARN, 7), "group")
    expect((group["metricFilterCount"], group["logGroupClass"]), (0, "STANDARD"), "group")
    holds(abs(group["creationTime"] / 1000 - time.time()) < 60, f"created {group['creationTime']}")
    expect(logs.list_tags_for_resource(resourceArn=GROUP_ARN)["tags"], {"team": "ünï + corns"}, "tags")
    (stream,) = logs.describe_log_streams(logGroupName=GROUP, logStreamNamePrefix="a")["logStreams"]
    expect(stream["arn"], f"{GROUP_ARN}:log-stream:a", "ARN")
    ok("groups and streams describe themselves")


def puts(now):
    lines = [{"timestamp": now - 3000 + index, "message": f"line {index} ключ 🦄"} for index in range(5)]
    token = logs.put_log_events(logGroupName=GROUP, logStreamName="a", logEvents=lines)["nextSequenceToken"]
    holds(token, "no token")
    old = {"timestamp": now - 15 * 86_400_000, "message": "old"}
    rejected = logs.put_log_events(logGroupName=GROUP, logStreamName="b", logEvents=[old])
    expect(rejected["rejectedLogEventsInfo"], {"tooOldLogEventEndIndex": 1, "expiredLogEventEndIndex": 1}, "rejected")
    logs.put_log_events(logGroupName=GROUP, logStreamName="b", logEvents=[{"timestamp": now, "message": "new"}])
    entries = [{"timestamp": now + index, "message": json.dumps({"level": level, "ms": index * 10})} for index, level in enumerate(["info", "error", "error"])]
    logs.put_log_events(logGroupName=GROUP, logStreamName="c", logEvents=entries)
    of_a = {"logGroupName": GROUP, "logStreamName": "a"}
    first = logs.get_log_events(**of_a, startFromHead=True, limit=2)
    expect([one["message"] for one in first["events"]], ["line 0 ключ 🦄", "line 1 ключ 🦄"], "the first page")
    expect([one["timestamp"] for one in first["events"]], [now - 3000, now - 2999], "times")
    rest = logs.get_log_events(**of_a, nextToken=first["nextForwardToken"])
    expect([one["message"][5] for one in rest["events"]], ["2", "3", "4"], "the rest")
    end = logs.get_log_events(**of_a, nextToken=rest["nextForwardToken"])
    expect((end["events"], end["nextForwardToken"]), ([], rest["nextForwardToken"]), "the end")
    back = logs.get_log_events(**of_a, nextToken=rest["nextBackwardToken"])
    expect([one["message"][5] for one in back["events"]], ["0", "1"], "backwards")
    ok("put events, read them forwards and backwards")


def filters():
    paginator = logs.get_paginator("filter_log_events")

    def found(**parameters):
        pages = list(paginator.paginate(logGroupName=GROUP, **parameters))
        return [event["message"] for page in pages for event in page["events"]]

    expect(len(found(PaginationConfig={"PageSize": 2})), 9, "events")
    expect(found(filterPattern='"line 3"'), ["line 3 ключ 🦄"], "by words")
    errors = found(filterPattern='{ $.level = "error" && $.ms > 10 }')
    expect([json.loads(one)["ms"] for one in errors], [20], "by properties")
    expect(found(filterPattern="new", logStreamNames=["b"]), ["new"], "in a stream")
    tested = logs.test_metric_filter(filterPattern="[word=line, number, ...]", logEventMessages=["line 1 x", "other"])["matches"]
    expect([(one["eventNumber"], one["extractedValues"]["$number"]) for one in tested], [(1, "1")], "matches")
    ok("filter by patterns")


def pages():
    for index in range(3):
        logs.create_log_group(logGroupName=f"{GROUP}-{index}")
    groups = logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=f"{GROUP}-", PaginationConfig={"PageSize": 1})
    expect([one["logGroupName"] for page in groups for one in page["logGroups"]], [f"{GROUP}-{index}" for index in range(3)], "groups")
    streams = logs.get_paginator("describe_log_streams").paginate(logGroupName=GROUP, PaginationConfig={"PageSize": 1})
    expect([one["logStreamName"] for page in streams for one in page["logStreams"]], ["a", "b", "c"], "streams")
    for index in range(3):
        logs.delete_log_group(logGroupName=f"{GROUP}-{index}")
    ok("pages of groups and streams")


def queries(now):
    query = logs.start_query(
        logGroupName=GROUP,
        startTime=now // 1000 - 60,
        endTime=now // 1000 + 60,
        queryString='filter level = "error" | stats count(*) as n, max(ms) as most by level',
    )["queryId"]
    answer = eventually("results", lambda: (got := logs.get_query_results(queryId=query))["status"] == "Complete" and got)
    rows = [{cell["field"]: cell["value"] for cell in row} for row in answer["results"]]
    expect(rows, [{"level": "error", "n": "2", "most": "20"}], "rows")
    expect(answer["statistics"]["recordsMatched"], 2.0, "matched")
    ok("a query")


def tails():
    stream = logs.start_live_tail(logGroupIdentifiers=[GROUP_ARN], logEventFilterPattern="tailed")["responseStream"]
    events = iter(stream)
    expect(next(events)["sessionStart"]["logGroupIdentifiers"], [GROUP_ARN], "groups of the session")
    put = lambda: logs.put_log_events(logGroupName=GROUP, logStreamName="b", logEvents=[{"timestamp": int(time.time() * 1000), "message": "tailed 🦄"}])
    threading.Timer(0.5, put).start()
    for event in events:
        results = event["sessionUpdate"]["sessionResults"]
        if results:
            expect((results[0]["message"], results[0]["logStreamName"]), ("tailed 🦄", "b"), "what is tailed")
            break
    stream.close()
    ok("a live tail")


def subscribes():
    kinesis = client("kinesis")
    kinesis.create_stream(StreamName=NAME, ShardCount=1)
    kinesis.get_waiter("stream_exists").wait(StreamName=NAME, WaiterConfig={"Delay": 1})
    arn = f"arn:aws:kinesis:us-east-1:000000000000:stream/{NAME}"
    logs.put_subscription_filter(logGroupName=GROUP, filterName="all", filterPattern="", destinationArn=arn, roleArn=ROLE)
    logs.put_log_events(logGroupName=GROUP, logStreamName="b", logEvents=[{"timestamp": int(time.time() * 1000), "message": "subscribed 🦄"}])
    iterator = kinesis.get_shard_iterator(StreamName=NAME, ShardId="shardId-000000000000", ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    said = []
    for _ in range(100):
        page = kinesis.get_records(ShardIterator=iterator)
        iterator = page["NextShardIterator"]
        said += [json.loads(gzip.decompress(record["Data"])) for record in page["Records"]]
        data = [one for one in said if one["messageType"] == "DATA_MESSAGE"]
        if data:
            break
        time.sleep(0.25)
    expect((data[0]["logGroup"], data[0]["logStream"], data[0]["subscriptionFilters"]), (GROUP, "b", ["all"]), "what is delivered")
    expect([one["message"] for one in data[0]["logEvents"]], ["subscribed 🦄"], "events")
    logs.delete_subscription_filter(logGroupName=GROUP, filterName="all")
    kinesis.delete_stream(StreamName=NAME)
    ok("a subscription to a stream")


def errors():
    exceptions = logs.exceptions
    refused(
        exceptions.ResourceNotFoundException,
        "ResourceNotFoundException",
        "The specified log group does not exist.",
        lambda: logs.get_log_events(logGroupName="nobody", logStreamName="a"),
    )
    ok("ResourceNotFoundException")
    refused(
        exceptions.ResourceAlreadyExistsException,
        "ResourceAlreadyExistsException",
        "The specified log group already exists",
        lambda: logs.create_log_group(logGroupName=GROUP),
    )
    ok("ResourceAlreadyExistsException")
    refused(
        exceptions.InvalidParameterException,
        "InvalidParameterException",
        "1 validation error detected: Value 'no spaces' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
        lambda: logs.create_log_group(logGroupName="no spaces"),
    )
    ok("InvalidParameterException")
    answer = refused(
        exceptions.MalformedQueryException,
        "MalformedQueryException",
        "unexpected symbol found nonsense at line 1 and position 18 (",
        lambda: logs.start_query(logGroupName=GROUP, startTime=0, endTime=1, queryString="fields @message | nonsense"),
    )
    where = answer["queryCompileError"]["location"]
    expect(where, {"startCharOffset": 18, "endCharOffset": 26}, "where it is wrong")
    ok("MalformedQueryException, with where it is wrong")


def deletes():
    logs.delete_log_stream(logGroupName=GROUP, logStreamName="a")
    logs.delete_log_group(logGroupName=GROUP)
    expect(logs.describe_log_groups(logGroupNamePrefix=GROUP)["logGroups"], [], "groups")
    ok("deleted")


run(main)
