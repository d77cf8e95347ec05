"""A function of Python. It finds Paddock by itself: its client is told nothing."""

import os
import platform

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def handler(event, context):
    print("writing", event["write"])
    table.put_item(Item={"pk": event["write"], "by": f"python {platform.python_version()}"})
    return {"wrote": event["write"]}
