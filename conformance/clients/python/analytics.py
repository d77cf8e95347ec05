"""Kinesis Data Analytics as boto3 sees it, in both of its APIs. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md."""

import os
from datetime import datetime, timedelta, timezone

import analytics_newer
from analytics_kit import (
    COUNTING,
    INVALID,
    LOG_STREAM,
    NAME,
    OBJECT,
    PASSING,
    ROLE,
    SCHEMA,
    Destination,
    application_arn,
    arn_of,
    client,
    gone,
    kinesis,
    put,
    refused,
    ride,
    settled,
    streams,
    while_putting,
)
from checking import expect, holds, ok, run, skip

analytics = client("kinesisanalytics")
ARN = application_arn(NAME)
MINE = {"ApplicationName": NAME}


def main():
    source, destination = streams()
    describes_itself(source, destination)
    discovers(source)
    adds_and_removes()
    tags()
    runs(source, destination)
    pages()
    errors(source)
    deletes()
    analytics_newer.check(analytics, source, destination)
    analytics_newer.as_others_do(analytics, source, destination)
    skip("what Terraform sends", "its providers are written in Go: see there")
    for stream in (source, destination):
        kinesis.delete_stream(StreamName=stream)


def resource(stream):
    return {"ResourceARN": arn_of(stream), "RoleARN": ROLE}


def describes_itself(source, destination):
    output = {"Name": "DESTINATION_SQL_STREAM", "KinesisStreamsOutput": resource(destination), "DestinationSchema": {"RecordFormatType": "JSON"}}
    summary = analytics.create_application(
        **MINE,
        ApplicationDescription="ünï 🦄",
        ApplicationCode=COUNTING,
        Inputs=[{"NamePrefix": "SOURCE_SQL_STREAM", "KinesisStreamsInput": resource(source), "InputSchema": SCHEMA}],
        Outputs=[output],
        Tags=[{"Key": "team", "Value": "ünï + corns"}],
    )["ApplicationSummary"]
    expect(summary, {"ApplicationName": NAME, "ApplicationARN": ARN, "ApplicationStatus": "READY"}, "summary")
    detail = analytics.describe_application(**MINE)["ApplicationDetail"]
    created = detail.pop("CreateTimestamp")
    expect(detail.pop("LastUpdateTimestamp"), created, "time of the last update")
    holds(created.microsecond == 0 and abs(created - datetime.now(timezone.utc)) < timedelta(minutes=1), f"created {created}")
    expected = {
        **summary,
        "ApplicationDescription": "ünï 🦄",
        "InputDescriptions": [
            {
                "InputId": "1.1",
                "NamePrefix": "SOURCE_SQL_STREAM",
                "InAppStreamNames": ["SOURCE_SQL_STREAM_001"],
                "KinesisStreamsInputDescription": resource(source),
                "InputSchema": SCHEMA,
                "InputParallelism": {"Count": 1},
                "InputStartingPositionConfiguration": {},
            }
        ],
        "OutputDescriptions": [
            {
                "OutputId": "1.1",
                "Name": "DESTINATION_SQL_STREAM",
                "KinesisStreamsOutputDescription": resource(destination),
                "DestinationSchema": {"RecordFormatType": "JSON"},
            }
        ],
        "ApplicationCode": COUNTING,
        "ApplicationVersionId": 1,
    }
    expect(detail, expected, "detail")
    ok("an application describes itself, made at a whole second")


def discovers(source):
    discover = lambda: analytics.discover_input_schema(**resource(source), InputStartingPositionConfiguration={"InputStartingPosition": "NOW"})
    answer = while_putting(source, discover)
    expect(answer["InputSchema"], SCHEMA, "schema")
    holds(["Rocinante", "29.5", "149"] in answer["ParsedInputRecords"], f"parsed {answer['ParsedInputRecords']}")
    holds('{"Name": "Rocinante", "Distance": 29.5, "HealthPoints": 149}' in answer["RawInputRecords"], f"raw {answer['RawInputRecords']}")
    holds("ProcessedInputRecords" not in answer, "processed records")
    ok("the schema of live records")
    oldest = {"InputStartingPosition": "TRIM_HORIZON"}
    unclear = lambda: analytics.discover_input_schema(**resource(os.environ["PADDOCK_FIXTURE"]), InputStartingPositionConfiguration=oldest)
    answer = refused(analytics, "UnableToDetectSchemaException", "", unclear, "message")
    expect(len(answer["RawInputRecords"]), 3, "raw records")
    ok("UnableToDetectSchemaException, with the records")


def adds_and_removes():
    reference = {"TableName": "NAMES", "S3ReferenceDataSource": {**OBJECT, "ReferenceRoleARN": ROLE}, "ReferenceSchema": SCHEMA}
    change = lambda operation, version, **more: operation(**MINE, CurrentApplicationVersionId=version, **more)
    change(analytics.add_application_reference_data_source, 1, ReferenceDataSource=reference)
    logging = {"LogStreamARN": LOG_STREAM, "RoleARN": ROLE}
    settled(analytics, NAME, "READY")
    change(analytics.add_application_cloud_watch_logging_option, 2, CloudWatchLoggingOption=logging)
    output = {"Name": "OTHER", "KinesisStreamsOutput": resource(NAME), "DestinationSchema": {"RecordFormatType": "CSV"}}
    settled(analytics, NAME, "READY")
    change(analytics.add_application_output, 3, Output=output)
    detail = settled(analytics, NAME, "READY")
    object = {"BucketARN": OBJECT["BucketARN"], "FileKey": OBJECT["FileKey"], "ReferenceRoleARN": ROLE}
    expected = {"ReferenceId": "2.1", "TableName": "NAMES", "S3ReferenceDataSourceDescription": object, "ReferenceSchema": SCHEMA}
    expect(detail["ReferenceDataSourceDescriptions"], [expected], "references")
    expect(detail["CloudWatchLoggingOptionDescriptions"], [{"CloudWatchLoggingOptionId": "3.1", **logging}], "logs")
    expect([output["OutputId"] for output in detail["OutputDescriptions"]], ["1.1", "4.1"], "outputs")
    change(analytics.delete_application_output, 4, OutputId="4.1")
    settled(analytics, NAME, "READY")
    change(analytics.delete_application_cloud_watch_logging_option, 5, CloudWatchLoggingOptionId="3.1")
    settled(analytics, NAME, "READY")
    change(analytics.delete_application_reference_data_source, 6, ReferenceId="2.1")
    detail = settled(analytics, NAME, "READY")
    holds("ReferenceDataSourceDescriptions" not in detail and "CloudWatchLoggingOptionDescriptions" not in detail, f"left {detail}")
    expect((detail["ApplicationVersionId"], len(detail["OutputDescriptions"])), (7, 1), "version and outputs")
    ok("what is added and removed makes a version each")


def tags():
    analytics.tag_resource(ResourceARN=ARN, Tags=[{"Key": "team", "Value": "rides"}, {"Key": "a/b", "Value": ""}, {"Key": "gone", "Value": "c=d"}])
    analytics.untag_resource(ResourceARN=ARN, TagKeys=["gone", "never"])
    listed = analytics.list_tags_for_resource(ResourceARN=ARN)["Tags"]
    expect({tag["Key"]: tag.get("Value") for tag in listed}, {"team": "rides", "a/b": ""}, "tags")
    expect(analytics.describe_application(**MINE)["ApplicationDetail"]["ApplicationVersionId"], 7, "version")
    ok("tags")


def runs(source, destination):
    came = Destination(destination)
    analytics.start_application(**MINE, InputConfigurations=[{"Id": "1.1", "InputStartingPositionConfiguration": {}}])
    detail = settled(analytics, NAME, "RUNNING")
    expect(detail["ApplicationVersionId"], 7, "version")
    expect(detail["InputDescriptions"][0]["InputStartingPositionConfiguration"], {"InputStartingPosition": "NOW"}, "start")
    put(source, ride("Shadowfax"), ride("Shadowfax", health=148), ride("Rocinante"))
    rows = came.rows(2)
    expect(
        sorted(rows, key=lambda row: row["Rides"]),
        [{"Name": "Rocinante", "Rides": 1, "Health": 150}, {"Name": "Shadowfax", "Rides": 2, "Health": 148}],
        "rows",
    )
    ok("started, it runs: rows of a window in the stream")
    answer = analytics.update_application(**MINE, CurrentApplicationVersionId=7, ApplicationUpdate={"ApplicationCodeUpdate": PASSING})
    expect(set(answer), {"ResponseMetadata"}, "answer")
    detail = settled(analytics, NAME, "RUNNING")
    expect((detail["ApplicationVersionId"], detail["ApplicationCode"]), (8, PASSING), "version and code")
    put(source, ride("Bucephalus"))
    expect(came.rows(1), [{"Name": "BUCEPHALUS", "Distance": 30.25}], "rows")
    ok("its code changes while it runs")
    analytics.stop_application(**MINE)
    settled(analytics, NAME, "READY")
    put(source, ride("Rocinante"))
    position = {"InputStartingPosition": "LAST_STOPPED_POINT"}
    analytics.start_application(**MINE, InputConfigurations=[{"Id": "1.1", "InputStartingPositionConfiguration": position}])
    detail = settled(analytics, NAME, "RUNNING")
    expect(detail["InputDescriptions"][0]["InputStartingPositionConfiguration"], position, "start")
    expect(came.rows(1), [{"Name": "ROCINANTE", "Distance": 30.25}], "rows")
    ok("stopped, and started where it stopped")


def pages():
    names = [f"{NAME}-{index}" for index in range(3)]
    for name in names:
        analytics.create_application(ApplicationName=name)
    detail = analytics.describe_application(ApplicationName=names[0])["ApplicationDetail"]
    expect((detail.get("ApplicationCode", ""), detail["ApplicationVersionId"], detail["ApplicationStatus"]), ("", 1, "READY"), "an empty application")
    listed, start, more = [], {"ExclusiveStartApplicationName": NAME}, True
    while more:
        page = analytics.list_applications(Limit=2, **start)
        more = page["HasMoreApplications"]
        expect(len(page["ApplicationSummaries"]), 2 if more else len(page["ApplicationSummaries"]), "applications of a page")
        listed += [one["ApplicationName"] for one in page["ApplicationSummaries"]]
        start = {"ExclusiveStartApplicationName": listed[-1]}
    expect([name for name in listed if name.startswith(NAME)], names, "names")
    for name in names:
        created = analytics.describe_application(ApplicationName=name)["ApplicationDetail"]["CreateTimestamp"]
        analytics.delete_application(ApplicationName=name, CreateTimestamp=created)
    ok("pages of applications")


def errors(source):
    def check(code, message, call, **parameters):
        refused(analytics, code, message, lambda: call(**{**MINE, **parameters}), "message")

    update = lambda **parameters: {"CurrentApplicationVersionId": 8, "ApplicationUpdate": parameters}
    check("ResourceNotFoundException", "nobody", analytics.describe_application, ApplicationName="nobody")
    ok("ResourceNotFoundException")
    check("ResourceInUseException", "Application already exists.", analytics.create_application)
    start = [{"Id": "1.1", "InputStartingPositionConfiguration": {}}]
    check("ResourceInUseException", NAME, analytics.start_application, InputConfigurations=start)
    ok("ResourceInUseException")
    nobody = {"KinesisStreamsInputUpdate": {"RoleARNUpdate": f"{ROLE}-none"}}
    words = "Kinesis Analytics service doesn't have sufficient privileges to assume the role"
    check("InvalidArgumentException", words, analytics.update_application, **update(InputUpdates=[{"InputId": "1.1", **nobody}]))
    check("InvalidArgumentException", "9.9", analytics.delete_application_output, CurrentApplicationVersionId=8, OutputId="9.9")
    ok("InvalidArgumentException")
    check("ConcurrentModificationException", "", analytics.update_application, CurrentApplicationVersionId=7, ApplicationUpdate={"ApplicationCodeUpdate": COUNTING})
    check("ConcurrentModificationException", "", analytics.delete_application, CreateTimestamp=datetime(2020, 1, 1))
    ok("ConcurrentModificationException")
    check("CodeValidationException", "line 3, column", analytics.update_application, **update(ApplicationCodeUpdate=INVALID))
    detail = analytics.describe_application(**MINE)["ApplicationDetail"]
    expect((detail["ApplicationVersionId"], detail["ApplicationStatus"]), (8, "RUNNING"), "what is left")
    ok("CodeValidationException, with where it is wrong")
    invalid = f"{NAME}-invalid"
    analytics.create_application(ApplicationName=invalid, ApplicationCode=INVALID)
    check("InvalidApplicationConfigurationException", "line 3, column", analytics.start_application, ApplicationName=invalid, InputConfigurations=[])
    created = analytics.describe_application(ApplicationName=invalid)["ApplicationDetail"]["CreateTimestamp"]
    analytics.delete_application(ApplicationName=invalid, CreateTimestamp=created)
    ok("InvalidApplicationConfigurationException")
    words = "1 validation error detected: Value 'no spaces' at 'applicationName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"
    refused(analytics, "ValidationException", words, lambda: analytics.create_application(ApplicationName="no spaces"))
    ok("ValidationException")
    many = [{"Key": f"key {index}", "Value": ""} for index in range(51)]
    refused(analytics, "TooManyTagsException", "", lambda: analytics.tag_resource(ResourceARN=ARN, Tags=many), "message")
    ok("TooManyTagsException")


def deletes():
    created = analytics.describe_application(**MINE)["ApplicationDetail"]["CreateTimestamp"]
    analytics.delete_application(**MINE, CreateTimestamp=created)
    gone(analytics, NAME)
    ok("deleted, by the time it was made")


run(main)
