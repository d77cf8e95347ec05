"""Lambda as boto3 sees it. Environment: PADDOCK_URL, PADDOCK_FIXTURE, PADDOCK_FUNCTIONS; see ../README.md."""

import base64
import hashlib
import json
import os
import urllib.parse
import urllib.request

import lambda_refusals
from checking import expect, holds, ok, run
from lambda_kit import ARN, NAME, ROLE, URL, VARIABLES, create, dynamo, functions, invoke, kinesis, package, refused, updated, wrote

def main():
    becomes_active()
    invokes()
    publishes()
    layer = layers()
    url()
    settings()
    pages()
    streams()
    own_language()
    lambda_refusals.check()
    deletes(layer)


def becomes_active():
    made = create(NAME, Description="from boto3")
    expect((made["State"], made["StateReasonCode"]), ("Pending", "Creating"), "state")
    updated(Timeout=20, MemorySize=256)
    ok("the waiters see the function Active, and updated")
    got = functions.get_function(FunctionName=NAME)
    settings = got["Configuration"]
    code = package("node")
    expect(settings["FunctionArn"], ARN, "ARN")
    expect(settings["CodeSha256"], base64.b64encode(hashlib.sha256(code).digest()).decode(), "hash of the code")
    expect((settings["CodeSize"], settings["Version"], settings["Runtime"]), (len(code), "$LATEST", "nodejs22.x"), "code")
    expect((settings["State"], settings["LastUpdateStatus"]), ("Active", "Successful"), "states")
    expect((settings["Timeout"], settings["MemorySize"], settings["Role"]), (20, 256, ROLE), "settings")
    expect(settings["Environment"]["Variables"], VARIABLES, "variables")
    expect((settings["Architectures"], settings["PackageType"]), (["x86_64"], "Zip"), "architecture")
    with urllib.request.urlopen(got["Code"]["Location"]) as response:
        expect(response.read(), code, "the code at its location")
    ok("the function describes itself")


def invokes():
    context = base64.b64encode(json.dumps({"custom": {"from": "boto3"}}).encode()).decode()
    answer, said = invoke({"text": "ключ 🦄"}, LogType="Tail", ClientContext=context)
    expect((answer["StatusCode"], answer["ExecutedVersion"], answer.get("FunctionError")), (200, "$LATEST", None), "answer")
    expected = {"event": {"text": "ключ 🦄"}, "functionVersion": "$LATEST", "greeting": "ünï 🦄", "layer": "no layer", "custom": {"from": "boto3"}}
    expect(said, expected, "what it says")
    log = base64.b64decode(answer["LogResult"]).decode()
    holds("START RequestId: " in log and f"{NAME} was told" in log and "Billed Duration" in log, f"log {log}")
    ok("invoke: its answer, its version, the tail of its log")

    answer, said = invoke({"throw": "no way"})
    expect((answer["StatusCode"], answer["FunctionError"]), (200, "Unhandled"), "answer")
    expect((said["errorType"], said["errorMessage"]), ("RangeError", "no way"), "what it threw")
    holds(said["trace"][0] == "RangeError: no way", f"trace {said['trace']}")
    ok("invoke: what it throws")

    answer, said = invoke({"write": f"{NAME} later"}, InvocationType="Event")
    expect((answer["StatusCode"], said), (202, None), "answer")
    wrote(f"{NAME} later", "$LATEST")
    answer, said = invoke({"write": f"{NAME} dry"}, InvocationType="DryRun")
    expect((answer["StatusCode"], said), (204, None), "answer")
    ok("invoke later; a dry run")

    streaming = f"{NAME}-stream"
    create(streaming, Handler="index.stream")
    stream = functions.invoke_with_response_stream(FunctionName=streaming, Payload="{}", LogType="Tail")
    expect((stream["StatusCode"], stream["ExecutedVersion"]), (200, "$LATEST"), "answer")
    events = list(stream["EventStream"])
    text = b"".join(event["PayloadChunk"]["Payload"] for event in events[:-1]).decode()
    expect(text, "one ключ 🦄", "what it streams")
    end = events[-1]["InvokeComplete"]
    holds("ErrorCode" not in end and "REPORT" in base64.b64decode(end["LogResult"]).decode(), f"the end {end}")
    stream = functions.invoke_with_response_stream(FunctionName=streaming, Payload='{"throw": "no way"}')
    end = list(stream["EventStream"])[-1]["InvokeComplete"]
    expect((end["ErrorCode"], json.loads(end["ErrorDetails"])["errorMessage"]), ("RangeError", "no way"), "the end")
    functions.delete_function(FunctionName=streaming)
    ok("invoke with a response stream")


def publishes():
    first = functions.publish_version(FunctionName=NAME, Description="first")
    expect((first["Version"], first["FunctionArn"]), ("1", f"{ARN}:1"), "version")
    functions.get_waiter("published_version_active").wait(FunctionName=NAME, Qualifier="1", WaiterConfig={"Delay": 1})
    updated(Environment={"Variables": {**VARIABLES, "GREETING": "two"}})
    expect(functions.publish_version(FunctionName=NAME)["Version"], "2", "version")
    functions.get_waiter("published_version_active").wait(FunctionName=NAME, Qualifier="2", WaiterConfig={"Delay": 1})
    alias = functions.create_alias(FunctionName=NAME, Name="live", FunctionVersion="1")
    expect((alias["AliasArn"], alias["FunctionVersion"]), (f"{ARN}:live", "1"), "alias")
    answer, said = invoke({}, Qualifier="live")
    expect((answer["ExecutedVersion"], said["greeting"]), ("1", VARIABLES["GREETING"]), "the alias")
    functions.update_alias(FunctionName=NAME, Name="live", RoutingConfig={"AdditionalVersionWeights": {"2": 1.0}})
    answer, said = invoke({}, Qualifier="live")
    expect((answer["ExecutedVersion"], said["functionVersion"], said["greeting"]), ("2", "2", "two"), "its route")
    got = functions.get_alias(FunctionName=NAME, Name="live")
    expect(got["RoutingConfig"], {"AdditionalVersionWeights": {"2": 1.0}}, "route")
    ok("versions and aliases")


def layers():
    name = f"{NAME}-layer"
    made = functions.publish_layer_version(LayerName=name, Content={"ZipFile": package("layer")}, CompatibleRuntimes=["nodejs22.x"])
    arn = made["LayerVersionArn"]
    expect((arn, made["Version"]), (f"arn:aws:lambda:us-east-1:000000000000:layer:{name}:1", 1), "layer")
    updated(Layers=[arn])
    _, said = invoke({})
    expect(said["layer"], "hello from the layer", "what the layer says")
    expect(functions.get_layer_version_by_arn(Arn=arn)["Content"]["CodeSize"], len(package("layer")), "size")
    ok("a layer")
    return name


def url():
    functions.add_permission(
        FunctionName=NAME, StatementId="url", Action="lambda:InvokeFunctionUrl", Principal="*", FunctionUrlAuthType="NONE"
    )
    functions.add_permission(
        FunctionName=NAME, StatementId="function", Action="lambda:InvokeFunction", Principal="*", InvokedViaFunctionUrl=True
    )
    cors = {"AllowOrigins": ["https://example.com"], "MaxAge": 60}
    made = functions.create_function_url_config(FunctionName=NAME, AuthType="NONE", Cors=cors)
    got = functions.get_function_url_config(FunctionName=NAME)
    expect((got["FunctionUrl"], got["Cors"], got["InvokeMode"]), (made["FunctionUrl"], cors, "BUFFERED"), "URL")
    host = urllib.parse.urlsplit(made["FunctionUrl"]).netloc
    request = urllib.request.Request(f"{URL}/some/path?q=1", b'{"a": 1}', {"Host": host, "Content-Type": "application/json"})
    with urllib.request.urlopen(request) as response:
        event = json.load(response)["event"]
    expect((event["rawPath"], event["rawQueryString"], event["body"]), ("/some/path", "q=1", '{"a": 1}'), "what the function was told")
    functions.delete_function_url_config(FunctionName=NAME)
    ok("a function URL")


def settings():
    functions.tag_resource(Resource=ARN, Tags={"team": "ünï + corns"})
    expect(functions.list_tags(Resource=ARN)["Tags"], {"team": "ünï + corns"}, "tags")
    functions.put_function_concurrency(FunctionName=NAME, ReservedConcurrentExecutions=5)
    expect(functions.get_function(FunctionName=NAME)["Concurrency"], {"ReservedConcurrentExecutions": 5}, "concurrency")
    functions.delete_function_concurrency(FunctionName=NAME)
    policy = json.loads(functions.get_policy(FunctionName=NAME)["Policy"])
    expect([one["Sid"] for one in policy["Statement"]], ["url", "function"], "statements")
    functions.remove_permission(FunctionName=NAME, StatementId="url")
    functions.put_function_event_invoke_config(FunctionName=NAME, MaximumRetryAttempts=1, MaximumEventAgeInSeconds=120)
    config = functions.get_function_event_invoke_config(FunctionName=NAME)
    expect((config["MaximumRetryAttempts"], config["MaximumEventAgeInSeconds"]), (1, 120), "retries")
    ok("tags, concurrency, permissions, retries")


def pages():
    def all_of(operation, key, name, **parameters):
        found = []
        for page in functions.get_paginator(operation).paginate(PaginationConfig={"PageSize": 1}, **parameters):
            holds(len(page[key]) <= 1, f"{len(page[key])} entries on a page")
            found += [one[name] for one in page[key]]
        return found

    functions.create_alias(FunctionName=NAME, Name="second", FunctionVersion="2")
    create(f"{NAME}-b")
    names = all_of("list_functions", "Functions", "FunctionName")
    holds(NAME in names and f"{NAME}-b" in names and len(set(names)) == len(names), f"names {names}")
    functions.delete_function(FunctionName=f"{NAME}-b")
    expect(all_of("list_versions_by_function", "Versions", "Version", FunctionName=NAME), ["$LATEST", "1", "2"], "versions")
    expect(all_of("list_aliases", "Aliases", "Name", FunctionName=NAME), ["live", "second"], "aliases")
    holds(f"{NAME}-layer" in all_of("list_layers", "Layers", "LayerName"), "the layer is not listed")
    ok("pages of functions, versions, aliases and layers")


def mapped(arn, text, by):
    made = functions.create_event_source_mapping(
        FunctionName=NAME, EventSourceArn=arn, StartingPosition="TRIM_HORIZON", BatchSize=10, MaximumRetryAttempts=2, BisectBatchOnFunctionError=True
    )
    expect((made["State"], made["FunctionArn"], made["MaximumRetryAttempts"]), ("Creating", ARN, 2), "mapping")
    wrote(text, by)
    got = functions.get_event_source_mapping(UUID=made["UUID"])
    expect((got["State"], got["StateTransitionReason"], got["BisectBatchOnFunctionError"]), ("Enabled", "User action", True), "mapping")
    listed = functions.get_paginator("list_event_source_mappings").paginate(EventSourceArn=arn)
    expect([one["UUID"] for page in listed for one in page["EventSourceMappings"]], [made["UUID"]], "mappings of the stream")
    expect(functions.delete_event_source_mapping(UUID=made["UUID"])["State"], "Deleting", "state")


def streams():
    kinesis.create_stream(StreamName=NAME, ShardCount=1)
    kinesis.get_waiter("stream_exists").wait(StreamName=NAME, WaiterConfig={"Delay": 1})
    kinesis.put_record(StreamName=NAME, PartitionKey="a", Data=f"{NAME} ключ 🦄")
    arn = kinesis.describe_stream_summary(StreamName=NAME)["StreamDescriptionSummary"]["StreamARN"]
    mapped(arn, f"{NAME} ключ 🦄", "aws:kinesis")
    kinesis.delete_stream(StreamName=NAME)
    ok("records of a stream reach it")
    table = dynamo.create_table(
        TableName=NAME,
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
    )["TableDescription"]
    dynamo.get_waiter("table_exists").wait(TableName=NAME, WaiterConfig={"Delay": 1})
    dynamo.put_item(TableName=NAME, Item={"pk": {"S": "a"}, "text": {"S": f"{NAME} changed"}})
    mapped(table["LatestStreamArn"], f"{NAME} changed", "aws:dynamodb")
    dynamo.delete_table(TableName=NAME)
    ok("changes of a table reach it")


def own_language():
    name = f"{NAME}-own"
    create(name, "python", Runtime="python3.13", Timeout=30)
    answer = functions.invoke(FunctionName=name, Payload=json.dumps({"write": f"{NAME} own"}))
    expect(json.load(answer["Payload"]), {"wrote": f"{NAME} own"}, "what it says")
    wrote(f"{NAME} own", "python 3.")
    functions.delete_function(FunctionName=name)
    ok("a function in the client's language, with its SDK inside")
    message = "The runtime java21 is not available here. Use a nodejs, python3 or provided runtime: a custom runtime can be packaged for provided.al2023."
    java = lambda: functions.create_function(FunctionName=name, Role=ROLE, Runtime="java21", Handler="a.B::c", Code={"ZipFile": package("node")})
    error = functions.exceptions.InvalidParameterValueException
    refused(error, "InvalidParameterValueException", message, 400, java)
    ok("a runtime that is not here is refused")


def deletes(layer):
    functions.delete_layer_version(LayerName=layer, VersionNumber=1)
    functions.delete_alias(FunctionName=NAME, Name="live")
    functions.delete_function(FunctionName=NAME)
    gone = lambda: functions.get_function(FunctionName=NAME)
    message = f"Function not found: {ARN}"
    refused(functions.exceptions.ResourceNotFoundException, "ResourceNotFoundException", message, 404, gone)
    ok("deleted")


run(main)
