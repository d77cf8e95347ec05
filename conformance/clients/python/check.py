"""Paddock as boto3 sees it. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md."""

import datetime
import os
import threading
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, EventStreamError

from checking import expect, holds, ok, run, skip

URL = os.environ["PADDOCK_URL"]
FIXTURE = os.environ["PADDOCK_FIXTURE"]
STREAM = f"python-{os.getpid()}"
TOP = 2**127
EVERY_BYTE = bytes(range(256))


def new_client(key="test", secret="test", attempts=10):
    return boto3.client(
        "kinesis",
        endpoint_url=URL,
        region_name="us-east-1",
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        config=Config(retries={"mode": "standard", "total_max_attempts": attempts}),
    )


kinesis = new_client()


def ms(time):
    return round(time.timestamp() * 1000)


def main():
    arn = becomes_active()
    describes_itself(arn)
    stored = puts()
    reads(stored)
    lists_shards(arn)
    splits_and_follows(stored)
    tags(arn)
    consumer = registers(arn)
    subscribes(consumer)
    subscription = takes_over(consumer)
    errors()
    fixture()
    deletes(arn, consumer, subscription)


def becomes_active():
    kinesis.create_stream(StreamName=STREAM, ShardCount=2, Tags={"made": "with the stream"})
    kinesis.get_waiter("stream_exists").wait(StreamName=STREAM, WaiterConfig={"Delay": 1, "MaxAttempts": 20})
    summary = kinesis.describe_stream_summary(StreamName=STREAM)["StreamDescriptionSummary"]
    expect(summary["StreamStatus"], "ACTIVE", "status")
    ok("the waiter sees the stream ACTIVE")
    return summary["StreamARN"]


def describes_itself(arn):
    summary = kinesis.describe_stream_summary(StreamARN=arn)["StreamDescriptionSummary"]
    expect(arn, f"arn:aws:kinesis:us-east-1:000000000000:stream/{STREAM}", "ARN")
    expect(summary["OpenShardCount"], 2, "open shards")
    expect(summary["RetentionPeriodHours"], 24, "retention")
    expect(summary["StreamModeDetails"], {"StreamMode": "PROVISIONED"}, "mode")
    expect(summary["EncryptionType"], "NONE", "encryption")
    expect(summary["EnhancedMonitoring"], [{"ShardLevelMetrics": []}], "monitoring")
    created = summary["StreamCreationTimestamp"]
    holds(abs(ms(created) / 1000 - time.time()) < 60, f"created {created}")
    described = kinesis.describe_stream(StreamName=STREAM)["StreamDescription"]
    expect(described["StreamCreationTimestamp"], created, "creation timestamp")
    expect([shard["ShardId"] for shard in described["Shards"]], ["shardId-000000000000", "shardId-000000000001"], "shards")
    limits = kinesis.describe_limits()
    holds(limits["OpenShardCount"] >= 2 and limits["ShardLimit"] > 0, f"limits {limits}")
    ok("the stream describes itself")

    pages = kinesis.get_paginator("list_streams").paginate(Limit=1)
    names, summaries = [], []
    for page in pages:
        holds(len(page["StreamNames"]) <= 1, "a page is longer than its limit")
        names += page["StreamNames"]
        summaries += page["StreamSummaries"]
    holds(STREAM in names and FIXTURE in names and names == sorted(names), f"names {names}")
    found = next(one for one in summaries if one["StreamName"] == STREAM)
    expect(found["StreamCreationTimestamp"], created, "creation timestamp")
    ok("pages of streams")


def puts():
    """Gives what each shard holds, as (key, data, sequence number), in order."""
    shards = {"shardId-000000000000": [], "shardId-000000000001": []}
    first = kinesis.put_record(StreamName=STREAM, PartitionKey="bytes", ExplicitHashKey="0", Data=EVERY_BYTE)
    expect(first["ShardId"], "shardId-000000000000", "the shard of hash key 0")
    shards[first["ShardId"]].append(("bytes", EVERY_BYTE, first["SequenceNumber"]))
    ok("put a record of every byte")

    time.sleep(0.02)
    batch = [
        {"PartitionKey": "ключ-🦄-鍵", "ExplicitHashKey": "1", "Data": "Wild Rydes 🦄".encode()},
        {"PartitionKey": "low", "ExplicitHashKey": str(TOP - 1), "Data": b""},
        {"PartitionKey": "high", "ExplicitHashKey": str(TOP), "Data": b"\x00\xff"},
        {"PartitionKey": "highest", "ExplicitHashKey": str(2**128 - 1), "Data": b"\xf0\x28\x8c\x28"},
        # MD5 of "a" begins with 0c, of "b" with 92.
        {"PartitionKey": "a", "Data": b"a" * 100_000},
        {"PartitionKey": "b", "Data": b"b"},
    ]
    answer = kinesis.put_records(StreamName=STREAM, Records=batch)
    expect(answer["FailedRecordCount"], 0, "failed records")
    ids = [record["ShardId"][-1] for record in answer["Records"]]
    expect("".join(ids), "001101", "shards of the batch")
    for put, got in zip(batch, answer["Records"]):
        holds("ErrorCode" not in got and "ErrorMessage" not in got, f"{got}")
        shards[got["ShardId"]].append((put["PartitionKey"], put["Data"], got["SequenceNumber"]))
    for records in shards.values():
        numbers = [int(number) for _, _, number in records]
        expect(numbers, sorted(numbers), "order of sequence numbers")
    ok("put a batch: unicode keys, explicit hash keys, no data")
    return shards


def read(shard, type, stream=STREAM, pages=20, **position):
    """All records from there on, and the last answer."""
    iterator = kinesis.get_shard_iterator(StreamName=stream, ShardId=shard, ShardIteratorType=type, **position)
    return read_on(iterator["ShardIterator"], pages)


def read_on(iterator, pages=20):
    records = []
    for _ in range(pages):
        page = kinesis.get_records(ShardIterator=iterator)
        records += page["Records"]
        iterator = page.get("NextShardIterator")
        if iterator is None or (not page["Records"] and page["MillisBehindLatest"] == 0):
            return records, page
        time.sleep(0.2)
    raise AssertionError("the shard has no end")


def plain(records):
    return [(one["PartitionKey"], one["Data"], one["SequenceNumber"]) for one in records]


def reads(stored):
    shard = "shardId-000000000000"
    expected = stored[shard]
    everything, _ = read(shard, "TRIM_HORIZON")
    expect(plain(everything), expected, "records")
    holds(all("EncryptionType" not in one for one in everything), "EncryptionType in a stream that is not encrypted")
    expect(plain(read("shardId-000000000001", "TRIM_HORIZON")[0]), stored["shardId-000000000001"], "records")
    ok("read from TRIM_HORIZON")

    second = expected[1][2]
    expect(plain(read(shard, "AT_SEQUENCE_NUMBER", StartingSequenceNumber=second)[0]), expected[1:], "records")
    expect(plain(read(shard, "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber=second)[0]), expected[2:], "records")
    ok("read AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER")

    # botocore sends whole seconds: what it asks for is the second in which the record arrived.
    time.sleep(1.1)
    kinesis.put_record(StreamName=STREAM, PartitionKey="late", ExplicitHashKey="0", Data=b"late")
    late = read(shard, "TRIM_HORIZON")[0][-1]
    at = late["ApproximateArrivalTimestamp"]
    holds(abs(ms(at) / 1000 - time.time()) < 30, f"arrived {at}")
    expect(plain(read(shard, "AT_TIMESTAMP", Timestamp=at)[0]), plain([late]), "records")
    first = everything[0]["ApproximateArrivalTimestamp"]
    expect(plain(read(shard, "AT_TIMESTAMP", Timestamp=first)[0]), expected + plain([late]), "records")
    stored[shard] = expected + plain([late])
    skip("read AT_TIMESTAMP, to the millisecond", "botocore sends whole seconds")

    iterator = kinesis.get_shard_iterator(StreamName=STREAM, ShardId=shard, ShardIteratorType="LATEST")
    time.sleep(0.4)
    put = kinesis.put_record(StreamName=STREAM, PartitionKey="new", ExplicitHashKey="0", Data=b"new", SequenceNumberForOrdering=late["SequenceNumber"])
    got, _ = read_on(iterator["ShardIterator"])
    expect(plain(got), [("new", b"new", put["SequenceNumber"])], "records")
    stored[shard] += plain(got)
    ok("read from LATEST")


def all_shards():
    # boto3's own paginator repeats StreamName beside NextToken, which AWS refuses.
    shards, token = [], None
    while True:
        page = kinesis.list_shards(MaxResults=1, **({"NextToken": token} if token else {"StreamName": STREAM}))
        expect(len(page["Shards"]), 1, "shards on a page")
        shards += page["Shards"]
        token = page.get("NextToken")
        if token is None:
            return shards


def lists_shards(arn):
    shards = all_shards()
    ranges = [(int(s["HashKeyRange"]["StartingHashKey"]), int(s["HashKeyRange"]["EndingHashKey"])) for s in shards]
    expect(ranges, [(0, TOP - 1), (TOP, 2**128 - 1)], "hash keys")
    holds(all("EndingSequenceNumber" not in s["SequenceNumberRange"] for s in shards), "an open shard has an end")
    refused(
        kinesis.exceptions.InvalidArgumentException,
        "NextToken and StreamARN cannot be provided together.",
        lambda: list(kinesis.get_paginator("list_shards").paginate(StreamARN=arn, PaginationConfig={"PageSize": 1})),
    )
    refused(
        kinesis.exceptions.InvalidArgumentException,
        "NextToken and StreamName cannot be provided together.",
        lambda: list(kinesis.get_paginator("list_shards").paginate(StreamName=STREAM, PaginationConfig={"PageSize": 1})),
    )
    ok("pages of shards")


def splits_and_follows(stored):
    parent = "shardId-000000000000"
    kinesis.split_shard(StreamName=STREAM, ShardToSplit=parent, NewStartingHashKey=str(2**126))
    kinesis.get_waiter("stream_exists").wait(StreamName=STREAM, WaiterConfig={"Delay": 1, "MaxAttempts": 20})
    shards = all_shards()
    expect([s.get("ParentShardId") for s in shards], [None, None, parent, parent], "parents")
    holds("EndingSequenceNumber" in shards[0]["SequenceNumberRange"], "the parent is not closed")
    opened = kinesis.list_shards(StreamName=STREAM, ShardFilter={"Type": "AT_LATEST"})["Shards"]
    expect([s["ShardId"][-1] for s in opened], ["1", "2", "3"], "open shards")
    ok("split")

    low = kinesis.put_record(StreamName=STREAM, PartitionKey="low", ExplicitHashKey="0", Data=b"to the low child")
    high = kinesis.put_record(StreamName=STREAM, PartitionKey="high", ExplicitHashKey=str(2**126), Data=b"to the high child")
    expect((low["ShardId"][-1], high["ShardId"][-1]), ("2", "3"), "children by hash key")
    records, last = read(parent, "TRIM_HORIZON")
    expect(plain(records), stored[parent], "records of the parent")
    holds("NextShardIterator" not in last, "the parent goes on")
    children = last["ChildShards"]
    expect([c["ShardId"][-1] for c in children], ["2", "3"], "children")
    expect([c["ParentShards"] for c in children], [[parent], [parent]], "parents of the children")
    expect(children[1]["HashKeyRange"], {"StartingHashKey": str(2**126), "EndingHashKey": str(TOP - 1)}, "hash keys of a child")
    datas = [read(c["ShardId"], "TRIM_HORIZON")[0][0]["Data"] for c in children]
    expect(datas, [b"to the low child", b"to the high child"], "records of the children")
    ok("follow the parent to its children")


def tags(arn):
    kinesis.add_tags_to_stream(StreamName=STREAM, Tags={"team": "unicorns", "ünï": "", "a/b": "c=d"})
    kinesis.remove_tags_from_stream(StreamName=STREAM, TagKeys=["made"])
    page = kinesis.list_tags_for_stream(StreamName=STREAM, Limit=2)
    expect((len(page["Tags"]), page["HasMoreTags"]), (2, True), "a page of tags")
    rest = kinesis.list_tags_for_stream(StreamName=STREAM, ExclusiveStartTagKey=page["Tags"][-1]["Key"])
    found = {tag["Key"]: tag.get("Value") for tag in page["Tags"] + rest["Tags"]}
    expect(found, {"team": "unicorns", "ünï": "", "a/b": "c=d"}, "tags")
    ok("tags of the stream")

    kinesis.tag_resource(ResourceARN=arn, Tags={"by": "ARN"})
    kinesis.untag_resource(ResourceARN=arn, TagKeys=["a/b", "ünï"])
    found = {tag["Key"]: tag.get("Value") for tag in kinesis.list_tags_for_resource(ResourceARN=arn)["Tags"]}
    expect(found, {"team": "unicorns", "by": "ARN"}, "tags")
    ok("tags by ARN")


def registers(arn):
    made = kinesis.register_stream_consumer(StreamARN=arn, ConsumerName="reader")["Consumer"]
    expect((made["ConsumerName"], made["ConsumerStatus"]), ("reader", "CREATING"), "consumer")
    consumer = made["ConsumerARN"]
    holds(consumer.startswith(f"{arn}/consumer/reader:"), f"consumer's ARN {consumer}")
    for _ in range(50):
        described = kinesis.describe_stream_consumer(ConsumerARN=consumer)["ConsumerDescription"]
        if described["ConsumerStatus"] == "ACTIVE":
            break
        time.sleep(0.1)
    expect((described["ConsumerStatus"], described["StreamARN"]), ("ACTIVE", arn), "consumer")
    expect(described["ConsumerCreationTimestamp"], made["ConsumerCreationTimestamp"], "creation timestamp")
    listed = [c for page in kinesis.get_paginator("list_stream_consumers").paginate(StreamARN=arn) for c in page["Consumers"]]
    expect([(c["ConsumerARN"], c["ConsumerStatus"]) for c in listed], [(consumer, "ACTIVE")], "consumers")
    ok("register a consumer")
    return consumer


def subscribes(consumer):
    child = "shardId-000000000003"
    stream = kinesis.subscribe_to_shard(ConsumerARN=consumer, ShardId=child, StartingPosition={"Type": "TRIM_HORIZON"})["EventStream"]
    pusher = threading.Timer(0.3, lambda: kinesis.put_record(StreamName=STREAM, PartitionKey="ж", ExplicitHashKey=str(2**126), Data=EVERY_BYTE))
    got = []
    for event in stream:
        holds("SubscribeToShardEvent" in event, f"{event}")
        event = event["SubscribeToShardEvent"]
        holds("ContinuationSequenceNumber" in event and event["MillisBehindLatest"] >= 0, f"{event}")
        if event["Records"] and not got:
            pusher.start()
        got += event["Records"]
        if len(got) == 2:
            break
    stream.close()
    expect([(r["PartitionKey"], r["Data"]) for r in got], [("high", b"to the high child"), ("ж", EVERY_BYTE)], "records")
    read_again, _ = read(child, "TRIM_HORIZON")
    expect(got, read_again, "pushed records, as they are read")
    ok("subscribe: stored records, then pushed ones")

    parent = "shardId-000000000000"
    from_start = read(parent, "TRIM_HORIZON")[0]
    position = {"Type": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": from_start[0]["SequenceNumber"]}
    stream = kinesis.subscribe_to_shard(ConsumerARN=consumer, ShardId=parent, StartingPosition=position)["EventStream"]
    events = [event["SubscribeToShardEvent"] for event in stream]
    expect([r for e in events for r in e["Records"]], from_start[1:], "records")
    holds("ContinuationSequenceNumber" not in events[-1], f"a continuation at the end: {events[-1]}")
    expect([c["ShardId"][-1] for c in events[-1]["ChildShards"]], ["2", "3"], "children")
    ok("subscribe to a closed shard: it ends with its children")


def takes_over(consumer):
    """Gives a subscription that is still open."""
    first = subscribe_to_latest(consumer)
    refused(kinesis.exceptions.ResourceInUseException, "", lambda: subscribe_to_latest(consumer))
    time.sleep(5.2)
    second = subscribe_to_latest(consumer)
    empty = 0
    try:
        for event in first:
            expect(event["SubscribeToShardEvent"]["Records"], [], "records")
            empty += 1
        raise AssertionError("the earlier subscription ended without an error")
    except EventStreamError as error:
        expect(error.response["Error"]["Code"], "ResourceInUseException", "code")
    holds(empty >= 2, f"{empty} events in five seconds")
    ok("subscribe again: refused at once, taking over after five seconds")
    return second


def subscribe_to_latest(consumer):
    position = {"Type": "LATEST"}
    return kinesis.subscribe_to_shard(ConsumerARN=consumer, ShardId="shardId-000000000002", StartingPosition=position)["EventStream"]


def errors():
    exceptions = kinesis.exceptions
    refused(exceptions.ResourceNotFoundException, f"Stream nobody under account 000000000000 not found.", lambda: kinesis.describe_stream(StreamName="nobody"))
    ok("ResourceNotFoundException")
    refused(exceptions.ResourceInUseException, f"Stream {STREAM} under account 000000000000 already exists.", lambda: kinesis.create_stream(StreamName=STREAM, ShardCount=1))
    ok("ResourceInUseException")
    refused(exceptions.InvalidArgumentException, "Invalid ShardIterator.", lambda: kinesis.get_records(ShardIterator="AAAA"))
    ok("InvalidArgumentException")
    refused(exceptions.LimitExceededException, "This request would exceed the shard limit for the account", lambda: kinesis.create_stream(StreamName="huge", ShardCount=100_000))
    ok("LimitExceededException")
    # Modelled since 2024; formerly a ClientError without a type of its own.
    refused(
        getattr(exceptions, "ValidationException", ClientError),
        "1 validation error detected: Value 'no spaces' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
        lambda: kinesis.create_stream(StreamName="no spaces", ShardCount=1),
        code="ValidationException",
    )
    ok("ValidationException")

    impatient = new_client(attempts=1)
    iterator = kinesis.get_shard_iterator(StreamName=STREAM, ShardId="shardId-000000000001", ShardIteratorType="LATEST")["ShardIterator"]
    refused(
        exceptions.ProvisionedThroughputExceededException,
        f"Rate exceeded for Shard - 000000000000/{STREAM}/shardId-000000000001",
        lambda: [impatient.get_records(ShardIterator=iterator) for _ in range(20)],
    )
    kinesis.get_records(ShardIterator=iterator)
    ok("ProvisionedThroughputExceededException, and the retries that wait for it")

    refused(ClientError, "The security token included in the request is invalid", lambda: new_client(key="nobody").list_streams(), code="UnrecognizedClientException")
    ok("UnrecognizedClientException")
    refused(ClientError, "The request signature we calculated does not match the signature you provided.", lambda: new_client(secret="wrong").list_streams(), code="InvalidSignatureException")
    ok("InvalidSignatureException")


def refused(type, message, call, code=None):
    try:
        call()
    except type as error:
        answer = error.response
        expect(answer["Error"]["Code"], code or type.__name__, "code")
        holds(answer["Error"]["Message"].startswith(message), f"message: {answer['Error']['Message']}")
        expect(answer["ResponseMetadata"]["HTTPStatusCode"], 400, "status")
        expect(len(answer["ResponseMetadata"]["RequestId"]), 36, "length of the request id")
        return
    raise AssertionError(f"no {type.__name__}")


def fixture():
    records, _ = read("shardId-000000000000", "TRIM_HORIZON", stream=FIXTURE)
    for one in records:
        arrived = ms(one["ApproximateArrivalTimestamp"])
        print(f"fact {one['SequenceNumber']} {arrived} {one['PartitionKey'].encode().hex()} {one['Data'].hex() or '-'}")
    ok("the same records as every other client")


def deletes(arn, consumer, subscription):
    refused(kinesis.exceptions.ResourceInUseException, "", lambda: kinesis.delete_stream(StreamName=STREAM))
    kinesis.deregister_stream_consumer(ConsumerARN=consumer)
    try:
        for _ in subscription:
            pass
        raise AssertionError("the subscription ended without an error")
    except EventStreamError as error:
        expect(error.response["Error"]["Code"], "ResourceNotFoundException", "code")
    ok("deregister: the subscription ends with ResourceNotFoundException")
    kinesis.delete_stream(StreamARN=arn, EnforceConsumerDeletion=True)
    kinesis.get_waiter("stream_not_exists").wait(StreamName=STREAM, WaiterConfig={"Delay": 1, "MaxAttempts": 20})
    ok("deleted; the waiter sees it gone")


run(main)
