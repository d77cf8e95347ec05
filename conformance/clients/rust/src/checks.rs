use crate::reading::{plain, From, Plain, Reader};
use crate::subscriptions::{drain, Subscriptions};
use crate::{expect, holds, new_client, ok, refusals, shard_id, Outcome};
use aws_sdk_kinesis::client::Waiters;
use aws_sdk_kinesis::operation::subscribe_to_shard::SubscribeToShardOutput;
use aws_sdk_kinesis::primitives::{Blob, DateTime};
use aws_sdk_kinesis::types::{
    ConsumerStatus, EncryptionType, PutRecordsRequestEntry, Shard, ShardFilter, ShardFilterType, StreamMode, StreamStatus, Tag,
};
use aws_sdk_kinesis::Client;
use std::collections::HashMap;
use std::time::{Duration, SystemTime};

const QUARTER: &str = "85070591730234615865843651857942052864"; // 2^126
const HALF: &str = "170141183460469231731687303715884105728"; // 2^127
const BELOW_HALF: &str = "170141183460469231731687303715884105727";
const HIGHEST: &str = "340282366920938463463374607431768211455";

struct Checks {
    client: Client,
    stream: String,
    fixture: String,
    every_byte: Vec<u8>,
    stored: HashMap<String, Vec<Plain>>,
}

pub async fn run() -> Outcome {
    let mut checks = Checks {
        client: new_client("test", "test", 10),
        stream: format!("rust-{}", std::process::id()),
        fixture: std::env::var("PADDOCK_FIXTURE")?,
        every_byte: (0..=255).collect(),
        stored: HashMap::new(),
    };
    let arn = checks.becomes_active().await?;
    checks.describes_itself(&arn).await?;
    checks.puts().await?;
    checks.reads().await?;
    checks.lists_shards().await?;
    checks.splits_and_follows().await?;
    checks.tags(&arn).await?;
    let consumer = checks.registers(&arn).await?;
    let subscriptions = Subscriptions { reader: checks.reader(), consumer: &consumer };
    subscriptions.check(QUARTER, &checks.every_byte).await?;
    let open = subscriptions.take_over().await?;
    refusals::check(&checks.client, &checks.stream).await?;
    checks.reads_fixture().await?;
    checks.deletes(&arn, &consumer, open).await
}

/// The waiters of this SDK ask every ten seconds; where their waiting is not what is checked, they are to ask once.
async fn settle() {
    tokio::time::sleep(Duration::from_millis(600)).await;
}

const PATIENCE: Duration = Duration::from_secs(40);

impl Checks {
    fn reader(&self) -> Reader<'_> {
        Reader { client: &self.client, stream: &self.stream }
    }

    async fn becomes_active(&self) -> Outcome<String> {
        let create = self.client.create_stream().stream_name(&self.stream).shard_count(2);
        create.tags("made", "with the stream").send().await?;
        self.client.wait_until_stream_exists().stream_name(&self.stream).wait(PATIENCE).await?;
        let answer = self.client.describe_stream_summary().stream_name(&self.stream).send().await?;
        let summary = answer.stream_description_summary.ok_or("no summary")?;
        expect(summary.stream_status, StreamStatus::Active, "status")?;
        ok("the waiter sees the stream ACTIVE");
        Ok(summary.stream_arn)
    }

    async fn describes_itself(&self, arn: &str) -> Outcome {
        let answer = self.client.describe_stream_summary().stream_arn(arn).send().await?;
        let summary = answer.stream_description_summary.ok_or("no summary")?;
        expect(arn, format!("arn:aws:kinesis:us-east-1:000000000000:stream/{}", self.stream), "ARN")?;
        expect(summary.open_shard_count, 2, "open shards")?;
        expect(summary.retention_period_hours, 24, "retention")?;
        expect(summary.stream_mode_details.map(|mode| mode.stream_mode), Some(StreamMode::Provisioned), "mode")?;
        expect(summary.encryption_type, Some(EncryptionType::None), "encryption")?;
        expect(summary.enhanced_monitoring.len(), 1, "monitoring")?;
        let created = summary.stream_creation_timestamp;
        let age = SystemTime::now().duration_since(SystemTime::try_from(created)?)?;
        holds(age.as_secs() < 60, format!("created {created}"))?;
        let answer = self.client.describe_stream().stream_name(&self.stream).send().await?;
        let described = answer.stream_description.ok_or("no description")?;
        expect(described.stream_creation_timestamp, created, "creation timestamp")?;
        expect(shard_ids(&described.shards), "01", "shards")?;
        let limits = self.client.describe_limits().send().await?;
        holds(limits.open_shard_count >= 2 && limits.shard_limit > 0, format!("{limits:?}"))?;
        ok("the stream describes itself");

        let mut names = Vec::new();
        let mut pages = self.client.list_streams().into_paginator().page_size(1).send();
        while let Some(page) = pages.next().await {
            let page = page?;
            holds(page.stream_names.len() <= 1, "a page is longer than its limit")?;
            for one in page.stream_summaries() {
                if one.stream_name == self.stream {
                    expect(one.stream_creation_timestamp, Some(created), "creation timestamp")?;
                }
            }
            names.extend(page.stream_names);
        }
        holds(names.contains(&self.stream) && names.contains(&self.fixture) && names.is_sorted(), format!("names {names:?}"))?;
        ok("pages of streams");
        Ok(())
    }

    fn store(&mut self, shard: &str, key: &str, data: &[u8], number: &str) {
        let record = (key.to_owned(), data.to_owned(), number.to_owned());
        self.stored.entry(shard.to_owned()).or_default().push(record);
    }

    async fn put(&mut self, key: &str, hash_key: &str, data: &[u8]) -> Outcome<String> {
        let call = self.client.put_record().stream_name(&self.stream).partition_key(key).explicit_hash_key(hash_key);
        let answer = call.data(Blob::new(data)).send().await?;
        self.store(&answer.shard_id, key, data, &answer.sequence_number);
        Ok(answer.shard_id)
    }

    async fn puts(&mut self) -> Outcome {
        let every_byte = self.every_byte.clone();
        expect(self.put("bytes", "0", &every_byte).await?, shard_id(0), "the shard of hash key 0")?;
        ok("put a record of every byte");

        tokio::time::sleep(Duration::from_millis(20)).await;
        let long = "a".repeat(100_000);
        let batch: [(&str, Option<&str>, &[u8]); 6] = [
            ("ключ-🦄-鍵", Some("1"), "Wild Rydes 🦄".as_bytes()),
            ("low", Some(BELOW_HALF), b""),
            ("high", Some(HALF), &[0, 255]),
            ("highest", Some(HIGHEST), &[0xf0, 0x28, 0x8c, 0x28]),
            // MD5 of "a" begins with 0c, of "b" with 92.
            ("a", None, long.as_bytes()),
            ("b", None, b"b"),
        ];
        let mut call = self.client.put_records().stream_name(&self.stream);
        for (key, hash_key, data) in batch {
            let entry = PutRecordsRequestEntry::builder().partition_key(key).data(Blob::new(data));
            call = call.records(entry.set_explicit_hash_key(hash_key.map(String::from)).build()?);
        }
        let answer = call.send().await?;
        expect(answer.failed_record_count, Some(0), "failed records")?;
        let mut ids = String::new();
        for ((key, _, data), got) in batch.iter().zip(&answer.records) {
            holds(got.error_code.is_none() && got.error_message.is_none(), format!("{got:?}"))?;
            let shard = got.shard_id().ok_or("no shard")?;
            ids.push_str(&shard[19..]);
            self.store(shard, key, data, got.sequence_number().ok_or("no sequence number")?);
        }
        expect(ids, "001101", "shards of the batch")?;
        holds(self.stored.values().all(|records| records.is_sorted_by_key(|one| &one.2)), "order of sequence numbers")?;
        ok("put a batch: unicode keys, explicit hash keys, no data");
        Ok(())
    }

    async fn reads(&mut self) -> Outcome {
        let expected = self.stored[&shard_id(0)].clone();
        let reader = self.reader();
        let everything = reader.read(0, From::TrimHorizon).await?;
        expect(plain(&everything), &expected[..], "records")?;
        holds(everything[0].encryption_type.is_none(), "EncryptionType in a stream that is not encrypted")?;
        let other = reader.read(1, From::TrimHorizon).await?;
        expect(plain(&other), &self.stored[&shard_id(1)][..], "records")?;
        ok("read from TRIM_HORIZON");

        let second = &expected[1].2;
        expect(plain(&reader.read(0, From::At(second)).await?), &expected[1..], "records")?;
        expect(plain(&reader.read(0, From::After(second)).await?), &expected[2..], "records")?;
        ok("read AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER");

        let first = everything[0].approximate_arrival_timestamp.ok_or("no timestamp")?;
        let next = everything[1].approximate_arrival_timestamp.ok_or("no timestamp")?;
        holds(next > first, format!("arrived {first}, {next}"))?;
        expect(reader.read(0, From::Time(first)).await?, &everything[..], "records")?;
        expect(reader.read(0, From::Time(next)).await?, &everything[1..], "records")?;
        let later = DateTime::from_millis(millis(next) + 1);
        expect(reader.read(0, From::Time(later)).await?.len(), 0, "records a millisecond later")?;
        ok("read AT_TIMESTAMP, to the millisecond");

        let latest = reader.iterator(0, From::Latest).await?;
        self.put("new", "0", b"new").await?;
        let (got, _) = self.reader().read_on(latest).await?;
        expect(plain(&got), &self.stored[&shard_id(0)][expected.len()..], "records")?;
        ok("read from LATEST");
        Ok(())
    }

    /// The SDK for Rust leaves paging through shards to its caller.
    async fn all_shards(&self) -> Outcome<Vec<Shard>> {
        let mut page = self.client.list_shards().stream_name(&self.stream).max_results(1).send().await?;
        let mut shards = page.shards().to_vec();
        while let Some(token) = page.next_token {
            page = self.client.list_shards().next_token(token).max_results(1).send().await?;
            expect(page.shards().len(), 1, "shards on a page")?;
            shards.extend_from_slice(page.shards());
        }
        Ok(shards)
    }

    async fn lists_shards(&self) -> Outcome {
        let shards = self.all_shards().await?;
        let ranges: Vec<_> = shards.iter().filter_map(|shard| shard.hash_key_range.clone()).collect();
        let ranges: Vec<_> = ranges.iter().map(|one| (one.starting_hash_key(), one.ending_hash_key())).collect();
        expect(ranges, vec![("0", BELOW_HALF), (HALF, HIGHEST)], "hash keys")?;
        holds(shards.iter().all(|shard| !is_closed(shard)), "an open shard has an end")?;
        ok("pages of shards");
        Ok(())
    }

    async fn splits_and_follows(&mut self) -> Outcome {
        let parent = shard_id(0);
        let split = self.client.split_shard().stream_name(&self.stream).shard_to_split(&parent);
        split.new_starting_hash_key(QUARTER).send().await?;
        settle().await;
        self.client.wait_until_stream_exists().stream_name(&self.stream).wait(PATIENCE).await?;
        let shards = self.all_shards().await?;
        expect(shard_ids(&shards), "0123", "shards")?;
        let parents: Vec<_> = shards.iter().map(|shard| shard.parent_shard_id()).collect();
        expect(parents, vec![None, None, Some(parent.as_str()), Some(&parent)], "parents")?;
        holds(is_closed(&shards[0]), "the parent is not closed")?;
        let filter = ShardFilter::builder().r#type(ShardFilterType::AtLatest).build()?;
        let opened = self.client.list_shards().stream_name(&self.stream).shard_filter(filter).send().await?;
        expect(shard_ids(opened.shards()), "123", "open shards")?;
        ok("split");

        let low = self.put("low", "0", b"to the low child").await?;
        let high = self.put("high", QUARTER, b"to the high child").await?;
        expect((low, high), (shard_id(2), shard_id(3)), "children by hash key")?;
        let reader = self.reader();
        let (records, last) = reader.read_on(reader.iterator(0, From::TrimHorizon).await?).await?;
        expect(plain(&records), &self.stored[&parent][..], "records of the parent")?;
        holds(last.next_shard_iterator.is_none(), "the parent goes on")?;
        let children = last.child_shards();
        expect(children.iter().map(|child| child.shard_id()).collect::<Vec<_>>(), vec![shard_id(2), shard_id(3)], "children")?;
        expect(children[1].parent_shards(), [parent], "parents of a child")?;
        let range = children[1].hash_key_range().map(|range| (range.starting_hash_key(), range.ending_hash_key()));
        expect(range, Some((QUARTER, BELOW_HALF)), "hash keys of a child")?;
        for child in [2, 3] {
            let records = reader.read(child, From::TrimHorizon).await?;
            expect(plain(&records), &self.stored[&shard_id(child)][..], "records of a child")?;
        }
        ok("follow the parent to its children");
        Ok(())
    }

    async fn tags(&self, arn: &str) -> Outcome {
        let add = self.client.add_tags_to_stream().stream_name(&self.stream);
        add.tags("team", "unicorns").tags("ünï", "").tags("a/b", "c=d").send().await?;
        self.client.remove_tags_from_stream().stream_name(&self.stream).tag_keys("made").send().await?;
        let page = self.client.list_tags_for_stream().stream_name(&self.stream).limit(2).send().await?;
        holds(page.tags.len() == 2 && page.has_more_tags, format!("a page of tags: {page:?}"))?;
        let call = self.client.list_tags_for_stream().stream_name(&self.stream);
        let rest = call.exclusive_start_tag_key(page.tags[1].key()).send().await?;
        let all = [page.tags, rest.tags].concat();
        expect(tag_list(&all), vec![("a/b", "c=d"), ("team", "unicorns"), ("ünï", "")], "tags")?;
        ok("tags of the stream");

        self.client.tag_resource().resource_arn(arn).tags("by", "ARN").send().await?;
        self.client.untag_resource().resource_arn(arn).tag_keys("a/b").tag_keys("ünï").send().await?;
        let listed = self.client.list_tags_for_resource().resource_arn(arn).send().await?;
        expect(tag_list(listed.tags()), vec![("by", "ARN"), ("team", "unicorns")], "tags")?;
        ok("tags by ARN");
        Ok(())
    }

    async fn registers(&self, arn: &str) -> Outcome<String> {
        let answer = self.client.register_stream_consumer().stream_arn(arn).consumer_name("reader").send().await?;
        let made = answer.consumer.ok_or("no consumer")?;
        expect(&made.consumer_status, &ConsumerStatus::Creating, "consumer")?;
        holds(made.consumer_arn.starts_with(&format!("{arn}/consumer/reader:")), &made.consumer_arn)?;
        let mut described = None;
        for _ in 0..50 {
            let answer = self.client.describe_stream_consumer().consumer_arn(&made.consumer_arn).send().await?;
            described = answer.consumer_description;
            if described.as_ref().is_some_and(|one| one.consumer_status == ConsumerStatus::Active) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let described = described.ok_or("no description")?;
        expect(described.consumer_status, ConsumerStatus::Active, "consumer")?;
        expect(described.stream_arn.as_str(), arn, "consumer's stream")?;
        expect(described.consumer_creation_timestamp, made.consumer_creation_timestamp, "creation timestamp")?;
        let mut pages = self.client.list_stream_consumers().stream_arn(arn).into_paginator().send();
        let page = pages.next().await.ok_or("no page")??;
        let listed: Vec<_> = page.consumers().iter().map(|one| one.consumer_arn()).collect();
        expect(listed, vec![made.consumer_arn()], "consumers")?;
        ok("register a consumer");
        Ok(made.consumer_arn)
    }

    async fn reads_fixture(&self) -> Outcome {
        let reader = Reader { client: &self.client, stream: &self.fixture };
        for one in reader.read(0, From::TrimHorizon).await? {
            let arrived = millis(one.approximate_arrival_timestamp.ok_or("no timestamp")?);
            let data = if one.data.as_ref().is_empty() { "-".to_owned() } else { hex(one.data.as_ref()) };
            println!("fact {} {arrived} {} {data}", one.sequence_number, hex(one.partition_key().unwrap_or_default().as_bytes()));
        }
        ok("the same records as every other client");
        Ok(())
    }

    async fn deletes(&self, arn: &str, consumer: &str, mut open: SubscribeToShardOutput) -> Outcome {
        let answer = self.client.delete_stream().stream_name(&self.stream).send().await;
        refusals::refused(answer, |e| e.is_resource_in_use_exception(), "ResourceInUseException", "")?;
        self.client.deregister_stream_consumer().consumer_arn(consumer).send().await?;
        let (_, end) = drain(&mut open).await?;
        holds(end.is_resource_not_found_exception(), format!("the subscription ended with {end:?}"))?;
        ok("deregister: the subscription ends with ResourceNotFoundException");
        self.client.delete_stream().stream_arn(arn).enforce_consumer_deletion(true).send().await?;
        settle().await;
        self.client.wait_until_stream_not_exists().stream_name(&self.stream).wait(PATIENCE).await?;
        ok("deleted; the waiter sees it gone");
        Ok(())
    }
}

/// This SDK reads a timestamp as a float: a few nanoseconds are its own.
fn millis(time: DateTime) -> i64 {
    (time.as_secs_f64() * 1000.0).round() as i64
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The last digits of the shards' ids.
fn shard_ids(shards: &[Shard]) -> String {
    shards.iter().map(|shard| &shard.shard_id[19..]).collect()
}

fn is_closed(shard: &Shard) -> bool {
    shard.sequence_number_range().is_some_and(|range| range.ending_sequence_number().is_some())
}

fn tag_list(tags: &[Tag]) -> Vec<(&str, &str)> {
    let mut all: Vec<_> = tags.iter().map(|tag| (tag.key(), tag.value().unwrap_or(""))).collect();
    all.sort();
    all
}
