use crate::dynamodb::{at, new_client, s, settle, with, Tables};
use crate::{expect, holds, ok, Outcome};
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::RequestId;
use aws_sdk_dynamodb::types::{BillingMode, ProvisionedThroughput, PutRequest, Select, WriteRequest};
use std::collections::HashMap;
use std::fmt::Debug;

/// The call fails with this code and message; `is_typed` tells the SDK's own variant. Gives the error.
pub fn refused<T, E, R>(result: Result<T, SdkError<E, R>>, is_typed: impl Fn(&E) -> bool, code: &str, words: &str) -> Outcome<E>
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
    holds(error.message().unwrap_or("").contains(words), format!("message: {:?}", error.message()))?;
    expect(error.request_id().map(str::len), Some(52), "length of the request id")?;
    Ok(error)
}

pub async fn check(t: &Tables) -> Outcome {
    let answer = t.client.get_item().table_name("nobody").set_key(Some(at("a", 1))).send().await;
    let words = "Requested resource not found";
    refused(answer, |e| e.is_resource_not_found_exception(), "ResourceNotFoundException", words)?;
    ok("ResourceNotFoundException");
    let answer = t.create(&t.name)?.billing_mode(BillingMode::PayPerRequest).send().await;
    let words = format!("Table already exists: {}", t.name);
    refused(answer, |e| e.is_resource_in_use_exception(), "ResourceInUseException", &words)?;
    ok("ResourceInUseException");
    let answer = t.client.get_item().table_name(&t.name).key("pk", s("a")).send().await;
    refused(answer, |_| true, "ValidationException", "The provided key element does not match the schema")?;
    ok("ValidationException");
    throttles(t).await?;
    let answer = new_client("nobody", 1).list_tables().send().await;
    let words = "The security token included in the request is invalid.";
    refused(answer, |_| true, "UnrecognizedClientException", words)?;
    ok("UnrecognizedClientException");
    Ok(())
}

/// A table keeps five minutes of what it did not use. One big item takes more than that; then there is one unit a second.
async fn throttles(t: &Tables) -> Outcome {
    let slow = format!("{}-slow", t.name);
    let units = |count| ProvisionedThroughput::builder().read_capacity_units(count).write_capacity_units(count).build();
    t.create(&slow)?.provisioned_throughput(units(1)?).send().await?;
    t.wait_for(&slow).await?;
    let put = |one| t.client.put_item().table_name(&slow).set_item(Some(one));
    put(with(at("big", 1), [("x", s(&"x".repeat(309_000)))])).send().await?;
    let impatient = new_client("test", 1);
    let answer = impatient.put_item().table_name(&slow).set_item(Some(at("small", 1))).send().await;
    let words = "The level of configured provisioned throughput for the table was exceeded.";
    let code = "ProvisionedThroughputExceededException";
    refused(answer, |e| e.is_provisioned_throughput_exceeded_exception(), code, words)?;
    put(at("patient", 1)).send().await?;
    ok("ProvisionedThroughputExceededException, and the retries that wait for it");

    let mut writes = Vec::new();
    for index in 0..25 {
        let put = PutRequest::builder().set_item(Some(at("batch", index))).build()?;
        writes.push(WriteRequest::builder().put_request(put).build());
    }
    let batch = |writes| t.client.batch_write_item().set_request_items(writes).send();
    let mut left = batch(Some(HashMap::from([(slow.clone(), writes)]))).await?.unprocessed_items;
    let size = left.as_ref().and_then(|left| left.get(&slow)).map_or(0, Vec::len);
    holds(size > 0 && size < 25, format!("{size} items were left"))?;
    t.client.update_table().table_name(&slow).provisioned_throughput(units(100)?).send().await?;
    while left.as_ref().is_some_and(|left| !left.is_empty()) {
        left = batch(left).await?.unprocessed_items;
    }
    let found = t.client.scan().table_name(&slow).select(Select::Count).send().await?;
    expect(found.count, 27, "items")?;
    ok("UnprocessedItems, sent again");
    settle().await;
    t.client.delete_table().table_name(&slow).send().await?;
    Ok(())
}
