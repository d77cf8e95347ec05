use crate::reading::{From, Reader};
use crate::refusals::refused;
use crate::{expect, holds, ok, shard_id, Outcome};
use aws_sdk_kinesis::error::SdkError;
use aws_sdk_kinesis::operation::subscribe_to_shard::builders::SubscribeToShardFluentBuilder;
use aws_sdk_kinesis::operation::subscribe_to_shard::SubscribeToShardOutput;
use aws_sdk_kinesis::primitives::Blob;
use aws_sdk_kinesis::types::error::SubscribeToShardEventStreamError;
use aws_sdk_kinesis::types::{ShardIteratorType, StartingPosition, SubscribeToShardEvent, SubscribeToShardEventStream};
use std::time::Duration;

pub struct Subscriptions<'a> {
    pub reader: Reader<'a>,
    pub consumer: &'a str,
}

impl Subscriptions<'_> {
    pub async fn check(&self, hash_key: &str, every_byte: &[u8]) -> Outcome {
        let mut events = self.subscribe(3, ShardIteratorType::TrimHorizon, None).send().await?;
        let mut got = Vec::new();
        while got.len() < 2 {
            let event = next(&mut events).await?.ok_or("the subscription ended")?;
            holds(!event.continuation_sequence_number.is_empty() && event.millis_behind_latest >= 0, format!("{event:?}"))?;
            let is_first = got.is_empty() && !event.records.is_empty();
            got.extend(event.records);
            if is_first {
                tokio::time::sleep(Duration::from_millis(300)).await;
                let put = self.reader.client.put_record().stream_name(self.reader.stream).partition_key("ж");
                put.explicit_hash_key(hash_key).data(Blob::new(every_byte)).send().await?;
            }
        }
        drop(events);
        expect(got[0].data.as_ref(), b"to the high child", "the stored record")?;
        expect((got[1].partition_key(), got[1].data.as_ref()), (Some("ж"), every_byte), "the pushed record")?;
        expect(got, self.reader.read(3, From::TrimHorizon).await?, "pushed records, as they are read")?;
        ok("subscribe: stored records, then pushed ones");

        let all = self.reader.read(0, From::TrimHorizon).await?;
        let first = all[0].sequence_number.clone();
        let mut events = self.subscribe(0, ShardIteratorType::AfterSequenceNumber, Some(first)).send().await?;
        let (mut got, mut last) = (Vec::new(), None);
        while let Some(event) = next(&mut events).await? {
            got.extend(event.records.iter().cloned());
            last = Some(event);
        }
        let last = last.ok_or("no event")?;
        expect(got, all[1..].to_vec(), "records")?;
        // This SDK makes an empty string of what is required and absent.
        expect(last.continuation_sequence_number.as_str(), "", "continuation at the end")?;
        let children: Vec<_> = last.child_shards().iter().map(|child| child.shard_id.clone()).collect();
        expect(children, vec![shard_id(2), shard_id(3)], "children")?;
        ok("subscribe to a closed shard: it ends with its children");
        Ok(())
    }

    /// Gives a subscription that is still open.
    pub async fn take_over(&self) -> Outcome<SubscribeToShardOutput> {
        let mut first = self.subscribe(2, ShardIteratorType::Latest, None).send().await?;
        let again = self.subscribe(2, ShardIteratorType::Latest, None).send().await;
        refused(again, |e| e.is_resource_in_use_exception(), "ResourceInUseException", "")?;
        tokio::time::sleep(Duration::from_millis(5200)).await;
        let second = self.subscribe(2, ShardIteratorType::Latest, None).send().await?;
        let (empty, end) = drain(&mut first).await?;
        holds(matches!(end, SubscribeToShardEventStreamError::ResourceInUseException(_)), format!("it ended with {end:?}"))?;
        holds(empty >= 2, format!("{empty} events in five seconds"))?;
        ok("subscribe again: refused at once, taking over after five seconds");
        Ok(second)
    }

    fn subscribe(&self, shard: usize, kind: ShardIteratorType, number: Option<String>) -> SubscribeToShardFluentBuilder {
        let position = StartingPosition::builder().r#type(kind).set_sequence_number(number).build().expect("a position");
        let call = self.reader.client.subscribe_to_shard().consumer_arn(self.consumer);
        call.shard_id(shard_id(shard)).starting_position(position)
    }
}

async fn next(events: &mut SubscribeToShardOutput) -> Outcome<Option<SubscribeToShardEvent>> {
    match events.event_stream.recv().await? {
        Some(SubscribeToShardEventStream::SubscribeToShardEvent(event)) => Ok(Some(event)),
        Some(other) => Err(format!("{other:?}").into()),
        None => Ok(None),
    }
}

/// How many events there were until the error, and the error.
pub async fn drain(events: &mut SubscribeToShardOutput) -> Outcome<(usize, SubscribeToShardEventStreamError)> {
    let mut count = 0;
    loop {
        match events.event_stream.recv().await {
            Ok(Some(_)) => count += 1,
            Ok(None) => return Err("the subscription ended without an error".into()),
            Err(SdkError::ServiceError(context)) => return Ok((count, context.into_err())),
            Err(other) => return Err(other.into()),
        }
    }
}
