//! A function of the runtimes `provided.*`. It finds Paddock by itself: its client is told nothing.

use aws_config::{load_defaults, BehaviorVersion};
use aws_sdk_dynamodb::types::AttributeValue;
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use serde_json::{json, Value};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let dynamo = aws_sdk_dynamodb::Client::new(&load_defaults(BehaviorVersion::latest()).await);
    run(service_fn(|event: LambdaEvent<Value>| answer(&dynamo, event))).await
}

async fn answer(dynamo: &aws_sdk_dynamodb::Client, event: LambdaEvent<Value>) -> Result<Value, Error> {
    let text = event.payload["write"].as_str().unwrap_or_default();
    println!("writing {text}");
    let put = dynamo.put_item().table_name(std::env::var("TABLE_NAME")?);
    let put = put.item("pk", AttributeValue::S(text.into())).item("by", AttributeValue::S("rust".into()));
    put.send().await?;
    Ok(json!({ "wrote": text }))
}
