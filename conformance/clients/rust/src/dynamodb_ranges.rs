use crate::dynamodb::{at, n, s, with, Item, Tables};
use crate::dynamodb_refusals::refused;
use crate::dynamodb_writes::put_all;
use crate::{expect, holds, ok, Outcome};
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, CreateGlobalSecondaryIndexAction, GlobalSecondaryIndexUpdate, IndexStatus,
    KeySchemaElement, KeyType, Projection, ProjectionType, ScalarAttributeType,
};
use aws_sdk_dynamodbstreams::primitives::Blob;
use aws_sdk_dynamodbstreams::types::{AttributeValue as Changed, OperationType, ShardIteratorType, StreamStatus};
use std::collections::HashMap;
use std::time::Duration;

fn numbers(items: &[Item], name: &str) -> Vec<i32> {
    items.iter().filter_map(|one| one.get(name)?.as_n().ok()?.parse().ok()).collect()
}

fn query(t: &Tables) -> QueryFluentBuilder {
    let query = t.client.query().table_name(&t.name).limit(4).projection_expression("sk").filter_expression("even = :yes");
    let query = query.key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to");
    let query = query.expression_attribute_values(":pk", s("rows")).expression_attribute_values(":from", n(-10));
    query.expression_attribute_values(":to", n(10)).expression_attribute_values(":yes", AttributeValue::Bool(true))
}

pub async fn check(t: &Tables) -> Outcome {
    let rows = (-25..25).map(|index| with(at("rows", index), [("even", AttributeValue::Bool(index % 2 == 0))]));
    put_all(t, rows.collect()).await?;
    let (mut found, mut scanned) = (Vec::new(), 0);
    let mut pages = query(t).into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page?;
        holds(page.scanned_count <= 4, format!("a page of {}", page.scanned_count))?;
        scanned += page.scanned_count;
        found.extend(numbers(page.items(), "sk"));
    }
    expect((found, scanned), ((-5..=5).map(|half| half * 2).collect::<Vec<i32>>(), 21), "numbers, and items looked at")?;
    let page = query(t).scan_index_forward(false).send().await?;
    expect(numbers(page.items(), "sk"), vec![10, 8], "numbers backward")?;
    expect(page.last_evaluated_key, Some(at("rows", 7)), "last key")?;
    ok("pages of a query, both ways");

    let whole = scan(t, None).await?;
    let mut parts = Vec::new();
    for segment in 0..3 {
        parts.extend(scan(t, Some(segment)).await?);
    }
    parts.sort();
    holds(whole.len() > 50, format!("{} items", whole.len()))?;
    expect(parts, whole, "items of all segments")?;
    ok("pages of a scan, in segments");
    Ok(())
}

async fn scan(t: &Tables, segment: Option<i32>) -> Outcome<Vec<String>> {
    let scan = t.client.scan().table_name(&t.name).projection_expression("pk, sk").limit(10);
    let scan = scan.set_segment(segment).set_total_segments(segment.map(|_| 3));
    let items: Vec<Item> = scan.into_paginator().items().send().collect::<Result<_, _>>().await?;
    let mut keys: Vec<_> = items.iter().map(|one| format!("{:?} {:?}", one["pk"], one["sk"])).collect();
    keys.sort();
    Ok(keys)
}

pub async fn index_made_later(t: &Tables) -> Outcome {
    let rider = |score: i32| {
        let team = if score % 2 == 0 { "a" } else { "b" };
        with(at(&format!("rider-{score}"), 0), [("team", s(team)), ("score", n(score))])
    };
    put_all(t, (0..20).map(rider).collect()).await?;
    let definition = |name: &str, kind| AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build();
    let key = |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
    let index = CreateGlobalSecondaryIndexAction::builder()
        .index_name("by-team")
        .key_schema(key("team", KeyType::Hash)?)
        .key_schema(key("score", KeyType::Range)?)
        .projection(Projection::builder().projection_type(ProjectionType::KeysOnly).build());
    let update = t.client.update_table().table_name(&t.name);
    let update = update.attribute_definitions(definition("team", ScalarAttributeType::S)?);
    let update = update.attribute_definitions(definition("score", ScalarAttributeType::N)?);
    let create = GlobalSecondaryIndexUpdate::builder().create(index.build()?).build();
    update.global_secondary_index_updates(create).send().await?;
    for _ in 0..100 {
        let table = t.described().await?;
        if table.global_secondary_indexes()[0].index_status() == Some(&IndexStatus::Active) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let query = t.client.query().table_name(&t.name).index_name("by-team").scan_index_forward(false);
    let query = query.key_condition_expression("team = :b AND score >= :ten");
    let query = query.expression_attribute_values(":b", s("b")).expression_attribute_values(":ten", n(10));
    expect(numbers(query.send().await?.items(), "score"), vec![19, 17, 15, 13, 11], "scores")?;
    ok("an index made later");
    Ok(())
}

pub async fn stream(t: &Tables) -> Outcome {
    // The configuration of one client of the SDK cannot be given to another.
    let settings = aws_config::defaults(aws_config::BehaviorVersion::latest())
        .endpoint_url(std::env::var("PADDOCK_URL")?)
        .region("us-east-1")
        .credentials_provider(aws_sdk_dynamodb::config::Credentials::new("test", "test", None, None, "static"));
    let streams = aws_sdk_dynamodbstreams::Client::new(&settings.load().await);
    let arn = t.described().await?.latest_stream_arn.ok_or("no stream")?;
    let listed = streams.list_streams().table_name(&t.name).send().await?;
    expect(listed.streams().iter().map(|one| one.stream_arn()).collect::<Vec<_>>(), vec![Some(arn.as_str())], "streams")?;
    let answer = streams.describe_stream().stream_arn(&arn).send().await?;
    let description = answer.stream_description.ok_or("no description")?;
    expect(description.stream_status(), Some(&StreamStatus::Enabled), "status")?;
    let shard = description.shards().last().and_then(|shard| shard.shard_id()).ok_or("no shard")?;
    let position = streams.get_shard_iterator().stream_arn(&arn).shard_id(shard);
    let mut iterator = position.shard_iterator_type(ShardIteratorType::Latest).send().await?.shard_iterator;

    t.put(&with(at("changes", 1), [("bytes", AttributeValue::B(Blob::new([0, 255])))])).await?;
    t.put(&at("changes", 1)).await?;
    t.put(&at("changes", 1)).await?;
    t.client.delete_item().table_name(&t.name).set_key(Some(at("changes", 1))).send().await?;
    let mut records = Vec::new();
    for _ in 0..50 {
        if records.len() < 3 {
            let page = streams.get_records().set_shard_iterator(iterator).send().await?;
            iterator = page.next_shard_iterator;
            records.extend(page.records.unwrap_or_default());
        }
    }
    let second = HashMap::from([("pk".into(), Changed::S("changes".into())), ("sk".into(), Changed::N("1".into()))]);
    let mut first = second.clone();
    first.insert("bytes".into(), Changed::B(Blob::new([0, 255])));
    let told: Vec<_> = records.into_iter().map(|one| (one.event_name, one.dynamodb)).collect();
    let told: Vec<_> = told.into_iter().filter_map(|(name, change)| change.map(|c| (name, c.old_image, c.new_image))).collect();
    let expected = vec![
        (Some(OperationType::Insert), None, Some(first.clone())),
        (Some(OperationType::Modify), Some(first), Some(second.clone())),
        (Some(OperationType::Remove), Some(second), None),
    ];
    expect(told, expected, "changes")?;
    let nobody = "arn:aws:dynamodb:us-east-1:000000000000:table/nobody/stream/2020-01-01T00:00:00.000";
    let answer = streams.describe_stream().stream_arn(nobody).send().await;
    refused(answer, |e| e.is_resource_not_found_exception(), "ResourceNotFoundException", "")?;
    ok("changes in the stream");
    Ok(())
}

pub async fn reads_fixture(t: &Tables) -> Outcome {
    let query = t.client.query().table_name(&t.fixture).limit(4).key_condition_expression("pk = :pk");
    let mut items = query.expression_attribute_values(":pk", s("numbers")).into_paginator().items().send();
    let hex = |bytes: &[u8]| match bytes {
        [] => "-".to_owned(),
        _ => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    };
    while let Some(one) = items.next().await {
        let one = one?;
        match (&one["sk"], &one["text"], &one["data"]) {
            (AttributeValue::N(number), AttributeValue::S(text), AttributeValue::B(data)) => {
                println!("fact {number} {} {}", hex(text.as_bytes()), hex(data.as_ref()))
            }
            _ => return Err(format!("{one:?}").into()),
        }
    }
    ok("the same items as every other client");
    Ok(())
}
