use crate::{shard_id, Outcome};
use aws_sdk_kinesis::operation::get_records::GetRecordsOutput;
use aws_sdk_kinesis::primitives::DateTime;
use aws_sdk_kinesis::types::{Record, ShardIteratorType};
use aws_sdk_kinesis::Client;
use std::time::Duration;

/// Where a reading begins.
pub enum From<'a> {
    TrimHorizon,
    Latest,
    At(&'a str),
    After(&'a str),
    Time(DateTime),
}

/// What the producer knows of a record.
pub type Plain = (String, Vec<u8>, String);

pub fn plain(records: &[Record]) -> Vec<Plain> {
    records
        .iter()
        .map(|one| (one.partition_key.clone().unwrap_or_default(), one.data.as_ref().to_vec(), one.sequence_number.clone()))
        .collect()
}

pub struct Reader<'a> {
    pub client: &'a Client,
    pub stream: &'a str,
}

impl Reader<'_> {
    pub async fn iterator(&self, shard: usize, from: From<'_>) -> Outcome<String> {
        let call = self.client.get_shard_iterator().stream_name(self.stream).shard_id(shard_id(shard));
        let call = match from {
            From::TrimHorizon => call.shard_iterator_type(ShardIteratorType::TrimHorizon),
            From::Latest => call.shard_iterator_type(ShardIteratorType::Latest),
            From::At(number) => call.shard_iterator_type(ShardIteratorType::AtSequenceNumber).starting_sequence_number(number),
            From::After(number) => {
                call.shard_iterator_type(ShardIteratorType::AfterSequenceNumber).starting_sequence_number(number)
            }
            From::Time(time) => call.shard_iterator_type(ShardIteratorType::AtTimestamp).timestamp(time),
        };
        Ok(call.send().await?.shard_iterator.ok_or("no iterator")?)
    }

    pub async fn read(&self, shard: usize, from: From<'_>) -> Outcome<Vec<Record>> {
        Ok(self.read_on(self.iterator(shard, from).await?).await?.0)
    }

    /// All records up to the shard's end or tip, and the last answer.
    pub async fn read_on(&self, iterator: String) -> Outcome<(Vec<Record>, GetRecordsOutput)> {
        let mut records = Vec::new();
        let mut next = iterator;
        for _ in 0..20 {
            let page = self.client.get_records().shard_iterator(&next).send().await?;
            records.extend(page.records.iter().cloned());
            match &page.next_shard_iterator {
                Some(iterator) if !page.records.is_empty() || page.millis_behind_latest != Some(0) => next = iterator.clone(),
                _ => return Ok((records, page)),
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        Err("the shard has no end".into())
    }
}
