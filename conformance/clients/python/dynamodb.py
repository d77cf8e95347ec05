"""DynamoDB as boto3 and PynamoDB see it. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md."""

import datetime
import time
from decimal import Decimal

import boto3.dynamodb.types
from boto3.dynamodb.conditions import Attr, Key
from botocore import retryhandler
from botocore.exceptions import WaiterError

import dynamodb_mapper
import dynamodb_refusals
import dynamodb_stream
from checking import expect, holds, ok, run
from dynamodb_clients import FIXTURE, TABLE, new_client, new_resource, refused

dynamo = new_client()
table = new_resource().Table(TABLE)
QUICKLY = {"Delay": 1, "MaxAttempts": 20}


def main():
    arn = becomes_active()
    pages_of_tables()
    every_type()
    biggest_item()
    updates()
    refuses_a_condition()
    queries()
    scans()
    batches()
    transacts()
    dynamodb_refusals.cancels(dynamo, table)
    partiql()
    index_made_later()
    settings(arn)
    dynamodb_stream.check(table)
    dynamodb_refusals.check(dynamo)
    transport()
    dynamodb_mapper.check()
    fixture()
    deletes()


def becomes_active():
    try:
        dynamo.get_waiter("table_exists").wait(TableName=TABLE, WaiterConfig={"Delay": 1, "MaxAttempts": 1})
        raise AssertionError("the waiter sees a table that is not there")
    except WaiterError as error:
        expect(error.last_response["Error"]["Code"], "ResourceNotFoundException", "what the waiter saw")
    made = dynamo.create_table(
        TableName=TABLE,
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        Tags=[{"Key": "made", "Value": "with the table"}],
    )["TableDescription"]
    expect(made["TableStatus"], "CREATING", "status at first")
    table.wait_until_exists(WaiterConfig=QUICKLY)
    described = dynamo.describe_table(TableName=TABLE)["Table"]
    expect(described["TableStatus"], "ACTIVE", "status")
    ok("the waiter sees the table ACTIVE")

    arn = described["TableArn"]
    expect(arn, f"arn:aws:dynamodb:us-east-1:000000000000:table/{TABLE}", "ARN")
    expect(dynamo.describe_table(TableName=arn)["Table"], described, "the table by its ARN")
    expect(described["KeySchema"], made["KeySchema"], "keys")
    expect(described["BillingModeSummary"]["BillingMode"], "PAY_PER_REQUEST", "billing")
    holds(described["LatestStreamArn"].startswith(f"{arn}/stream/"), described["LatestStreamArn"])
    age = datetime.datetime.now(datetime.timezone.utc) - described["CreationDateTime"]
    holds(abs(age.total_seconds()) < 60, f"created {described['CreationDateTime']}")
    expect((table.item_count, table.table_size_bytes), (0, 0), "items and bytes")
    ok("the table describes itself")
    return arn


def pages_of_tables():
    names = []
    for page in dynamo.get_paginator("list_tables").paginate(PaginationConfig={"PageSize": 1}):
        holds(len(page["TableNames"]) <= 1, "a page is longer than its limit")
        names += page["TableNames"]
    holds(TABLE in names and FIXTURE in names and names == sorted(names), f"names {names}")
    ok("pages of tables")


def nested(levels):
    value = Decimal(1)
    for level in range(levels):
        value = [value] if level % 2 else {"m": value}
    return value


def every_type():
    binary = boto3.dynamodb.types.Binary
    item = {
        "pk": "types",
        "sk": Decimal("-12345678901234567890.123456789012345678"),
        "": "an attribute without a name is none",
        "empty": "",
        "text": "ключ 🦄 \u0000 \" \\ \u2028",
        "no bytes": binary(b""),
        "bytes": binary(bytes(range(256))),
        "digits": Decimal("12345678901234567890123456789012345678"),
        # Greater ones boto3 writes, and cannot read: DynamoDB answers them with all their zeros, of which its context has too many.
        "great": Decimal("-1E+37"),
        "least": Decimal("-1E-130"),
        "yes": True,
        "no": False,
        "nothing": None,
        "strings": {"a", "ü", "🦄"},
        "numbers": {Decimal("1"), Decimal("-0.5"), Decimal("1E+20")},
        "binaries": {binary(b"\x00"), binary(b"\xff\xfe")},
        "list": ["", Decimal(0), None, [], {}],
        "deep": nested(31),
    }
    unnamed = item.pop("")
    table.put_item(Item=item)
    key = {"pk": item["pk"], "sk": item["sk"]}
    expect(table.get_item(Key=key, ConsistentRead=True)["Item"], item, "item")
    refused("ValidationException", "", lambda: table.put_item(Item={**item, "": unnamed}))
    deeper = "Nesting Levels have exceeded supported limits"
    refused("ValidationException", deeper, lambda: table.put_item(Item={**item, "deep": nested(32)}))
    refused("ValidationException", "", lambda: dynamo.put_item(TableName=TABLE, Item={"pk": {"S": "n"}, "sk": {"N": "1" * 39}}))
    ok("a value of every type, as it was written")


def biggest_item():
    # A key of pk, 3, sk and 1 takes two bytes, three, two and two; the padding's name one.
    item = {"pk": "big", "sk": 1, "x": "x" * (409_600 - 10)}
    table.put_item(Item=item)
    expect(len(table.get_item(Key={"pk": "big", "sk": 1})["Item"]["x"]), 409_590, "length")
    longer = {**item, "x": item["x"] + "x"}
    refused("ValidationException", "Item size has exceeded the maximum allowed size", lambda: table.put_item(Item=longer))
    ok("an item of 400 KB, and no more")


def updates():
    key = {"pk": "updates", "sk": 1}
    table.put_item(Item={**key, "count": 1, "tags": {"a", "b"}, "list": [1, 2, 3], "map": {"x": 1}})
    answer = table.update_item(
        Key=key,
        UpdateExpression="SET #c = #c + :one, #l[1] = :text, #m.y = if_not_exists(#m.y, :one), #n = list_append(#l, :list) REMOVE #m.x ADD visits :one DELETE tags :gone",
        ConditionExpression=Attr("count").eq(1) & Attr("map.x").exists() & Attr("tags").contains("a") & Attr("list").size().gte(3),
        ExpressionAttributeNames={"#c": "count", "#l": "list", "#m": "map", "#n": "more"},
        ExpressionAttributeValues={":one": 1, ":text": "two", ":list": [4], ":gone": {"b"}},
        ReturnValues="ALL_NEW",
    )
    updated = {**key, "count": 2, "tags": {"a"}, "list": [1, "two", 3], "map": {"y": 1}, "more": [1, 2, 3, 4], "visits": 1}
    expect(answer["Attributes"], updated, "what is new")
    old = table.update_item(Key=key, UpdateExpression="SET visits = visits + :one", ExpressionAttributeValues={":one": 1}, ReturnValues="UPDATED_OLD")
    expect(old["Attributes"], {"visits": 1}, "what was updated")
    expect(table.put_item(Item=key, ReturnValues="ALL_OLD")["Attributes"], {**updated, "visits": 2}, "what was replaced")
    expect(table.delete_item(Key=key, ReturnValues="ALL_OLD")["Attributes"], key, "what was deleted")
    holds("Item" not in table.get_item(Key=key), "the item is still there")
    ok("updates and what they return")


def refuses_a_condition():
    key = {"pk": "condition", "sk": 1}
    table.put_item(Item={**key, "version": 7})
    put = lambda: dynamo.put_item(
        TableName=TABLE,
        Item={"pk": {"S": "condition"}, "sk": {"N": "1"}},
        ConditionExpression="attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure="ALL_OLD",
    )
    answer = refused("ConditionalCheckFailedException", "The conditional request failed", put)
    expect(answer["Item"], {"pk": {"S": "condition"}, "sk": {"N": "1"}, "version": {"N": "7"}}, "item")
    answer = refused("ConditionalCheckFailedException", "The conditional request failed", lambda: table.delete_item(Key=key, ConditionExpression=Attr("version").lt(7)))
    holds("Item" not in answer, "an item that was not asked for")
    ok("ConditionalCheckFailedException, with the item")


def queries():
    with table.batch_writer() as batch:
        for number in range(60):
            batch.put_item(Item={"pk": "rows", "sk": number - 30, "even": number % 2 == 0, "size": "s" * 100})
    numbers, pages = [], 0
    paginator = dynamo.get_paginator("query")
    parameters = {
        "TableName": TABLE,
        "KeyConditionExpression": "pk = :pk AND sk BETWEEN :from AND :to",
        "ExpressionAttributeValues": {":pk": {"S": "rows"}, ":from": {"N": "-20"}, ":to": {"N": "20"}},
        "ProjectionExpression": "sk",
    }
    for page in paginator.paginate(**parameters, PaginationConfig={"PageSize": 7}):
        holds(page["Count"] <= 7 and page["ScannedCount"] == page["Count"], f"{page['Count']} items on a page")
        numbers += [int(item["sk"]["N"]) for item in page["Items"]]
        pages += 1
    expect((numbers, pages), (list(range(-20, 21)), 6), "numbers, and pages")
    first = paginator.paginate(**parameters, PaginationConfig={"MaxItems": 10}).build_full_result()
    rest = paginator.paginate(**parameters, PaginationConfig={"StartingToken": first["NextToken"]}).build_full_result()
    expect([len(first["Items"]), len(rest["Items"])], [10, 31], "items before and after a token")

    page = table.query(KeyConditionExpression=Key("pk").eq("rows") & Key("sk").lt(0), ScanIndexForward=False, Limit=5)
    expect([item["sk"] for item in page["Items"]], [-1, -2, -3, -4, -5], "backward")
    expect(page["LastEvaluatedKey"], {"pk": "rows", "sk": -5}, "last key")
    page = table.query(KeyConditionExpression=Key("pk").eq("rows"), FilterExpression=Attr("even").eq(True) | Attr("size").begins_with("x"), Select="COUNT")
    expect((page["Count"], page["ScannedCount"]), (30, 60), "counts of a filter")
    ok("pages of a query, both ways")


def scans():
    seen = []
    for segment in range(3):
        pages = dynamo.get_paginator("scan").paginate(TableName=TABLE, Segment=segment, TotalSegments=3, PaginationConfig={"PageSize": 20})
        seen += [(item["pk"]["S"], item["sk"]["N"]) for item in pages.search("Items[]")]
    whole, start = [], {}
    while start is not None:
        page = table.scan(**start)
        whole += [(item["pk"], str(item["sk"])) for item in page["Items"]]
        start = {"ExclusiveStartKey": page["LastEvaluatedKey"]} if "LastEvaluatedKey" in page else None
    expect(sorted(seen), sorted(whole), "items of all segments")
    holds(len(set(seen)) == len(seen) >= 60, f"{len(seen)} items")
    ok("pages of a scan, in segments")


def batches():
    # Sixty items of 300 KB are more than the 16 MB that one answer holds.
    with table.batch_writer(overwrite_by_pkeys=["pk", "sk"]) as batch:
        for number in range(60):
            batch.put_item(Item={"pk": "batch", "sk": number, "x": "x" * 300_000})
        batch.put_item(Item={"pk": "batch", "sk": 58, "x": ""})
        batch.delete_item(Key={"pk": "batch", "sk": 59})
    asked = {TABLE: {"Keys": [{"pk": "batch", "sk": number} for number in range(60)], "ConsistentRead": True}}
    found, rounds = [], 0
    while asked:
        page = new_resource().batch_get_item(RequestItems=asked)
        found += [(int(item["sk"]), len(item["x"])) for item in page["Responses"][TABLE]]
        asked, rounds = page["UnprocessedKeys"], rounds + 1
    expect(sorted(found), [*((number, 300_000) for number in range(58)), (58, 0)], "numbers and sizes")
    expect(rounds, 2, "requests")
    with table.batch_writer() as batch:
        for number in range(59):
            batch.delete_item(Key={"pk": "batch", "sk": number})
    expect(table.query(KeyConditionExpression=Key("pk").eq("batch"))["Count"], 0, "items left")
    ok("batches, and what they leave for later")


def transacts():
    key = lambda number: {"pk": "transaction", "sk": number}
    items = [
        {"Put": {"TableName": TABLE, "Item": key(1)}},
        {"Update": {"TableName": TABLE, "Key": key(2), "UpdateExpression": "ADD n :one", "ExpressionAttributeValues": {":one": 1}}},
        {"ConditionCheck": {"TableName": TABLE, "Key": key(3), "ConditionExpression": "attribute_not_exists(pk)"}},
    ]
    client = new_resource().meta.client
    for _ in range(2):
        client.transact_write_items(TransactItems=items, ClientRequestToken=TABLE)
    got = client.transact_get_items(TransactItems=[{"Get": {"TableName": TABLE, "Key": key(number)}} for number in (1, 2, 3)])
    expect(got["Responses"], [{"Item": key(1)}, {"Item": {**key(2), "n": 1}}, {}], "items")
    refused("IdempotentParameterMismatchException", "", lambda: client.transact_write_items(TransactItems=items[:1], ClientRequestToken=TABLE))
    ok("a transaction, once for its token")


def partiql():
    client = new_resource().meta.client
    name = f'"{TABLE}"'
    for number in range(5):
        client.execute_statement(Statement=f"INSERT INTO {name} VALUE {{'pk': 'sql', 'sk': ?, 'it''s': 'ü'}}", Parameters=[number])
    refused("DuplicateItemException", "Duplicate primary key exists in table", lambda: client.execute_statement(Statement=f"INSERT INTO {name} VALUE {{'pk': 'sql', 'sk': 1}}"))
    found, token = [], {}
    while token is not None:
        page = client.execute_statement(Statement=f"SELECT sk, \"it's\" FROM {name} WHERE pk = 'sql' AND sk > ? ORDER BY sk DESC", Parameters=[0], Limit=2, **token)
        found += page["Items"]
        token = {"NextToken": page["NextToken"]} if "NextToken" in page else None
    expect(found, [{"sk": number, "it's": "ü"} for number in (4, 3, 2, 1)], "rows")
    answer = client.batch_execute_statement(
        Statements=[{"Statement": f"UPDATE {name} SET n = ? WHERE pk = 'sql' AND sk = {number}", "Parameters": [Decimal("0.1")]} for number in (1, 9)]
    )["Responses"]
    holds("Error" not in answer[0] and answer[1]["Error"]["Code"] == "ConditionalCheckFailed", f"{answer}")
    client.execute_transaction(TransactStatements=[{"Statement": f"DELETE FROM {name} WHERE pk = 'sql' AND sk = {number}"} for number in range(5)])
    expect(table.query(KeyConditionExpression=Key("pk").eq("sql"))["Count"], 0, "rows left")
    ok("PartiQL: statements, pages, batches, transactions")


def index_made_later():
    for number in range(30):
        table.put_item(Item={"pk": f"rider-{number}", "sk": 0, "team": "ab"[number % 2], "score": number})
    dynamo.update_table(
        TableName=TABLE,
        AttributeDefinitions=[{"AttributeName": "team", "AttributeType": "S"}, {"AttributeName": "score", "AttributeType": "N"}],
        GlobalSecondaryIndexUpdates=[
            {
                "Create": {
                    "IndexName": "by-team",
                    "KeySchema": [{"AttributeName": "team", "KeyType": "HASH"}, {"AttributeName": "score", "KeyType": "RANGE"}],
                    "Projection": {"ProjectionType": "KEYS_ONLY"},
                }
            }
        ],
    )
    while (index := dynamo.describe_table(TableName=TABLE)["Table"]["GlobalSecondaryIndexes"][0])["IndexStatus"] != "ACTIVE":
        time.sleep(0.1)
    expect(index["IndexArn"], f"arn:aws:dynamodb:us-east-1:000000000000:table/{TABLE}/index/by-team", "ARN")
    found = table.query(IndexName="by-team", KeyConditionExpression=Key("team").eq("b") & Key("score").gte(15), ScanIndexForward=False)
    expect([item["score"] for item in found["Items"]], list(range(29, 14, -2)), "scores")
    expect(found["Items"][0], {"pk": "rider-29", "sk": 0, "team": "b", "score": 29}, "what the index holds")
    ok("an index made later")


def settle():
    """A table whose tags have just been changed refuses to be changed again."""
    time.sleep(0.5)


def settings(arn):
    dynamo.tag_resource(ResourceArn=arn, Tags=[{"Key": "ünï", "Value": ""}, {"Key": "a/b", "Value": "c=d"}])
    settle()
    dynamo.untag_resource(ResourceArn=arn, TagKeys=["made"])
    settle()
    tags = dynamo.get_paginator("list_tags_of_resource").paginate(ResourceArn=arn).build_full_result()["Tags"]
    expect({tag["Key"]: tag["Value"] for tag in tags}, {"ünï": "", "a/b": "c=d"}, "tags")
    dynamo.update_time_to_live(TableName=TABLE, TimeToLiveSpecification={"Enabled": True, "AttributeName": "until"})
    while (described := dynamo.describe_time_to_live(TableName=TABLE)["TimeToLiveDescription"])["TimeToLiveStatus"] != "ENABLED":
        time.sleep(0.1)
    expect(described["AttributeName"], "until", "attribute")
    dynamo.update_continuous_backups(TableName=TABLE, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True})
    backups = dynamo.describe_continuous_backups(TableName=TABLE)["ContinuousBackupsDescription"]
    expect(backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"], "ENABLED", "recovery")
    holds(dynamo.describe_limits()["TableMaxReadCapacityUnits"] > 0, "limits")
    ok("tags, time to live, recovery, limits")


def transport():
    """botocore's own check of the header x-amz-crc32, in its retries, is asked about every answer."""
    checked = []
    check = retryhandler.CRC32Checker._check_response
    retryhandler.CRC32Checker._check_response = lambda self, attempt, response: (checked.append(response[0].headers["x-amz-crc32"]), check(self, attempt, response))[1]
    client = new_client()
    for _ in range(5):
        client.describe_limits()
    retryhandler.CRC32Checker._check_response = check
    holds(len(checked) == 5 and all(one.isdigit() for one in checked), f"checksums {checked}")
    ok("checksums of answers")
    pools = client._endpoint.http_session._manager.pools
    expect([pools[key].num_connections for key in pools.keys()], [1], "connections")
    ok("one connection for all requests")


def fixture():
    pages = dynamo.get_paginator("query").paginate(
        TableName=FIXTURE,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": "numbers"}},
        PaginationConfig={"PageSize": 4},
    )
    for item in pages.search("Items[]"):
        print("fact", item["sk"]["N"], item["text"]["S"].encode().hex() or "-", item["data"]["B"].hex() or "-")
    ok("the same items as every other client")


def deletes():
    table.delete()
    table.wait_until_not_exists(WaiterConfig=QUICKLY)
    refused("ResourceNotFoundException", f"Requested resource not found: Table: {TABLE} not found", lambda: dynamo.describe_table(TableName=TABLE))
    ok("deleted; the waiter sees it gone")


run(main)
