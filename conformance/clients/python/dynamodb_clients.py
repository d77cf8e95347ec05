import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from checking import expect, holds

URL = os.environ["PADDOCK_URL"]
FIXTURE = os.environ["PADDOCK_FIXTURE"]
TABLE = f"python-{os.getpid()}"


def settings(key="test", attempts=None):
    """`attempts` in place of what DynamoDB has in boto3: ten, some milliseconds apart at first."""
    return {
        "endpoint_url": URL,
        "region_name": "us-east-1",
        "aws_access_key_id": key,
        "aws_secret_access_key": "test",
        "config": Config(retries={"total_max_attempts": attempts} if attempts else None),
    }


def new_client(service="dynamodb", **how):
    return boto3.client(service, **settings(**how))


def new_resource():
    return boto3.resource("dynamodb", **settings())


def refused(code, message, call, client=new_client()):
    """The call fails with the client's own type of exception for the code, if it has one. Gives the answer."""
    try:
        call()
    except ClientError as error:
        answer = error.response
        expect(answer["Error"]["Code"], code, "code")
        expect(type(error).__name__, code if hasattr(client.exceptions, code) else "ClientError", "type")
        holds(message in answer["Error"]["Message"], answer["Error"]["Message"])
        expect(answer["ResponseMetadata"]["HTTPStatusCode"], 400, "status")
        expect(len(answer["ResponseMetadata"]["RequestId"]), 52, "length of the request id")
        return answer
    raise AssertionError(f"no {code}")
