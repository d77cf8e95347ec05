//! The streams around applications of Kinesis Data Analytics, and the applications' code.

use crate::functions::WAIT;
use crate::{expect, holds, shard_id, Outcome};
use aws_sdk_kinesis::client::Waiters;
use aws_sdk_kinesis::primitives::{Blob, DateTime};
use aws_sdk_kinesis::types::{PutRecordsRequestEntry, ShardIteratorType};
use aws_sdk_kinesis::Client;
use std::cell::RefCell;
use std::future::Future;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub const LOG_STREAM: &str = "arn:aws:logs:us-east-1:000000000000:log-group:rides:log-stream:errors";
pub const BUCKET: &str = "arn:aws:s3:::rides";
pub const COUNTING: &str = r#"CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" ("Name" VARCHAR(16), "Rides" INTEGER, "Health" INTEGER);
CREATE OR REPLACE PUMP "STREAM_PUMP" AS INSERT INTO "DESTINATION_SQL_STREAM"
SELECT STREAM "Name", COUNT(*), MIN("HealthPoints") FROM "SOURCE_SQL_STREAM_001"
GROUP BY "Name", STEP("SOURCE_SQL_STREAM_001".ROWTIME BY INTERVAL '1' SECOND);"#;
pub const PASSING: &str = r#"CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" ("Name" VARCHAR(16), "Distance" DOUBLE);
CREATE OR REPLACE PUMP "STREAM_PUMP" AS INSERT INTO "DESTINATION_SQL_STREAM"
SELECT STREAM UPPER("Name"), "Distance" FROM "SOURCE_SQL_STREAM_001";"#;

pub fn invalid() -> String {
    COUNTING.replace("MIN(", "MINIMUM(")
}

pub fn stream_arn(name: &str) -> String {
    format!("arn:aws:kinesis:us-east-1:000000000000:stream/{name}")
}

pub fn application_arn(name: &str) -> String {
    format!("arn:aws:kinesisanalytics:us-east-1:000000000000:application/{name}")
}

pub fn ride(name: &str, health: i32) -> String {
    format!(r#"{{"Name":"{name}","Distance":30.25,"HealthPoints":{health}}}"#)
}

pub fn made_at(made: Option<&DateTime>) -> Outcome {
    let made = made.ok_or("not made")?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() as i64;
    holds(made.subsec_nanos() == 0 && (now - made.secs()).abs() < 60, format!("made at {made:?}"))
}

/// Until it is so, for at most ten seconds.
pub async fn eventually<F: Future<Output = Outcome<bool>>>(what: &str, is: impl Fn() -> F) -> Outcome {
    for _ in 0..200 {
        if is().await? {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(format!("never {what}").into())
}

pub struct Rides {
    kinesis: Client,
    pub from: String,
    pub to: String,
    iterator: RefCell<Option<String>>,
}

impl Rides {
    pub async fn make(kinesis: Client, name: &str) -> Outcome<Rides> {
        let rides = Rides { kinesis, from: format!("{name}-in"), to: format!("{name}-out"), iterator: RefCell::default() };
        for stream in [&rides.from, &rides.to] {
            rides.kinesis.create_stream().stream_name(stream).shard_count(1).send().await?;
        }
        for stream in [&rides.from, &rides.to] {
            rides.kinesis.wait_until_stream_exists().stream_name(stream).wait(WAIT).await?;
        }
        Ok(rides)
    }

    pub async fn delete(&self) -> Outcome {
        for stream in [&self.from, &self.to] {
            self.kinesis.delete_stream().stream_name(stream).send().await?;
        }
        Ok(())
    }

    /// All at one time.
    pub async fn put(&self, rides: &[String]) -> Outcome {
        let mut put = self.kinesis.put_records().stream_name(&self.from);
        for one in rides {
            put = put.records(PutRecordsRequestEntry::builder().partition_key("ride").data(Blob::new(one.as_bytes())).build()?);
        }
        expect(put.send().await?.failed_record_count(), Some(0), "failed records")
    }

    /// What comes of it while records come.
    pub async fn while_putting<T>(&self, call: impl Future<Output = T>) -> Outcome<T> {
        let putting = async {
            loop {
                if let Err(problem) = self.put(&[ride("Shadowfax", 150), ride("Rocinante", 149)]).await {
                    break problem;
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        tokio::select! {
            answer = call => Ok(answer),
            problem = putting => Err(problem),
        }
    }

    pub async fn watch(&self) -> Outcome {
        let get = self.kinesis.get_shard_iterator().stream_name(&self.to).shard_id(shard_id(0));
        self.iterator.replace(get.shard_iterator_type(ShardIteratorType::Latest).send().await?.shard_iterator);
        Ok(())
    }

    /// As they come, sorted.
    pub async fn expect_rows(&self, expected: &[&str]) -> Outcome {
        let mut rows = Vec::new();
        for _ in 0..80 {
            let iterator = self.iterator.take();
            let page = self.kinesis.get_records().set_shard_iterator(iterator).send().await?;
            for record in page.records() {
                rows.push(String::from_utf8(record.data().as_ref().to_vec())?.trim().to_owned());
            }
            self.iterator.replace(page.next_shard_iterator);
            if rows.len() >= expected.len() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        rows.sort();
        expect(rows, expected.to_vec(), "rows")
    }
}
