"""What the checks of both APIs of Kinesis Data Analytics have in common."""

import json
import os
import threading
import time

import boto3
from botocore.config import Config

from checking import expect, holds

NAME = f"python-{os.getpid()}"
ROLE = f"arn:aws:iam::000000000000:role/{os.environ['PADDOCK_FIXTURE']}"
LOG_STREAM = "arn:aws:logs:us-east-1:000000000000:log-group:rides:log-stream:errors"
OBJECT = {"BucketARN": "arn:aws:s3:::rides", "FileKey": "names.csv"}
COLUMNS = [
    {"Name": "Name", "Mapping": "$.Name", "SqlType": "VARCHAR(16)"},
    {"Name": "Distance", "Mapping": "$.Distance", "SqlType": "DOUBLE"},
    {"Name": "HealthPoints", "Mapping": "$.HealthPoints", "SqlType": "INTEGER"},
]
SCHEMA = {
    "RecordFormat": {"RecordFormatType": "JSON", "MappingParameters": {"JSONMappingParameters": {"RecordRowPath": "$"}}},
    "RecordEncoding": "UTF-8",
    "RecordColumns": COLUMNS,
}
COUNTING = """CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" ("Name" VARCHAR(16), "Rides" INTEGER, "Health" INTEGER);
CREATE OR REPLACE PUMP "STREAM_PUMP" AS INSERT INTO "DESTINATION_SQL_STREAM"
SELECT STREAM "Name", COUNT(*), MIN("HealthPoints") FROM "SOURCE_SQL_STREAM_001"
GROUP BY "Name", STEP("SOURCE_SQL_STREAM_001".ROWTIME BY INTERVAL '1' SECOND);"""
PASSING = """CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" ("Name" VARCHAR(16), "Distance" DOUBLE);
CREATE OR REPLACE PUMP "STREAM_PUMP" AS INSERT INTO "DESTINATION_SQL_STREAM"
SELECT STREAM UPPER("Name"), "Distance" FROM "SOURCE_SQL_STREAM_001";"""
INVALID = COUNTING.replace("MIN(", "MINIMUM(")


def client(service):
    return boto3.client(
        service,
        endpoint_url=os.environ["PADDOCK_URL"],
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}),
    )


kinesis = client("kinesis")


def arn_of(stream):
    return f"arn:aws:kinesis:us-east-1:000000000000:stream/{stream}"


def application_arn(name):
    return f"arn:aws:kinesisanalytics:us-east-1:000000000000:application/{name}"


def streams():
    """Makes a stream to read and one to write."""
    names = f"{NAME}-in", f"{NAME}-out"
    for name in names:
        kinesis.create_stream(StreamName=name, ShardCount=1)
    for name in names:
        kinesis.get_waiter("stream_exists").wait(StreamName=name, WaiterConfig={"Delay": 1})
    return names


def put(stream, *rides):
    records = [{"Data": json.dumps(ride).encode(), "PartitionKey": "ride"} for ride in rides]
    expect(kinesis.put_records(StreamName=stream, Records=records)["FailedRecordCount"], 0, "failed records")


def ride(name, distance=30.25, health=150):
    return {"Name": name, "Distance": distance, "HealthPoints": health}


def while_putting(stream, call):
    """What the call gives, while records come."""
    over = threading.Event()

    def puts():
        while not over.is_set():
            put(stream, ride("Shadowfax"), ride("Rocinante", 29.5, 149))
            over.wait(0.1)

    thread = threading.Thread(target=puts)
    thread.start()
    try:
        return call()
    finally:
        over.set()
        thread.join()


class Destination:
    """Rows as they come."""

    def __init__(self, stream):
        position = {"StreamName": stream, "ShardId": "shardId-000000000000", "ShardIteratorType": "LATEST"}
        self.iterator = kinesis.get_shard_iterator(**position)["ShardIterator"]

    def rows(self, count):
        rows = []
        for _ in range(80):
            page = kinesis.get_records(ShardIterator=self.iterator)
            self.iterator = page["NextShardIterator"]
            rows += [json.loads(record["Data"]) for record in page["Records"]]
            if len(rows) >= count:
                return rows
            time.sleep(0.25)
        raise AssertionError(f"{rows} instead of {count} rows")


def settled(analytics, name, status):
    for _ in range(200):
        detail = analytics.describe_application(ApplicationName=name)["ApplicationDetail"]
        if detail["ApplicationStatus"] == status:
            return detail
        holds(detail["ApplicationStatus"] in ("STARTING", "STOPPING", "UPDATING"), f"status {detail['ApplicationStatus']}")
        time.sleep(0.05)
    raise AssertionError(f"never {status}")


def gone(analytics, name):
    for _ in range(200):
        try:
            analytics.describe_application(ApplicationName=name)
        except analytics.exceptions.ResourceNotFoundException:
            return
        time.sleep(0.05)
    raise AssertionError(f"{name} stays")


def refused(analytics, code, message, call, member=None):
    """The call is refused with the client's own type, and with its message in the member of this name."""
    type = getattr(analytics.exceptions, code) if member else analytics.exceptions.ClientError
    try:
        call()
    except type as error:
        answer = error.response
        expect(answer["Error"]["Code"], code, "code")
        holds(message in answer["Error"]["Message"], f"message: {answer['Error']['Message']}")
        if member:
            expect(answer.get(member), answer["Error"]["Message"], member)
        expect(answer["ResponseMetadata"]["HTTPStatusCode"], 400, "status")
        return answer
    raise AssertionError(f"no {code}")
