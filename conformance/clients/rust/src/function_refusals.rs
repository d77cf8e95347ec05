//! What Lambda refuses, in the SDK's own errors.

use crate::functions::{settings, Functions};
use crate::refusals::refused;
use crate::{expect, ok, Outcome};
use aws_sdk_lambda::error::SdkError;
use aws_sdk_lambda::operation::invoke::InvokeError;
use aws_sdk_lambda::primitives::Blob;
use aws_sdk_lambda::types::{EventSourcePosition, Runtime, ThrottleReason};
use serde_json::json;

pub async fn check(f: &Functions) -> Outcome {
    let Functions { lambda, name, arn, .. } = f;
    let invalid = "InvalidParameterValueException";
    let java = f.creation(&format!("{name}-java"), "node")?.runtime(Runtime::Java21).handler("a.B::c").send().await;
    let words = "The runtime java21 is not available here. Use a nodejs, python3 or provided runtime";
    refused(java, |e| e.is_invalid_parameter_value_exception(), invalid, words)?;
    ok("a runtime that is not here is refused");
    let answer = lambda.invoke().function_name("nobody").send().await;
    let words = format!("Function not found: {}:$LATEST", arn.replace(name, "nobody"));
    refused(answer, |e| e.is_resource_not_found_exception(), "ResourceNotFoundException", &words)?;
    ok("ResourceNotFoundException");
    let answer = f.creation(name, "node")?.send().await;
    let words = format!("Function already exist: {name}");
    refused(answer, |e| e.is_resource_conflict_exception(), "ResourceConflictException", &words)?;
    ok("ResourceConflictException");
    let stream = "arn:aws:kinesis:us-east-1:000000000000:stream/nobody";
    let create = lambda.create_event_source_mapping().function_name(name).event_source_arn(stream);
    let answer = create.starting_position(EventSourcePosition::Latest).send().await;
    refused(answer, |e| e.is_invalid_parameter_value_exception(), invalid, &format!("Stream not found: {stream}"))?;
    ok("InvalidParameterValueException");
    let answer = lambda.create_alias().function_name(name).name("1").function_version("1").send().await;
    let words = "1 validation error detected: Value '1' at 'name' failed to satisfy constraint";
    refused(answer, |_| true, "ValidationException", words)?;
    ok("ValidationException");
    let answer = lambda.invoke().function_name(name).payload(Blob::new("{{")).send().await;
    let code = "InvalidRequestContentException";
    refused(answer, |e| e.is_invalid_request_content_exception(), code, "Could not parse request body into json")?;
    ok("InvalidRequestContentException");
    let answer = f.invoke(json!("x".repeat(6 * 1024 * 1024))).send().await;
    let words = "Request must be smaller than 6291456 bytes for the InvokeFunction operation";
    refused(answer, |_| true, "RequestEntityTooLargeException", words)?;
    ok("RequestEntityTooLargeException");
    f.reserve(0).await?;
    let answer = f.invoke(json!({})).send().await;
    if let Err(SdkError::ServiceError(context)) = &answer {
        if let InvokeError::TooManyRequestsException(error) = context.err() {
            let reason = ThrottleReason::ReservedFunctionConcurrentInvocationLimitExceeded;
            expect(error.reason(), Some(&reason), "reason")?;
        }
    }
    refused(answer, |e| e.is_too_many_requests_exception(), "TooManyRequestsException", "Rate Exceeded.")?;
    lambda.delete_function_concurrency().function_name(name).send().await?;
    ok("TooManyRequestsException");
    let update = lambda.update_function_configuration().function_name(name);
    let answer = update.revision_id("11111111-2222-3333-4444-555555555555").send().await;
    let words = "The Revision Id provided does not match the latest Revision Id.";
    refused(answer, |e| e.is_precondition_failed_exception(), "PreconditionFailedException", words)?;
    ok("PreconditionFailedException");
    let nobody = aws_sdk_lambda::Client::new(&settings("nobody", "test").await);
    let words = "The security token included in the request is invalid.";
    refused(nobody.list_functions().send().await, |_| true, "UnrecognizedClientException", words)?;
    ok("UnrecognizedClientException");
    let wrong = aws_sdk_lambda::Client::new(&settings("test", "wrong").await);
    let words = "The request signature we calculated does not match the signature you provided.";
    refused(wrong.list_functions().send().await, |_| true, "InvalidSignatureException", words)?;
    ok("InvalidSignatureException");
    Ok(())
}
