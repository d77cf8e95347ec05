"""The newer API of Kinesis Data Analytics, of 2018-05-23, as boto3 sees it."""

from datetime import datetime, timedelta, timezone

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
    put,
    refused,
    ride,
    settled,
    while_putting,
)
from checking import expect, holds, ok

newer = client("kinesisanalyticsv2")
APPLICATION = f"{NAME}-newer"
MINE = {"ApplicationName": APPLICATION}
ARN = application_arn(APPLICATION)


def check(older, source, destination):
    describes_itself()
    adds_and_removes(source, destination)
    runs(source, destination)
    pages(older)
    errors()
    refuses_flink()
    leaves_to_the_newer(older)
    deletes()


def describes_itself():
    given = {"RuntimeEnvironment": "SQL-1_0", "ServiceExecutionRole": ROLE}
    tags = [{"Key": "team", "Value": "ünï"}]
    detail = newer.create_application(**MINE, **given, ApplicationDescription="ünï 🦄", CloudWatchLoggingOptions=[{"LogStreamARN": LOG_STREAM}], Tags=tags)
    detail = detail["ApplicationDetail"]
    created = detail["CreateTimestamp"]
    holds(created.microsecond == 0 and abs(created - datetime.now(timezone.utc)) < timedelta(minutes=1), f"created {created}")
    expect((detail["ApplicationARN"], detail["ApplicationStatus"], detail["ApplicationVersionId"]), (ARN, "READY", 1), "application")
    expect({key: detail[key] for key in given}, given, "runtime and role")
    expect(detail["CloudWatchLoggingOptionDescriptions"], [{"CloudWatchLoggingOptionId": "1.1", "LogStreamARN": LOG_STREAM}], "logs")
    expect(newer.describe_application(**MINE)["ApplicationDetail"], detail, "detail")
    newer.tag_resource(ResourceARN=ARN, Tags=[{"Key": "a/b"}])
    newer.untag_resource(ResourceARN=ARN, TagKeys=["team"])
    expect([tag["Key"] for tag in newer.list_tags_for_resource(ResourceARN=ARN)["Tags"]], ["a/b"], "tags")
    ok("the newer API: an application describes itself")


def adds_and_removes(source, destination):
    start = {"InputStartingPositionConfiguration": {"InputStartingPosition": "NOW"}}
    discover = lambda: newer.discover_input_schema(ResourceARN=arn_of(source), ServiceExecutionRole=ROLE, **start)
    found = while_putting(source, discover)["InputSchema"]
    expect(found, SCHEMA, "schema")
    change = lambda operation, version, **more: operation(**MINE, CurrentApplicationVersionId=version, **more)
    stream = {"ResourceARN": arn_of(source)}
    input = {"NamePrefix": "SOURCE_SQL_STREAM", "KinesisStreamsInput": stream, "InputSchema": found, "InputParallelism": {"Count": 2}}
    answer = change(newer.add_application_input, 1, Input=input)
    expect((answer["ApplicationARN"], answer["ApplicationVersionId"]), (ARN, 2), "application")
    (described,) = answer["InputDescriptions"]
    names = ["SOURCE_SQL_STREAM_001", "SOURCE_SQL_STREAM_002"]
    expect((described["InputId"], described["InAppStreamNames"], described["KinesisStreamsInputDescription"]), ("2.1", names, stream), "input")
    settled(newer, APPLICATION, "READY")
    output = {"Name": "DESTINATION_SQL_STREAM", "KinesisStreamsOutput": {"ResourceARN": arn_of(destination)}, "DestinationSchema": {"RecordFormatType": "JSON"}}
    expect([one["OutputId"] for one in change(newer.add_application_output, 2, Output=output)["OutputDescriptions"]], ["3.1"], "outputs")
    settled(newer, APPLICATION, "READY")
    reference = {"TableName": "NAMES", "S3ReferenceDataSource": OBJECT, "ReferenceSchema": SCHEMA}
    answer = change(newer.add_application_reference_data_source, 3, ReferenceDataSource=reference)
    expect([one["S3ReferenceDataSourceDescription"] for one in answer["ReferenceDataSourceDescriptions"]], [OBJECT], "references")
    settled(newer, APPLICATION, "READY")
    answer = change(newer.delete_application_reference_data_source, 4, ReferenceId="4.1")
    expect(answer["ApplicationVersionId"], 5, "version")
    settled(newer, APPLICATION, "READY")
    answer = change(newer.delete_application_cloud_watch_logging_option, 5, CloudWatchLoggingOptionId="1.1")
    expect(answer.get("CloudWatchLoggingOptionDescriptions", []), [], "logs")
    settled(newer, APPLICATION, "READY")
    ok("the newer API: its schema, and what is added and removed")


def code(text):
    return {"ApplicationConfigurationUpdate": {"ApplicationCodeConfigurationUpdate": {"CodeContentTypeUpdate": "PLAINTEXT", "CodeContentUpdate": {"TextContentUpdate": text}}}}


def runs(source, destination):
    detail = newer.update_application(**MINE, CurrentApplicationVersionId=6, **code(COUNTING))["ApplicationDetail"]
    expect((detail["ApplicationVersionId"], detail["ApplicationStatus"]), (7, "READY"), "version and status")
    settled(newer, APPLICATION, "READY")
    came = Destination(destination)
    start = {"InputId": "2.1", "InputStartingPositionConfiguration": {"InputStartingPosition": "NOW"}}
    newer.start_application(**MINE, RunConfiguration={"SqlRunConfigurations": [start]})
    detail = settled(newer, APPLICATION, "RUNNING")
    put(source, ride("Shadowfax"), ride("Shadowfax"))
    expect(came.rows(1), [{"Name": "Shadowfax", "Rides": 2, "Health": 150}], "rows")
    newer.update_application(**MINE, ConditionalToken=detail["ConditionalToken"], **code(PASSING))
    detail = settled(newer, APPLICATION, "RUNNING")
    configuration = detail["ApplicationConfigurationDescription"]
    plain = {"CodeContentType": "PLAINTEXT", "CodeContentDescription": {"TextContent": PASSING}}
    expect(configuration["ApplicationCodeConfigurationDescription"], plain, "code")
    put(source, ride("Bucephalus"))
    expect(came.rows(1), [{"Name": "BUCEPHALUS", "Distance": 30.25}], "rows")
    newer.stop_application(**MINE)
    detail = settled(newer, APPLICATION, "READY")
    expect(detail["ApplicationVersionId"], 8, "version")
    ok("the newer API: started, changed by its token while it runs, stopped")


def pages(older):
    names = [f"{APPLICATION}-{index}" for index in range(3)]
    for name in names:
        older.create_application(ApplicationName=name)
    found = []
    for page in newer.get_paginator("list_applications").paginate(PaginationConfig={"PageSize": 1}):
        expect(len(page["ApplicationSummaries"]), 1, "applications of a page")
        found += page["ApplicationSummaries"]
    mine = [one for one in found if one["ApplicationName"].startswith(APPLICATION)]
    expect([one["ApplicationName"] for one in mine], [APPLICATION, *names], "names")
    expect({one["RuntimeEnvironment"] for one in mine}, {"SQL-1_0"}, "runtimes")
    holds(APPLICATION in [one["ApplicationName"] for one in older.list_applications()["ApplicationSummaries"]], "not listed by the older API")
    ok("the newer API: pages of applications, of both")


def errors():
    def check(code, message, call, member="Message", **parameters):
        refused(newer, code, message, lambda: call(**{**MINE, **parameters}), member)

    check("ResourceNotFoundException", "nobody", newer.describe_application, ApplicationName="nobody")
    given = {"RuntimeEnvironment": "SQL-1_0", "ServiceExecutionRole": ROLE}
    check("ResourceInUseException", "Application already exists.", newer.create_application, **given)
    check("ResourceInUseException", APPLICATION, newer.stop_application)
    words = "Kinesis Analytics service doesn't have sufficient privileges to assume the role"
    check("InvalidArgumentException", words, newer.create_application, ApplicationName="other", RuntimeEnvironment="SQL-1_0", ServiceExecutionRole=f"{ROLE}-none")
    check("InvalidArgumentException", "force", newer.stop_application, Force=True)
    check("ConcurrentModificationException", "", newer.update_application, CurrentApplicationVersionId=1, **code(COUNTING))
    check("ConcurrentModificationException", "", newer.update_application, ConditionalToken="b2xk", **code(COUNTING))
    check("InvalidArgumentException", "", newer.update_application, **code(COUNTING))
    many = [{"Key": f"key {index}"} for index in range(51)]
    refused(newer, "TooManyTagsException", "", lambda: newer.tag_resource(ResourceARN=ARN, Tags=many), "message")
    newer.start_application(**MINE)
    settled(newer, APPLICATION, "RUNNING")
    check("CodeValidationException", "line 3, column", newer.update_application, CurrentApplicationVersionId=8, **code(INVALID))
    words = "Value 'SQL-1.0' at 'runtimeEnvironment' failed to satisfy constraint: Member must satisfy enum value set: ["
    unknown = lambda: newer.create_application(ApplicationName="other", RuntimeEnvironment="SQL-1.0", ServiceExecutionRole=ROLE)
    refused(newer, "ValidationException", words, unknown)
    ok("the newer API: errors")


def refuses_flink():
    check = lambda code, call, **parameters: refused(newer, code, "", lambda: call(**{**MINE, **parameters}), "Message")
    flink = {"ApplicationName": "flink", "RuntimeEnvironment": "FLINK-1_20", "ServiceExecutionRole": ROLE}
    check("UnsupportedOperationException", newer.create_application, **flink)
    check("UnsupportedOperationException", newer.list_application_versions)
    check("UnsupportedOperationException", newer.list_application_operations)
    check("UnsupportedOperationException", newer.create_application_snapshot, SnapshotName="one")
    check("UnsupportedOperationException", newer.rollback_application, CurrentApplicationVersionId=8)
    check("InvalidArgumentException", newer.create_application_presigned_url, UrlType="FLINK_DASHBOARD_URL")
    vpc = {"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}
    check("InvalidArgumentException", newer.add_application_vpc_configuration, CurrentApplicationVersionId=8, VpcConfiguration=vpc)
    ok("the newer API: what is of Flink is refused")


def leaves_to_the_newer(older):
    changed = f"{APPLICATION}-0"
    expect(newer.describe_application(ApplicationName=changed)["ApplicationDetail"]["RuntimeEnvironment"], "SQL-1_0", "runtime")
    newer.update_application(ApplicationName=changed, CurrentApplicationVersionId=1, **code(PASSING))
    for name in (APPLICATION, changed):
        words = f"{name} was created/updated by kinesisanalyticsv2 SDK. Please use kinesisanalyticsv2 SDK to make changes to {name}."
        for call in (older.describe_application, older.stop_application):
            refused(older, "UnsupportedOperationException", words, lambda: call(ApplicationName=name), "message")
    ok("UnsupportedOperationException: the older API leaves to the newer one what that made or changed")


def deletes():
    settled(newer, f"{APPLICATION}-0", "READY")
    for name in (APPLICATION, *(f"{APPLICATION}-{index}" for index in range(3))):
        created = newer.describe_application(ApplicationName=name)["ApplicationDetail"]["CreateTimestamp"]
        newer.delete_application(ApplicationName=name, CreateTimestamp=created)
        gone(newer, name)
    ok("the newer API: deleted")


def as_others_do(older, source, destination):
    """Calls that the tests of other emulators of these APIs make."""
    application = {"ApplicationName": f"{NAME}-others"}
    arn = application_arn(application["ApplicationName"])
    configured = lambda detail: detail["ApplicationConfigurationDescription"]["SqlApplicationConfigurationDescription"]
    describe = lambda: settled(newer, application["ApplicationName"], "READY")
    created = newer.create_application(
        **application,
        RuntimeEnvironment="SQL-1_0",
        ServiceExecutionRole=ROLE,
        ApplicationConfiguration={
            "SqlApplicationConfiguration": {
                "Inputs": [{"NamePrefix": "IN", "KinesisStreamsInput": {"ResourceARN": arn_of(source)}, "InputParallelism": {"Count": 1}, "InputSchema": SCHEMA}],
                "Outputs": [{"Name": "OUT", "KinesisStreamsOutput": {"ResourceARN": arn_of(destination)}, "DestinationSchema": {"RecordFormatType": "JSON"}}],
            }
        },
    )["ApplicationDetail"]
    (input,) = configured(created)["InputDescriptions"]
    expect((input["InputId"], input["InAppStreamNames"], configured(created)["OutputDescriptions"][0]["OutputId"]), ("1.1", ["IN_001"], "1.1"), "ids")

    tags = [{"Key": "Key1", "Value": "Value1"}, {"Key": "Key2", "Value": "Value2"}]
    for client in (newer, older):
        expect(client.list_tags_for_resource(ResourceARN=arn)["Tags"], [], "no tags")
        client.tag_resource(ResourceARN=arn, Tags=tags)
        expect(client.list_tags_for_resource(ResourceARN=arn)["Tags"], tags, "tags")
        client.untag_resource(ResourceARN=arn, TagKeys=["Key1", "Key2"])

    update = {"InputUpdates": [{"InputId": "1.1", "InputParallelismUpdate": {"CountUpdate": 3}}]}
    newer.update_application(**application, CurrentApplicationVersionId=1, ApplicationConfigurationUpdate={"SqlApplicationConfigurationUpdate": update})
    (input,) = configured(describe())["InputDescriptions"]
    expect((input["InputParallelism"], input["InAppStreamNames"]), ({"Count": 3}, ["IN_001", "IN_002", "IN_003"]), "parallelism")

    function = "arn:aws:lambda:us-east-1:000000000000:function:rides"
    processing = {"InputProcessingConfiguration": {"InputLambdaProcessor": {"ResourceARN": function}}}
    answer = newer.add_application_input_processing_configuration(**application, CurrentApplicationVersionId=2, InputId="1.1", **processing)
    expected = {"InputLambdaProcessorDescription": {"ResourceARN": function}}
    expect((answer["InputId"], answer["InputProcessingConfigurationDescription"]), ("1.1", expected), "processor")
    expect(configured(describe())["InputDescriptions"][0]["InputProcessingConfigurationDescription"], expected, "processor")
    newer.delete_application_input_processing_configuration(**application, CurrentApplicationVersionId=3, InputId="1.1")
    detail = describe()
    holds("InputProcessingConfigurationDescription" not in configured(detail)["InputDescriptions"][0], "the processor stays")
    expect(detail["ApplicationVersionId"], 4, "version")
    newer.delete_application(**application, CreateTimestamp=detail["CreateTimestamp"])
    gone(newer, application["ApplicationName"])
    ok("what other emulators' tests send")
