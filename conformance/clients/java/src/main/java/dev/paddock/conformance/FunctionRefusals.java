package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.ok;
import static dev.paddock.conformance.Check.refused;
import static dev.paddock.conformance.Settings.NAME;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.*;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** What Lambda refuses, in the SDK's own exceptions. */
final class FunctionRefusals {
  private final LambdaClient lambda;

  FunctionRefusals(LambdaClient lambda) {
    this.lambda = lambda;
  }

  void check() {
    String invalid = "InvalidParameterValueException";
    refused(InvalidParameterValueException.class, 400, invalid, "The runtime java21 is not available here. Use a nodejs, python3 or provided runtime",
        () -> lambda.createFunction(r -> {
          Functions.creation(r);
          r.functionName(NAME + "-java").runtime(Runtime.JAVA21).handler("a.B::c");
        }));
    ok("a runtime that is not here is refused");
    var notFound = (ResourceNotFoundException) refused(ResourceNotFoundException.class, 404, "ResourceNotFoundException",
        "Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody:$LATEST", () -> lambda.invoke(r -> r.functionName("nobody")));
    expect(notFound.type(), "User", "type");
    ok("ResourceNotFoundException");
    refused(ResourceConflictException.class, 409, "ResourceConflictException", "Function already exist: " + NAME,
        () -> lambda.createFunction(Functions::creation));
    ok("ResourceConflictException");
    String stream = "arn:aws:kinesis:us-east-1:000000000000:stream/nobody";
    refused(InvalidParameterValueException.class, 400, invalid, "Stream not found: " + stream,
        () -> lambda.createEventSourceMapping(r -> r.functionName(NAME).eventSourceArn(stream).startingPosition(EventSourcePosition.LATEST)));
    ok("InvalidParameterValueException");
    refused(LambdaException.class, 400, "ValidationException", "1 validation error detected: Value '1' at 'name' failed to satisfy constraint",
        () -> lambda.createAlias(r -> r.functionName(NAME).name("1").functionVersion("1")));
    ok("ValidationException");
    refused(InvalidRequestContentException.class, 400, "InvalidRequestContentException", "Could not parse request body into json",
        () -> lambda.invoke(r -> r.functionName(NAME).payload(SdkBytes.fromUtf8String("{{"))));
    ok("InvalidRequestContentException");
    String large = "\"" + "x".repeat(6 * 1024 * 1024) + "\"";
    refused(LambdaException.class, 413, "RequestEntityTooLargeException", "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
        () -> lambda.invoke(r -> r.functionName(NAME).payload(SdkBytes.fromUtf8String(large))));
    ok("RequestEntityTooLargeException");
    lambda.putFunctionConcurrency(r -> r.functionName(NAME).reservedConcurrentExecutions(0));
    var throttled = (TooManyRequestsException) refused(TooManyRequestsException.class, 429, "TooManyRequestsException", "Rate Exceeded.",
        () -> lambda.invoke(r -> r.functionName(NAME)));
    expect(throttled.reason(), ThrottleReason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED, "reason");
    lambda.deleteFunctionConcurrency(r -> r.functionName(NAME));
    ok("TooManyRequestsException");
    refused(PreconditionFailedException.class, 412, "PreconditionFailedException", "The Revision Id provided does not match the latest Revision Id.",
        () -> lambda.updateFunctionConfiguration(r -> r.functionName(NAME).revisionId("11111111-2222-3333-4444-555555555555")));
    ok("PreconditionFailedException");
    LambdaClient nobody = Settings.client(LambdaClient.builder(), "nobody", "test");
    refused(LambdaException.class, 403, "UnrecognizedClientException", "The security token included in the request is invalid.", nobody::listFunctions);
    ok("UnrecognizedClientException");
    LambdaClient wrong = Settings.client(LambdaClient.builder(), "test", "wrong");
    refused(LambdaException.class, 403, "InvalidSignatureException", "The request signature we calculated does not match", wrong::listFunctions);
    ok("InvalidSignatureException");
  }
}
