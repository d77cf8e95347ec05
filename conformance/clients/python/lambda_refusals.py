"""What Lambda refuses, in boto3's own exceptions."""

import json

from botocore.exceptions import ClientError

from checking import expect, ok
from lambda_kit import ARN, NAME, client, create, functions, refused, updated

exceptions = functions.exceptions


def check():
    nobody = ARN.replace(NAME, "nobody")
    answer = refused(
        exceptions.ResourceNotFoundException,
        "ResourceNotFoundException",
        f"Function not found: {nobody}:$LATEST",
        404,
        lambda: functions.invoke(FunctionName="nobody"),
    )
    expect((answer["Type"], answer["Message"]), ("User", f"Function not found: {nobody}:$LATEST"), "type")
    ok("ResourceNotFoundException")
    refused(
        exceptions.ResourceConflictException,
        "ResourceConflictException",
        f"Function already exist: {NAME}",
        409,
        lambda: create(NAME),
    )
    ok("ResourceConflictException")
    stream = "arn:aws:kinesis:us-east-1:000000000000:stream/nobody"
    refused(
        exceptions.InvalidParameterValueException,
        "InvalidParameterValueException",
        f"Stream not found: {stream}",
        400,
        lambda: functions.create_event_source_mapping(FunctionName=NAME, EventSourceArn=stream, StartingPosition="LATEST"),
    )
    ok("InvalidParameterValueException")
    refused(
        ClientError,
        "ValidationException",
        "1 validation error detected: Value '1' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
        400,
        lambda: functions.create_alias(FunctionName=NAME, Name="1", FunctionVersion="1"),
    )
    ok("ValidationException")
    message = (
        "Could not parse request body into json: Could not parse payload into json: Unexpected character ('{' (code 123)): "
        "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n"
        " at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]"
    )
    refused(
        exceptions.InvalidRequestContentException,
        "InvalidRequestContentException",
        message,
        400,
        lambda: functions.invoke(FunctionName=NAME, Payload="{{"),
    )
    ok("InvalidRequestContentException")
    large = json.dumps("x" * (6 * 1024 * 1024))
    refused(
        ClientError,
        "RequestEntityTooLargeException",
        "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
        413,
        lambda: functions.invoke(FunctionName=NAME, Payload=large),
    )
    ok("RequestEntityTooLargeException")
    functions.put_function_concurrency(FunctionName=NAME, ReservedConcurrentExecutions=0)
    answer = refused(
        exceptions.TooManyRequestsException,
        "TooManyRequestsException",
        "Rate Exceeded.",
        429,
        lambda: functions.invoke(FunctionName=NAME),
    )
    expect(answer["Reason"], "ReservedFunctionConcurrentInvocationLimitExceeded", "reason")
    functions.delete_function_concurrency(FunctionName=NAME)
    ok("TooManyRequestsException")
    refused(
        exceptions.PreconditionFailedException,
        "PreconditionFailedException",
        "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
        412,
        lambda: updated(RevisionId="11111111-2222-3333-4444-555555555555"),
    )
    ok("PreconditionFailedException")
    refused(
        ClientError,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
        403,
        lambda: client("lambda", "nobody").list_functions(),
    )
    ok("UnrecognizedClientException")
    message = "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
    wrong = client("lambda", secret="wrong")
    refused(ClientError, "InvalidSignatureException", message, 403, lambda: wrong.list_functions())
    ok("InvalidSignatureException")
