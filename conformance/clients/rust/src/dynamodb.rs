//! DynamoDB as the AWS SDK for Rust sees it.

use crate::{dynamodb_ranges, dynamodb_refusals, dynamodb_writes, expect, holds, ok, skip, Outcome};
use aws_sdk_dynamodb::client::Waiters;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue::{self, Bool, Bs, Ns, Null, Ss, B, L, M, N, S};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, PointInTimeRecoverySpecification, PointInTimeRecoveryStatus,
    ReturnConsumedCapacity, ReturnValue, ReturnValuesOnConditionCheckFailure, ScalarAttributeType, StreamSpecification,
    StreamViewType, TableDescription, TableStatus, Tag, TimeToLiveSpecification,
};
use aws_sdk_dynamodb::{Client, Config};
use dynamodb_refusals::refused;
use std::collections::HashMap;
use std::time::{Duration, SystemTime};

pub type Item = HashMap<String, AttributeValue>;

pub struct Tables {
    pub client: Client,
    pub name: String,
    pub fixture: String,
}

pub fn new_client(key: &str, attempts: u32) -> Client {
    Client::from_conf(
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .endpoint_url(std::env::var("PADDOCK_URL").expect("PADDOCK_URL"))
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new(key, "test", None, None, "static"))
            .retry_config(RetryConfig::standard().with_max_attempts(attempts))
            .build(),
    )
}

pub async fn run() -> Outcome {
    let t = Tables {
        client: new_client("test", 10),
        name: format!("rust-{}", std::process::id()),
        fixture: std::env::var("PADDOCK_FIXTURE")?,
    };
    let arn = t.becomes_active().await?;
    t.pages_of_tables().await?;
    t.every_type().await?;
    t.updates().await?;
    dynamodb_ranges::check(&t).await?;
    dynamodb_writes::check(&t).await?;
    dynamodb_ranges::index_made_later(&t).await?;
    t.settings(&arn).await?;
    dynamodb_ranges::stream(&t).await?;
    dynamodb_refusals::check(&t).await?;
    skip("checksums of answers", "the SDK for Rust does not look at them");
    skip("one connection for all requests", "the SDK for Rust does not tell of its connections");
    skip("objects by a mapper", "the SDK for Rust has none");
    skip("versions and counters by a mapper", "the SDK for Rust has none");
    dynamodb_ranges::reads_fixture(&t).await?;
    t.deletes().await
}

pub fn s(text: &str) -> AttributeValue {
    S(text.to_owned())
}

pub fn n(number: impl ToString) -> AttributeValue {
    N(number.to_string())
}

pub fn item<const COUNT: usize>(attributes: [(&str, AttributeValue); COUNT]) -> Item {
    attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The key of an item of any table here.
pub fn at(pk: &str, sk: i32) -> Item {
    item([("pk", s(pk)), ("sk", n(sk))])
}

pub fn with<const COUNT: usize>(mut one: Item, more: [(&str, AttributeValue); COUNT]) -> Item {
    one.extend(item(more));
    one
}

/// The waiters of this SDK ask every twenty seconds; they are to ask once.
pub async fn settle() {
    tokio::time::sleep(Duration::from_millis(600)).await;
}

pub const PATIENCE: Duration = Duration::from_secs(60);

fn nested(levels: usize) -> AttributeValue {
    (0..levels).fold(n(1), |value, _| L(vec![value]))
}

impl Tables {
    pub fn create(&self, name: &str) -> Outcome<CreateTableFluentBuilder> {
        let definition = |name: &str, kind| AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build();
        let key = |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
        Ok(self
            .client
            .create_table()
            .table_name(name)
            .attribute_definitions(definition("pk", ScalarAttributeType::S)?)
            .attribute_definitions(definition("sk", ScalarAttributeType::N)?)
            .key_schema(key("pk", KeyType::Hash)?)
            .key_schema(key("sk", KeyType::Range)?))
    }

    pub async fn wait_for(&self, name: &str) -> Outcome {
        settle().await;
        self.client.wait_until_table_exists().table_name(name).wait(PATIENCE).await?;
        Ok(())
    }

    pub async fn described(&self) -> Outcome<TableDescription> {
        let answer = self.client.describe_table().table_name(&self.name).send().await?;
        Ok(answer.table.ok_or("no table")?)
    }

    async fn becomes_active(&self) -> Outcome<String> {
        let stream = StreamSpecification::builder().stream_enabled(true).stream_view_type(StreamViewType::NewAndOldImages);
        let create = self.create(&self.name)?.billing_mode(BillingMode::PayPerRequest).stream_specification(stream.build()?);
        let made = create.tags(Tag::builder().key("made").value("with the table").build()?).send().await?;
        let made = made.table_description.ok_or("no description")?;
        expect(made.table_status, Some(TableStatus::Creating), "status at first")?;
        self.wait_for(&self.name).await?;
        let table = self.described().await?;
        expect(table.table_status.clone(), Some(TableStatus::Active), "status")?;
        ok("the waiter sees the table ACTIVE");

        let arn = table.table_arn.ok_or("no ARN")?;
        expect(&arn, &format!("arn:aws:dynamodb:us-east-1:000000000000:table/{}", self.name), "ARN")?;
        expect(table.key_schema, made.key_schema, "keys")?;
        let stream = table.latest_stream_arn.ok_or("no stream")?;
        holds(stream.starts_with(&format!("{arn}/stream/")), format!("stream {stream}"))?;
        let created = SystemTime::try_from(table.creation_date_time.ok_or("no date")?)?;
        holds(SystemTime::now().duration_since(created)?.as_secs() < 60, format!("created {created:?}"))?;
        ok("the table describes itself");
        Ok(arn)
    }

    async fn pages_of_tables(&self) -> Outcome {
        let mut names = Vec::new();
        let mut pages = self.client.list_tables().limit(1).into_paginator().send();
        while let Some(page) = pages.next().await {
            let page = page?.table_names.unwrap_or_default();
            holds(page.len() <= 1, "a page is longer than its limit")?;
            names.extend(page);
        }
        holds(names.contains(&self.name) && names.contains(&self.fixture) && names.is_sorted(), format!("names {names:?}"))?;
        ok("pages of tables");
        Ok(())
    }

    pub async fn put(&self, one: &Item) -> Outcome {
        self.client.put_item().table_name(&self.name).set_item(Some(one.clone())).send().await?;
        Ok(())
    }

    pub async fn get(&self, key: Item) -> Outcome<Option<Item>> {
        let get = self.client.get_item().table_name(&self.name).set_key(Some(key)).consistent_read(true);
        Ok(get.send().await?.item)
    }

    async fn every_type(&self) -> Outcome {
        let key = item([("pk", s("types")), ("sk", n("-12345678901234567890.123456789012345678"))]);
        let one = with(
            key.clone(),
            [
                ("empty", s("")),
                ("text", s("ключ 🦄 \0 \" \\ \u{2028}")),
                ("no bytes", B(Blob::new([]))),
                ("bytes", B(Blob::new((0..=255).collect::<Vec<u8>>()))),
                ("greatest", n("9".repeat(38) + &"0".repeat(88))),
                ("least", n(format!("-0.{}1", "0".repeat(129)))),
                ("yes", Bool(true)),
                ("nothing", Null(true)),
                ("strings", Ss(vec!["ü".into()])),
                ("numbers", Ns(vec!["-0.5".into()])),
                ("binaries", Bs(vec![Blob::new([255])])),
                ("list", L(vec![s(""), L(vec![]), M(HashMap::new())])),
                ("deep", nested(31)),
            ],
        );
        self.put(&one).await?;
        expect(self.get(key).await?, Some(one.clone()), "item")?;
        let deeper = with(one, [("deep", nested(32))]);
        let answer = self.client.put_item().table_name(&self.name).set_item(Some(deeper)).send().await;
        refused(answer, |_| true, "ValidationException", "Nesting Levels have exceeded supported limits")?;
        ok("a value of every type, as it was written");

        // A key of pk, 3, sk and 1 takes two bytes, three, two and two; the padding's name one.
        let big = |length| with(at("big", 1), [("x", s(&"x".repeat(length)))]);
        self.put(&big(409_590)).await?;
        expect(self.get(at("big", 1)).await?, Some(big(409_590)), "item")?;
        let answer = self.client.put_item().table_name(&self.name).set_item(Some(big(409_591))).send().await;
        refused(answer, |_| true, "ValidationException", "Item size has exceeded the maximum allowed size")?;
        ok("an item of 400 KB, and no more");
        Ok(())
    }

    async fn updates(&self) -> Outcome {
        self.put(&with(at("updates", 1), [("count", n(1)), ("stops", L(vec![n(1)]))])).await?;
        let update = self.client.update_item().table_name(&self.name).set_key(Some(at("updates", 1)));
        let answer = update
            .update_expression("SET #c = #c + :one, stops[0] = :text, added = if_not_exists(added, :one) ADD visits :one")
            .condition_expression("attribute_exists(pk) AND #c = :one AND size(stops) = :one")
            .expression_attribute_names("#c", "count")
            .expression_attribute_values(":one", n(1))
            .expression_attribute_values(":text", s("one"))
            .return_values(ReturnValue::AllNew)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await?;
        let new = [("count", n(2)), ("stops", L(vec![s("one")])), ("added", n(1)), ("visits", n(1))];
        let updated = Some(with(at("updates", 1), new));
        expect(answer.attributes, updated.clone(), "what is new")?;
        expect(answer.consumed_capacity.and_then(|taken| taken.capacity_units), Some(1.0), "capacity")?;
        let delete = self.client.delete_item().table_name(&self.name).set_key(Some(at("updates", 1)));
        expect(delete.return_values(ReturnValue::AllOld).send().await?.attributes, updated, "what was deleted")?;
        expect(self.get(at("updates", 1)).await?, None::<Item>, "what is left")?;
        ok("updates and what they return");

        let stored = with(at("condition", 1), [("version", n(7))]);
        self.put(&stored).await?;
        let put = self.client.put_item().table_name(&self.name).set_item(Some(stored.clone()));
        let put = put.condition_expression("attribute_not_exists(pk)");
        let answer = put.return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld).send().await;
        let code = "ConditionalCheckFailedException";
        let typed = |e: &aws_sdk_dynamodb::operation::put_item::PutItemError| e.is_conditional_check_failed_exception();
        let failed = refused(answer, typed, code, "The conditional request failed")?;
        let aws_sdk_dynamodb::operation::put_item::PutItemError::ConditionalCheckFailedException(failed) = failed else {
            return Err("another type".into());
        };
        expect(failed.item, Some(stored), "item")?;
        ok("ConditionalCheckFailedException, with the item");
        Ok(())
    }

    async fn settings(&self, arn: &str) -> Outcome {
        let tag = Tag::builder().key("ünï").value("").build()?;
        self.client.tag_resource().resource_arn(arn).tags(tag.clone()).send().await?;
        // A table whose tags have just been changed refuses to be changed again.
        settle().await;
        self.client.untag_resource().resource_arn(arn).tag_keys("made").send().await?;
        expect(self.client.list_tags_of_resource().resource_arn(arn).send().await?.tags, Some(vec![tag]), "tags")?;
        settle().await;
        let living = TimeToLiveSpecification::builder().enabled(true).attribute_name("until").build()?;
        self.client.update_time_to_live().table_name(&self.name).time_to_live_specification(living).send().await?;
        let living = self.client.describe_time_to_live().table_name(&self.name).send().await?.time_to_live_description;
        expect(living.and_then(|one| one.attribute_name), Some("until".to_owned()), "attribute")?;
        let recovery = PointInTimeRecoverySpecification::builder().point_in_time_recovery_enabled(true).build()?;
        let update = self.client.update_continuous_backups().table_name(&self.name);
        let backups = update.point_in_time_recovery_specification(recovery).send().await?.continuous_backups_description;
        let recovery = backups.and_then(|one| one.point_in_time_recovery_description).ok_or("no recovery")?;
        expect(recovery.point_in_time_recovery_status, Some(PointInTimeRecoveryStatus::Enabled), "recovery")?;
        let limits = self.client.describe_limits().send().await?;
        holds(limits.table_max_read_capacity_units > Some(0), "limits")?;
        ok("tags, time to live, recovery, limits");
        Ok(())
    }

    async fn deletes(&self) -> Outcome {
        self.client.delete_table().table_name(&self.name).send().await?;
        settle().await;
        self.client.wait_until_table_not_exists().table_name(&self.name).wait(PATIENCE).await?;
        let answer = self.client.describe_table().table_name(&self.name).send().await;
        let words = format!("Requested resource not found: Table: {} not found", self.name);
        refused(answer, |e| e.is_resource_not_found_exception(), "ResourceNotFoundException", &words)?;
        ok("deleted; the waiter sees it gone");
        Ok(())
    }
}
