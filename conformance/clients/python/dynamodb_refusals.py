"""Errors arrive as the SDK's own exception types, with AWS's words."""

from checking import expect, holds, ok
from dynamodb_clients import TABLE, new_client, new_resource, refused

SLOW = f"{TABLE}-slow"


def cancels(dynamo, table):
    table.put_item(Item={"pk": "cancelled", "sk": 1, "n": 1})
    key = lambda number: {"pk": {"S": "cancelled"}, "sk": {"N": str(number)}}
    condition = {"ConditionExpression": "attribute_not_exists(pk)", "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
    items = [
        {"Put": {"TableName": TABLE, "Item": key(2)}},
        {"Put": {"TableName": TABLE, "Item": key(1), **condition}},
    ]
    message = "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]"
    answer = refused("TransactionCanceledException", message, lambda: dynamo.transact_write_items(TransactItems=items))
    failed = {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed", "Item": {**key(1), "n": {"N": "1"}}}
    expect(answer["CancellationReasons"], [{"Code": "None"}, failed], "reasons")
    holds("Item" not in table.get_item(Key={"pk": "cancelled", "sk": 2}), "half a transaction")
    ok("TransactionCanceledException, with its reasons")


def check(dynamo):
    nobody = lambda: dynamo.get_item(TableName="nobody", Key={"pk": {"S": "a"}})
    refused("ResourceNotFoundException", "Requested resource not found", nobody)
    ok("ResourceNotFoundException")
    definition = {
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
        "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1},
    }
    refused("ResourceInUseException", f"Table already exists: {TABLE}", lambda: dynamo.create_table(TableName=TABLE, **definition))
    ok("ResourceInUseException")
    wrong = lambda: dynamo.get_item(TableName=TABLE, Key={"pk": {"S": "a"}})
    refused("ValidationException", "The provided key element does not match the schema", wrong)
    ok("ValidationException")
    throttles(dynamo, definition)
    nobody = new_client(key="nobody")
    refused("UnrecognizedClientException", "The security token included in the request is invalid.", nobody.list_tables)
    ok("UnrecognizedClientException")


def throttles(dynamo, definition):
    """A table keeps five minutes of what it did not use. One big item takes that; then there is one unit a second."""
    dynamo.create_table(TableName=SLOW, **definition)
    dynamo.get_waiter("table_exists").wait(TableName=SLOW, WaiterConfig={"Delay": 1})
    slow = new_resource().Table(SLOW)
    slow.put_item(Item={"pk": "big", "x": "x" * 300_000})
    impatient = new_client(attempts=1)

    def puts():
        for _ in range(20):
            impatient.put_item(TableName=SLOW, Item={"pk": {"S": "small"}})

    message = "The level of configured provisioned throughput for the table was exceeded."
    answer = refused("ProvisionedThroughputExceededException", message, puts)
    reasons = [{"reason": "TableWriteProvisionedThroughputExceeded", "resource": f"arn:aws:dynamodb:us-east-1:000000000000:table/{SLOW}"}]
    expect(answer["ThrottlingReasons"], reasons, "reasons")
    slow.put_item(Item={"pk": "patient"})
    ok("ProvisionedThroughputExceededException, and the retries that wait for it")

    left = []
    dynamo = slow.meta.client
    dynamo.meta.events.register("after-call.dynamodb.BatchWriteItem", lambda parsed, **_: left.append(parsed.get("UnprocessedItems")))
    with slow.batch_writer() as batch:
        for number in range(3):
            batch.put_item(Item={"pk": f"batch-{number}"})
    holds(any(left), f"all were processed at once: {left}")
    names = {item["pk"] for item in slow.scan(ProjectionExpression="pk")["Items"]}
    expect(names, {"big", "small", "patient", "batch-0", "batch-1", "batch-2"}, "items")
    ok("UnprocessedItems, sent again")
    slow.delete()
