package main

import (
	"errors"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/smithy-go"
)

// What Lambda refuses, in the SDK's own types of errors.
func (f *functions) refusals() {
	invalid := "InvalidParameterValueException"
	_, err := f.client.CreateFunction(ctx, f.creation(stream+"-java", "node", types.RuntimeJava21, "a.B::c"))
	denied[*types.InvalidParameterValueException](err, 400, invalid,
		"The runtime java21 is not available here. Use a nodejs, python3 or provided runtime: a custom runtime can be packaged for provided.al2023.")
	ok("a runtime that is not here is refused")
	nobody := "arn:aws:lambda:us-east-1:000000000000:function:nobody"
	_, err = f.client.Invoke(ctx, &lambda.InvokeInput{FunctionName: aws.String("nobody")})
	denied[*types.ResourceNotFoundException](err, 404, "ResourceNotFoundException", "Function not found: "+nobody+":$LATEST")
	var notFound *types.ResourceNotFoundException
	holds(errors.As(err, &notFound) && *notFound.Type == "User", "type of %v", err)
	ok("ResourceNotFoundException")
	_, err = f.client.CreateFunction(ctx, f.creation(stream, "node", types.RuntimeNodejs22x, "index.handler"))
	denied[*types.ResourceConflictException](err, 409, "ResourceConflictException", "Function already exist: "+stream)
	ok("ResourceConflictException")
	missing := "arn:aws:kinesis:us-east-1:000000000000:stream/nobody"
	_, err = f.client.CreateEventSourceMapping(ctx, &lambda.CreateEventSourceMappingInput{
		FunctionName: f.name, EventSourceArn: &missing, StartingPosition: types.EventSourcePositionLatest,
	})
	denied[*types.InvalidParameterValueException](err, 400, invalid, "Stream not found: "+missing)
	ok("InvalidParameterValueException")
	_, err = f.client.CreateAlias(ctx, &lambda.CreateAliasInput{FunctionName: f.name, Name: aws.String("1"), FunctionVersion: aws.String("1")})
	denied[smithy.APIError](err, 400, "ValidationException",
		"1 validation error detected: Value '1' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)")
	ok("ValidationException")
	_, err = f.client.Invoke(ctx, &lambda.InvokeInput{FunctionName: f.name, Payload: []byte("{{")})
	denied[*types.InvalidRequestContentException](err, 400, "InvalidRequestContentException",
		"Could not parse request body into json: Could not parse payload into json: Unexpected character ('{' (code 123)): "+
			"expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n"+
			" at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]")
	ok("InvalidRequestContentException")
	large := `"` + strings.Repeat("x", 6*1024*1024) + `"`
	_, err = f.client.Invoke(ctx, &lambda.InvokeInput{FunctionName: f.name, Payload: []byte(large)})
	denied[smithy.APIError](err, 413, "RequestEntityTooLargeException", "Request must be smaller than 6291456 bytes for the InvokeFunction operation")
	ok("RequestEntityTooLargeException")
	f.reserve(0)
	_, err = f.client.Invoke(ctx, &lambda.InvokeInput{FunctionName: f.name})
	denied[*types.TooManyRequestsException](err, 429, "TooManyRequestsException", "Rate Exceeded.")
	var throttled *types.TooManyRequestsException
	errors.As(err, &throttled)
	expect(throttled.Reason, types.ThrottleReasonReservedFunctionConcurrentInvocationLimitExceeded, "reason")
	must(f.client.DeleteFunctionConcurrency(ctx, &lambda.DeleteFunctionConcurrencyInput{FunctionName: f.name}))
	ok("TooManyRequestsException")
	stale := aws.String("11111111-2222-3333-4444-555555555555")
	_, err = f.client.UpdateFunctionConfiguration(ctx, &lambda.UpdateFunctionConfigurationInput{FunctionName: f.name, RevisionId: stale})
	denied[*types.PreconditionFailedException](err, 412, "PreconditionFailedException",
		"The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id")
	ok("PreconditionFailedException")
	_, err = newLambda("nobody", "test").ListFunctions(ctx, &lambda.ListFunctionsInput{})
	denied[smithy.APIError](err, 403, "UnrecognizedClientException", "The security token included in the request is invalid.")
	ok("UnrecognizedClientException")
	_, err = newLambda("test", "wrong").ListFunctions(ctx, &lambda.ListFunctionsInput{})
	denied[smithy.APIError](err, 403, "InvalidSignatureException", "The request signature we calculated does not match the signature you provided. "+
		"Check your AWS Secret Access Key and signing method. Consult the service documentation for details.")
	ok("InvalidSignatureException")
}
