import time
from decimal import Decimal

from checking import expect, holds, ok
from dynamodb_clients import TABLE, new_client, refused


def check(table):
    streams = new_client("dynamodbstreams")
    arn = table.latest_stream_arn
    listed = streams.list_streams(TableName=TABLE)["Streams"]
    expect([one["StreamArn"] for one in listed], [arn], "streams")
    description = streams.describe_stream(StreamArn=arn)["StreamDescription"]
    expect((description["StreamStatus"], description["StreamViewType"]), ("ENABLED", "NEW_AND_OLD_IMAGES"), "stream")
    latest = [iterator(streams, arn, shard, "LATEST") for shard in description["Shards"]]

    key = {"pk": "changes", "sk": Decimal("0.1")}
    table.put_item(Item={**key, "bytes": b"\x00\xff"})
    table.update_item(Key=key, UpdateExpression="SET n = :n", ExpressionAttributeValues={":n": {1, 2}})
    table.update_item(Key=key, UpdateExpression="SET n = :n", ExpressionAttributeValues={":n": {1, 2}})
    table.delete_item(Key=key)
    keys = {"pk": {"S": "changes"}, "sk": {"N": "0.1"}}
    first = {**keys, "bytes": {"B": b"\x00\xff"}}
    second = {**first, "n": {"NS": ["1", "2"]}}
    records = []
    while len(records) < 3:
        pages = [streams.get_records(ShardIterator=one) for one in latest]
        records += [record for page in pages for record in page["Records"]]
        latest = [page["NextShardIterator"] for page in pages]
        time.sleep(0.1)
    told = [(one["eventName"], one["dynamodb"].get("OldImage"), one["dynamodb"].get("NewImage")) for one in records]
    for _, old, new in told:
        for image in (old, new):
            if image and "n" in image:
                image["n"]["NS"].sort()
    expect(told, [("INSERT", None, first), ("MODIFY", first, second), ("REMOVE", second, None)], "changes")
    expect([one["dynamodb"]["Keys"] for one in records], [keys] * 3, "keys")
    numbers = [int(one["dynamodb"]["SequenceNumber"]) for one in records]
    holds(numbers == sorted(set(numbers)), f"sequence numbers {numbers}")
    holds(abs(records[0]["dynamodb"]["ApproximateCreationDateTime"].timestamp() - time.time()) < 60, "time")
    expect((records[0]["eventSource"], records[0]["awsRegion"]), ("aws:dynamodb", "us-east-1"), "source")

    after = streams.get_shard_iterator(StreamArn=arn, ShardId=description["Shards"][-1]["ShardId"], ShardIteratorType="AFTER_SEQUENCE_NUMBER", SequenceNumber=records[1]["dynamodb"]["SequenceNumber"])
    expect(streams.get_records(ShardIterator=after["ShardIterator"])["Records"], records[2:], "records after the second")
    refused("ResourceNotFoundException", "", lambda: streams.describe_stream(StreamArn=arn[:-3] + "999"), streams)
    ok("changes in the stream")


def iterator(streams, arn, shard, kind):
    return streams.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType=kind)["ShardIterator"]
