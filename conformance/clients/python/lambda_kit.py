"""Clients, the function that every check is about, and what is said of it."""

import json
import os
import time

import boto3
from botocore.config import Config

from checking import expect, holds

URL = os.environ["PADDOCK_URL"]
NAME = f"python-{os.getpid()}"
ROLE = f"arn:aws:iam::000000000000:role/{os.environ['PADDOCK_FIXTURE']}"
ARN = f"arn:aws:lambda:us-east-1:000000000000:function:{NAME}"
VARIABLES = {"TABLE_NAME": "written", "GREETING": "ünï 🦄"}


def client(service, key="test", secret="test"):
    return boto3.client(
        service,
        endpoint_url=URL,
        region_name="us-east-1",
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        config=Config(retries={"total_max_attempts": 1}),
    )


functions = client("lambda")
kinesis = client("kinesis")
dynamo = client("dynamodb")
exceptions = functions.exceptions


def package(name):
    with open(os.path.join(os.environ["PADDOCK_FUNCTIONS"], f"{name}.zip"), "rb") as file:
        return file.read()


def create(name, zip_name="node", **more):
    settings = {"Runtime": "nodejs22.x", "Handler": "index.handler", **more}
    made = functions.create_function(
        FunctionName=name, Role=ROLE, Code={"ZipFile": package(zip_name)}, Environment={"Variables": VARIABLES}, **settings
    )
    functions.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})
    return made


def updated(**settings):
    functions.update_function_configuration(FunctionName=NAME, **settings)
    functions.get_waiter("function_updated_v2").wait(FunctionName=NAME, WaiterConfig={"Delay": 1})


def invoke(event, **more):
    answer = functions.invoke(FunctionName=NAME, Payload=json.dumps(event), **more)
    return answer, json.loads(answer["Payload"].read() or "null")


def wrote(text, by):
    """Waits until a function has written the text."""
    for _ in range(200):
        item = dynamo.get_item(TableName="written", Key={"pk": {"S": text}}).get("Item")
        if item:
            holds(item["by"]["S"].startswith(by), f"written by {item['by']}")
            return
        time.sleep(0.1)
    raise AssertionError(f"nobody wrote {text}")


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
