"""CloudWatch's metrics and alarms as boto3 sees them. Environment: PADDOCK_URL; see ../README.md."""

import json
import os
import time
from datetime import datetime, timedelta, timezone

import boto3
from botocore.config import Config

from checking import expect, holds, ok, run

NAME = f"python-{os.getpid()}"
NAMESPACE = f"Checks/{NAME}"
NOW = datetime.now(timezone.utc).replace(microsecond=0)
MINUTE = NOW.replace(second=0) - timedelta(minutes=10)
DIMENSIONS = [{"Name": "Herd", "Value": "a &<>+%20~ b"}]
ALARM_ARN = f"arn:aws:cloudwatch:us-east-1:000000000000:alarm:{NAME}"
cloudwatch = boto3.client(
    "cloudwatch",
    endpoint_url=os.environ["PADDOCK_URL"],
    region_name="us-east-1",
    aws_access_key_id="test",
    aws_secret_access_key="test",
    config=Config(retries={"total_max_attempts": 1}),
)
headers, spoken = {}, []
cloudwatch.meta.events.register("before-send.cloudwatch", lambda request, **_: headers.update(request.headers))
cloudwatch.meta.events.register("after-call.cloudwatch", lambda http_response, **_: spoken.append(http_response.headers["Content-Type"]))


def main():
    puts()
    statistics()
    data()
    pages()
    alarms()
    dashboards()
    errors()
    deletes()


def put(name, **value):
    cloudwatch.put_metric_data(Namespace=NAMESPACE, MetricData=[{"MetricName": name, "Dimensions": DIMENSIONS, **value}])


def puts():
    put("Rides", Timestamp=MINUTE, Value=3.5, Unit="Count")
    put("Rides", Timestamp=MINUTE, Values=[1.0, 2.0], Counts=[2.0, 1.0], Unit="Count")
    put("Rides", Timestamp=MINUTE + timedelta(minutes=1), StatisticValues={"SampleCount": 4, "Sum": 20, "Minimum": 2, "Maximum": 9}, Unit="Count")
    ok("put values, counts and statistics")
    many = [{"MetricName": f"Many{index}", "Dimensions": DIMENSIONS, "Timestamp": MINUTE, "Value": index} for index in range(500)]
    cloudwatch.put_metric_data(Namespace=NAMESPACE, MetricData=many)
    expect(headers.get("Content-Encoding"), b"gzip", "content encoding")
    ok("put a lot, compressed")
    holds(spoken[-1] in ("application/cbor", "text/xml", "application/x-amz-json-1.0"), f"answers in {spoken[-1]}")


def statistics():
    asked = {"Namespace": NAMESPACE, "MetricName": "Rides", "Dimensions": DIMENSIONS, "StartTime": MINUTE, "EndTime": NOW, "Period": 60}
    answer = cloudwatch.get_metric_statistics(**asked, Statistics=["SampleCount", "Sum", "Minimum", "Maximum", "Average"])
    expect(answer["Label"], "Rides", "label")
    points = sorted(answer["Datapoints"], key=lambda point: point["Timestamp"])
    first = {"Timestamp": MINUTE, "SampleCount": 4.0, "Sum": 7.5, "Minimum": 1.0, "Maximum": 3.5, "Average": 1.875, "Unit": "Count"}
    expect(points[0], first, "the first minute")
    expect((points[1]["Sum"], points[1]["Average"], points[1]["Maximum"]), (20.0, 5.0, 9.0), "the second minute")
    extended = cloudwatch.get_metric_statistics(**asked, ExtendedStatistics=["p50", "tm75"])["Datapoints"]
    holds(set(extended[0]["ExtendedStatistics"]) == {"p50", "tm75"}, f"percentiles {extended}")
    ok("statistics and percentiles")


def data():
    metric = {"Namespace": NAMESPACE, "MetricName": "Rides", "Dimensions": DIMENSIONS}
    queries = [
        {"Id": "rides", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Sum"}},
        {"Id": "twice", "Expression": "rides * 2", "Label": "double"},
    ]
    pages = cloudwatch.get_paginator("get_metric_data").paginate(
        MetricDataQueries=queries, StartTime=MINUTE, EndTime=NOW, ScanBy="TimestampAscending", PaginationConfig={"PageSize": 2}
    )
    found, count = {}, 0
    for page in pages:
        count += 1
        for result in page["MetricDataResults"]:
            found.setdefault(result["Id"], []).extend(zip(result["Timestamps"], result["Values"]))
            holds(result["StatusCode"] in ("Complete", "PartialData"), f"status {result}")
    next_minute = MINUTE + timedelta(minutes=1)
    expect(found, {"rides": [(MINUTE, 7.5), (next_minute, 20.0)], "twice": [(MINUTE, 15.0), (next_minute, 40.0)]}, "data")
    holds(count > 1, "one page")
    ok("metric data with math, in pages")


def pages():
    found = [
        (metric["MetricName"], metric["Dimensions"])
        for page in cloudwatch.get_paginator("list_metrics").paginate(Namespace=NAMESPACE)
        for metric in page["Metrics"]
    ]
    expect((len(found), found.count(("Rides", DIMENSIONS))), (501, 1), "metrics")
    ok("pages of metrics")


def alarms():
    cloudwatch.put_metric_alarm(
        AlarmName=NAME, Namespace=NAMESPACE, MetricName="Rides", Dimensions=DIMENSIONS, Statistic="Sum", Period=60, EvaluationPeriods=1, Threshold=5.5,
        ComparisonOperator="GreaterThanThreshold", TreatMissingData="ignore", Tags=[{"Key": "team", "Value": "ünï"}],
    )
    cloudwatch.get_waiter("alarm_exists").wait(AlarmNames=[NAME], WaiterConfig={"Delay": 1})
    (alarm,) = cloudwatch.describe_alarms(AlarmNames=[NAME])["MetricAlarms"]
    expect((alarm["AlarmArn"], alarm["Threshold"], alarm["Dimensions"]), (ALARM_ARN, 5.5, DIMENSIONS), "alarm")
    cloudwatch.set_alarm_state(AlarmName=NAME, StateValue="ALARM", StateReason="a drill", StateReasonData='{"drill": true}')
    cloudwatch.put_composite_alarm(AlarmName=f"{NAME}-both", AlarmRule=f'ALARM("{NAME}") AND NOT FALSE')
    cloudwatch.get_waiter("composite_alarm_exists").wait(AlarmNames=[f"{NAME}-both"], AlarmTypes=["CompositeAlarm"], WaiterConfig={"Delay": 1})
    for _ in range(100):
        (both,) = cloudwatch.describe_alarms(AlarmNames=[f"{NAME}-both"], AlarmTypes=["CompositeAlarm"])["CompositeAlarms"]
        if both["StateValue"] == "ALARM":
            break
        time.sleep(0.1)
    expect(both["StateValue"], "ALARM", "state of the composite alarm")
    items = [
        item
        for page in cloudwatch.get_paginator("describe_alarm_history").paginate(AlarmName=NAME, PaginationConfig={"PageSize": 1})
        for item in page["AlarmHistoryItems"]
    ]
    kinds = {item["HistoryItemType"] for item in items}
    expect(kinds, {"ConfigurationUpdate", "StateUpdate"}, "history")
    expect(cloudwatch.list_tags_for_resource(ResourceARN=ALARM_ARN)["Tags"], [{"Key": "team", "Value": "ünï"}], "tags")
    names = [
        one["AlarmName"]
        for page in cloudwatch.get_paginator("describe_alarms").paginate(
            AlarmNamePrefix=NAME, AlarmTypes=["MetricAlarm", "CompositeAlarm"], PaginationConfig={"PageSize": 1}
        )
        for one in page["MetricAlarms"] + page["CompositeAlarms"]
    ]
    expect(sorted(names), [NAME, f"{NAME}-both"], "alarms")
    ok("alarms, on metrics and on one another; their history")


def dashboards():
    body = json.dumps({"widgets": [{"type": "text", "x": 0, "y": 0, "width": 3, "height": 3, "properties": {"markdown": "ünï 🦄"}}]})
    expect(cloudwatch.put_dashboard(DashboardName=NAME, DashboardBody=body).get("DashboardValidationMessages", []), [], "messages")
    got = cloudwatch.get_dashboard(DashboardName=NAME)
    expect((got["DashboardArn"], got["DashboardBody"]), (f"arn:aws:cloudwatch::000000000000:dashboard/{NAME}", body), "dashboard")
    listed = cloudwatch.get_paginator("list_dashboards").paginate(DashboardNamePrefix=NAME)
    expect([(one["DashboardName"], one["Size"]) for page in listed for one in page["DashboardEntries"]], [(NAME, len(body.encode()))], "dashboards")
    cloudwatch.delete_dashboards(DashboardNames=[NAME])
    ok("dashboards")


def refused(type, code, message, status, call):
    try:
        call()
    except type as error:
        answer = error.response
        expect(answer["Error"]["Code"], code, "code")
        expect(answer["Error"]["Message"], message, "message")
        expect(answer["ResponseMetadata"]["HTTPStatusCode"], status, "status")
        expect(len(answer["ResponseMetadata"]["RequestId"]), 36, "length of the request id")
        return answer
    raise AssertionError(f"no {code}")


def errors():
    exceptions = cloudwatch.exceptions
    nobody = lambda: cloudwatch.set_alarm_state(AlarmName="nobody", StateValue="OK", StateReason="none")
    refused(exceptions.ResourceNotFound, "ResourceNotFound", "", 404, nobody)
    nowhere = lambda: cloudwatch.get_dashboard(DashboardName="nobody")
    # Two errors of the model have this code; boto3 takes the first.
    refused(exceptions.ResourceNotFound, "ResourceNotFound", "Dashboard nobody does not exist", 404, nowhere)
    ok("ResourceNotFound")
    try:
        cloudwatch.put_dashboard(DashboardName=NAME, DashboardBody='{"widgets": [{"type": "nonsense", "properties": {}}]}')
        raise AssertionError("a dashboard of nonsense is taken")
    except exceptions.DashboardInvalidInputError as error:
        expect(error.response["Error"]["Code"], "InvalidParameterInput", "code")
        paths = [one["DataPath"] for one in error.response["dashboardValidationMessages"]]
        expect(paths, ["/widgets/0/type"], "where it is wrong")
    ok("DashboardInvalidInputError, with where it is wrong")
    many = {"Namespace": "AWS/Mine", "MetricData": [{"MetricName": "Rides", "Value": 1}]}
    message = "The value AWS/Mine for parameter Namespace is invalid."
    refused(exceptions.InvalidParameterValueException, "InvalidParameterValue", message, 400, lambda: cloudwatch.put_metric_data(**many))
    ok("InvalidParameterValue")
    asked = {"Namespace": NAMESPACE, "MetricName": "Rides", "StartTime": MINUTE, "EndTime": NOW, "Period": 60}
    message = "Must specify either Statistics or ExtendedStatistics"
    none = lambda: cloudwatch.get_metric_statistics(**asked)
    refused(exceptions.InvalidParameterCombinationException, "InvalidParameterCombination", message, 400, none)
    ok("InvalidParameterCombination")
    token = lambda: cloudwatch.describe_alarms(NextToken="nonsense")
    refused(exceptions.InvalidNextToken, "InvalidNextToken", "Invalid nextToken", 400, token)
    ok("InvalidNextToken")


def deletes():
    cloudwatch.delete_alarms(AlarmNames=[f"{NAME}-both"])
    cloudwatch.delete_alarms(AlarmNames=[NAME])
    expect(cloudwatch.describe_alarms(AlarmNamePrefix=NAME)["MetricAlarms"], [], "alarms")
    ok("deleted")


run(main)
