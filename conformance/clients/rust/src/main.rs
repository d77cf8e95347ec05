//! Paddock as the AWS SDK for Rust sees it. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md.

mod analytics;
mod analytics_newer;
mod checks;
mod cloudwatch;
mod dynamodb;
mod dynamodb_ranges;
mod dynamodb_refusals;
mod dynamodb_writes;
mod function_refusals;
mod functions;
mod identity;
mod logs;
mod reading;
mod refusals;
mod rides;
mod roles;
mod subscriptions;

use aws_sdk_kinesis::config::retry::RetryConfig;
use aws_sdk_kinesis::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_kinesis::{Client, Config};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

pub fn new_client(key: &str, secret: &str, attempts: u32) -> Client {
    Client::from_conf(
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .endpoint_url(std::env::var("PADDOCK_URL").expect("PADDOCK_URL"))
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new(key, secret, None, None, "static"))
            .retry_config(RetryConfig::standard().with_max_attempts(attempts))
            .build(),
    )
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let outcome = match std::env::args().nth(1).as_deref() {
        Some("dynamodb") => dynamodb::run().await,
        Some("lambda") => functions::run().await,
        Some("logs") => logs::run().await,
        Some("cloudwatch") => cloudwatch::run().await,
        Some("analytics") => analytics::run().await,
        Some("identity") => identity::run().await,
        _ => checks::run().await,
    };
    if let Err(problem) = outcome {
        println!("not ok {problem:?}");
        std::process::exit(1);
    }
}

pub fn ok(check: &str) {
    println!("ok {check}");
}

pub fn skip(check: &str, reason: &str) {
    println!("skip {check}: {reason}");
}

pub fn expect<T: PartialEq<U> + std::fmt::Debug, U: std::fmt::Debug>(actual: T, expected: U, what: &str) -> Outcome {
    if actual == expected {
        Ok(())
    } else {
        Err(format!("{what}: {actual:.0?} instead of {expected:.0?}").into())
    }
}

pub fn holds(condition: bool, what: impl std::fmt::Display) -> Outcome {
    if condition {
        Ok(())
    } else {
        Err(what.to_string().into())
    }
}

pub fn shard_id(index: usize) -> String {
    format!("shardId-{index:012}")
}
