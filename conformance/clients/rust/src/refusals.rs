use crate::reading::{From, Reader};
use crate::{expect, holds, new_client, ok, shard_id, Outcome};
use aws_sdk_kinesis::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kinesis::operation::RequestId;
use aws_sdk_kinesis::Client;
use std::fmt::Debug;

/// The call fails with this code and message, and with a request's id; `is_typed` tells the SDK's own variant.
pub fn refused<T, E, R>(result: Result<T, SdkError<E, R>>, is_typed: impl Fn(&E) -> bool, code: &str, message: &str) -> Outcome
where
    E: ProvideErrorMetadata + RequestId + Debug + std::error::Error + 'static,
    R: Debug,
{
    let error = match result {
        Ok(_) => return Err(format!("no {code}").into()),
        Err(SdkError::ServiceError(context)) => context.into_err(),
        Err(other) => return Err(format!("{other:?} instead of {code}").into()),
    };
    expect(error.code(), Some(code), "code")?;
    holds(is_typed(&error), format!("the type of {error:?}"))?;
    holds(error.message().unwrap_or("").starts_with(message), format!("message: {:?}", error.message()))?;
    expect(error.request_id().map(str::len), Some(36), "length of the request id")
}

pub async fn check(client: &Client, stream: &str) -> Outcome {
    let answer = client.describe_stream().stream_name("nobody").send().await;
    let words = "Stream nobody under account 000000000000 not found.";
    refused(answer, |e| e.is_resource_not_found_exception(), "ResourceNotFoundException", words)?;
    ok("ResourceNotFoundException");
    let answer = client.create_stream().stream_name(stream).shard_count(1).send().await;
    let words = format!("Stream {stream} under account 000000000000 already exists.");
    refused(answer, |e| e.is_resource_in_use_exception(), "ResourceInUseException", &words)?;
    ok("ResourceInUseException");
    let answer = client.get_records().shard_iterator("AAAA").send().await;
    refused(answer, |e| e.is_invalid_argument_exception(), "InvalidArgumentException", "Invalid ShardIterator.")?;
    ok("InvalidArgumentException");
    let impatient = new_client("test", "test", 1);
    let answer = impatient.create_stream().stream_name("huge").shard_count(100_000).send().await;
    let words = "This request would exceed the shard limit for the account";
    refused(answer, |e| e.is_limit_exceeded_exception(), "LimitExceededException", words)?;
    ok("LimitExceededException");
    let answer = client.create_stream().stream_name("no spaces").shard_count(1).send().await;
    let words = "1 validation error detected: Value 'no spaces' at 'streamName' failed to satisfy constraint: \
                 Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+";
    refused(answer, |e| e.is_validation_exception(), "ValidationException", words)?;
    ok("ValidationException");

    let iterator = Reader { client, stream }.iterator(1, From::Latest).await?;
    let mut answer = impatient.get_records().shard_iterator(&iterator).send().await;
    for _ in 0..20 {
        if answer.is_ok() {
            answer = impatient.get_records().shard_iterator(&iterator).send().await;
        }
    }
    let words = format!("Rate exceeded for Shard - 000000000000/{stream}/{}", shard_id(1));
    let code = "ProvisionedThroughputExceededException";
    refused(answer, |e| e.is_provisioned_throughput_exceeded_exception(), code, &words)?;
    client.get_records().shard_iterator(&iterator).send().await?;
    ok("ProvisionedThroughputExceededException, and the retries that wait for it");

    let answer = new_client("nobody", "test", 1).list_streams().send().await;
    let words = "The security token included in the request is invalid";
    refused(answer, |_| true, "UnrecognizedClientException", words)?;
    ok("UnrecognizedClientException");
    let answer = new_client("test", "wrong", 1).list_streams().send().await;
    let words = "The request signature we calculated does not match the signature you provided.";
    refused(answer, |_| true, "InvalidSignatureException", words)?;
    ok("InvalidSignatureException");
    Ok(())
}
