//! CloudWatch Logs as the AWS SDK for Rust sees it.

use crate::functions::{role, settings, WAIT};
use crate::refusals::refused;
use crate::{expect, holds, ok, Outcome};
use aws_sdk_cloudwatchlogs::config::interceptors::BeforeTransmitInterceptorContextMut;
use aws_sdk_cloudwatchlogs::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_cloudwatchlogs::error::{BoxError, SdkError};
use aws_sdk_cloudwatchlogs::operation::get_log_events::GetLogEventsOutput;
use aws_sdk_cloudwatchlogs::operation::put_log_events::PutLogEventsOutput;
use aws_sdk_cloudwatchlogs::operation::start_query::builders::StartQueryFluentBuilder;
use aws_sdk_cloudwatchlogs::operation::start_query::StartQueryError;
use aws_sdk_cloudwatchlogs::types::{InputLogEvent, LogGroupClass, QueryStatus, StartLiveTailResponseStream};
use aws_sdk_cloudwatchlogs::Client;
use aws_sdk_kinesis::client::Waiters;
use aws_sdk_kinesis::types::ShardIteratorType;
use serde_json::{json, Value};
use std::collections::HashMap;
use std::io::Read;
use std::time::{Duration, SystemTime};

struct Group {
    logs: Client,
    kinesis: aws_sdk_kinesis::Client,
    stream: String,
    name: String,
    arn: String,
}

pub async fn run() -> Outcome {
    let settings = settings("test", "test").await;
    let stream = format!("rust-{}", std::process::id());
    let name = format!("/checks/{stream}");
    let g = Group {
        logs: Client::new(&settings),
        kinesis: aws_sdk_kinesis::Client::new(&settings),
        stream,
        arn: format!("arn:aws:logs:us-east-1:000000000000:log-group:{name}"),
        name,
    };
    g.describes_itself().await?;
    g.puts().await?;
    g.filters().await?;
    g.pages().await?;
    g.queries().await?;
    g.tails().await?;
    g.subscribes().await?;
    g.errors().await?;
    g.logs.delete_log_stream().log_group_name(&g.name).log_stream_name("a").send().await?;
    g.logs.delete_log_group().log_group_name(&g.name).send().await?;
    let left = g.logs.describe_log_groups().log_group_name_prefix(&g.name).send().await?;
    expect(left.log_groups().len(), 0, "groups")?;
    ok("deleted");
    Ok(())
}

fn now() -> Outcome<i64> {
    Ok(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_millis() as i64)
}

/// Live tails are asked at a host of their own, `stream-`, which is not here.
#[derive(Debug)]
struct Here;

impl Intercept for Here {
    fn name(&self) -> &'static str {
        "here"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let uri = request.uri().replace("://stream-", "://");
        Ok(request.set_uri(uri)?)
    }
}

impl Group {
    async fn put(&self, stream: &str, at: i64, messages: &[&str]) -> Outcome<PutLogEventsOutput> {
        let mut put = self.logs.put_log_events().log_group_name(&self.name).log_stream_name(stream);
        for (at, message) in (at..).zip(messages) {
            put = put.log_events(InputLogEvent::builder().timestamp(at).message(*message).build()?);
        }
        Ok(put.send().await?)
    }

    async fn describes_itself(&self) -> Outcome {
        self.logs.create_log_group().log_group_name(&self.name).tags("team", "ünï + corns").send().await?;
        self.logs.put_retention_policy().log_group_name(&self.name).retention_in_days(7).send().await?;
        for stream in ["a", "b", "c"] {
            self.logs.create_log_stream().log_group_name(&self.name).log_stream_name(stream).send().await?;
        }
        let answer = self.logs.describe_log_groups().log_group_name_prefix(&self.name).send().await?;
        let is = &answer.log_groups()[0];
        let arn = format!("{}:*", self.arn);
        expect((is.arn(), is.log_group_arn()), (Some(arn.as_str()), Some(self.arn.as_str())), "ARNs")?;
        expect((is.retention_in_days(), is.log_group_class()), (Some(7), Some(&LogGroupClass::Standard)), "group")?;
        let tags = self.logs.list_tags_for_resource().resource_arn(&self.arn).send().await?;
        let team = tags.tags().and_then(|all| all.get("team"));
        expect(team.map(String::as_str), Some("ünï + corns"), "tag")?;
        ok("groups and streams describe themselves");
        Ok(())
    }

    async fn get(&self, token: Option<&str>, limit: Option<i32>) -> Outcome<GetLogEventsOutput> {
        let get = self.logs.get_log_events().log_group_name(&self.name).log_stream_name("a").start_from_head(true);
        Ok(get.set_next_token(token.map(str::to_owned)).set_limit(limit).send().await?)
    }

    async fn puts(&self) -> Outcome {
        let now = now()?;
        let lines: Vec<_> = (0..5).map(|index| format!("line {index} ключ 🦄")).collect();
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        self.put("a", now - 3000, &lines).await?;
        let answer = self.put("b", now - 15 * 86_400_000, &["old"]).await?;
        let rejected = answer.rejected_log_events_info().ok_or("nothing is rejected")?;
        let indices = (rejected.too_old_log_event_end_index(), rejected.expired_log_event_end_index());
        expect(indices, (Some(1), Some(1)), "rejected")?;
        let entries =
            [("info", 0), ("error", 10), ("error", 20)].map(|(level, ms)| json!({ "level": level, "ms": ms }).to_string());
        self.put("c", now, &entries.each_ref().map(String::as_str)).await?;
        let messages = |page: &GetLogEventsOutput| page.events().iter().filter_map(|one| one.message.clone()).collect::<Vec<_>>();
        let first = self.get(None, Some(2)).await?;
        expect(messages(&first), lines[..2].to_vec(), "the first page")?;
        expect(first.events()[0].timestamp(), Some(now - 3000), "time")?;
        let rest = self.get(first.next_forward_token(), None).await?;
        expect(messages(&rest), lines[2..].to_vec(), "the rest")?;
        let end = self.get(rest.next_forward_token(), None).await?;
        expect((end.events().len(), end.next_forward_token()), (0, rest.next_forward_token()), "the end")?;
        expect(messages(&self.get(rest.next_backward_token(), None).await?), lines[..2].to_vec(), "backwards")?;
        ok("put events, read them forwards and backwards");
        Ok(())
    }

    async fn found(&self, pattern: &str, limit: i32) -> Outcome<Vec<String>> {
        let filter = self.logs.filter_log_events().log_group_name(&self.name).filter_pattern(pattern).limit(limit);
        let mut pages = filter.into_paginator().send();
        let mut all = Vec::new();
        while let Some(page) = pages.next().await {
            all.extend(page?.events().iter().filter_map(|one| one.message.clone()));
        }
        Ok(all)
    }

    async fn filters(&self) -> Outcome {
        expect(self.found("", 2).await?.len(), 8, "events")?;
        expect(self.found("\"line 3\"", 100).await?, vec!["line 3 ключ 🦄"], "by words")?;
        let errors = self.found(r#"{ $.level = "error" && $.ms > 10 }"#, 100).await?;
        expect(errors, vec![r#"{"level":"error","ms":20}"#], "by properties")?;
        let test = self.logs.test_metric_filter().filter_pattern("[word=line, number, ...]");
        let answer = test.log_event_messages("line 1 x").log_event_messages("other").send().await?;
        let number = answer.matches()[0].extracted_values().and_then(|all| all.get("$number"));
        expect((answer.matches().len(), number.map(String::as_str)), (1, Some("1")), "matches")?;
        ok("filter by patterns");
        Ok(())
    }

    async fn pages(&self) -> Outcome {
        let second = format!("{}-2", self.name);
        self.logs.create_log_group().log_group_name(&second).send().await?;
        let mut groups = Vec::new();
        let mut pages = self.logs.describe_log_groups().log_group_name_prefix(&self.name).limit(1).into_paginator().send();
        while let Some(page) = pages.next().await {
            groups.extend(page?.log_groups().iter().filter_map(|one| one.log_group_name.clone()));
        }
        expect(groups, vec![self.name.clone(), second.clone()], "groups")?;
        let mut streams = Vec::new();
        let mut pages = self.logs.describe_log_streams().log_group_name(&self.name).limit(1).into_paginator().send();
        while let Some(page) = pages.next().await {
            streams.extend(page?.log_streams().iter().filter_map(|one| one.log_stream_name.clone()));
        }
        expect(streams, vec!["a", "b", "c"], "streams")?;
        self.logs.delete_log_group().log_group_name(second).send().await?;
        ok("pages of groups and streams");
        Ok(())
    }

    fn query(&self, text: &str) -> Outcome<StartQueryFluentBuilder> {
        let now = now()? / 1000;
        Ok(self.logs.start_query().log_group_name(&self.name).start_time(now - 60).end_time(now + 60).query_string(text))
    }

    async fn queries(&self) -> Outcome {
        let text = r#"filter level = "error" | stats count(*) as n, max(ms) as most by level"#;
        let started = self.query(text)?.send().await?;
        let id = started.query_id().unwrap_or_default();
        for _ in 0..200 {
            let answer = self.logs.get_query_results().query_id(id).send().await?;
            if answer.status() != Some(&QueryStatus::Complete) {
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
            let row: HashMap<_, _> = answer.results()[0].iter().map(|cell| (cell.field(), cell.value())).collect();
            let expected = [("level", "error"), ("n", "2"), ("most", "20")].map(|(field, value)| (Some(field), Some(value)));
            expect(row, HashMap::from(expected), "row")?;
            ok("a query");
            return Ok(());
        }
        Err("the query does not end".into())
    }

    async fn tails(&self) -> Outcome {
        let start = self.logs.start_live_tail().log_group_identifiers(&self.arn).log_event_filter_pattern("tailed");
        let mut answer = start.customize().interceptor(Here).send().await?;
        loop {
            match answer.response_stream.recv().await?.ok_or("the tail ended")? {
                StartLiveTailResponseStream::SessionStart(start) => {
                    expect(start.log_group_identifiers(), [self.arn.clone()], "groups of the session")?;
                    self.put("b", now()?, &["tailed 🦄"]).await?;
                }
                StartLiveTailResponseStream::SessionUpdate(update) => {
                    if let Some(one) = update.session_results().first() {
                        expect((one.message(), one.log_stream_name()), (Some("tailed 🦄"), Some("b")), "what is tailed")?;
                        break;
                    }
                }
                other => return Err(format!("{other:?}").into()),
            }
        }
        ok("a live tail");
        Ok(())
    }

    async fn subscribes(&self) -> Outcome {
        self.kinesis.create_stream().stream_name(&self.stream).shard_count(1).send().await?;
        self.kinesis.wait_until_stream_exists().stream_name(&self.stream).wait(WAIT).await?;
        let to = format!("arn:aws:kinesis:us-east-1:000000000000:stream/{}", self.stream);
        let put = self.logs.put_subscription_filter().log_group_name(&self.name).filter_name("all").filter_pattern("");
        put.destination_arn(to).role_arn(role()).send().await?;
        self.put("b", now()?, &["subscribed 🦄"]).await?;
        let get = self.kinesis.get_shard_iterator().stream_name(&self.stream).shard_id(crate::shard_id(0));
        let mut iterator = get.shard_iterator_type(ShardIteratorType::TrimHorizon).send().await?.shard_iterator;
        let mut told = Value::Null;
        for _ in 0..40 {
            let page = self.kinesis.get_records().set_shard_iterator(iterator).send().await?;
            for record in page.records() {
                let mut text = String::new();
                flate2::read::GzDecoder::new(record.data().as_ref()).read_to_string(&mut text)?;
                told = serde_json::from_str(&text)?;
            }
            if told["messageType"] == "DATA_MESSAGE" {
                break;
            }
            iterator = page.next_shard_iterator;
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        let (group, filters) = (json!(self.name), json!(["all"]));
        expect((&told["logGroup"], &told["subscriptionFilters"]), (&group, &filters), "what is delivered")?;
        expect(&told["logEvents"][0]["message"], &json!("subscribed 🦄"), "message")?;
        self.logs.delete_subscription_filter().log_group_name(&self.name).filter_name("all").send().await?;
        self.kinesis.delete_stream().stream_name(&self.stream).send().await?;
        ok("a subscription to a stream");
        Ok(())
    }

    async fn errors(&self) -> Outcome {
        let answer = self.logs.get_log_events().log_group_name("nobody").log_stream_name("a").send().await;
        let words = "The specified log group does not exist.";
        refused(answer, |e| e.is_resource_not_found_exception(), "ResourceNotFoundException", words)?;
        ok("ResourceNotFoundException");
        let answer = self.logs.create_log_group().log_group_name(&self.name).send().await;
        let code = "ResourceAlreadyExistsException";
        refused(answer, |e| e.is_resource_already_exists_exception(), code, "The specified log group already exists")?;
        ok("ResourceAlreadyExistsException");
        let answer = self.logs.create_log_group().log_group_name("no spaces").send().await;
        let words = "1 validation error detected: Value 'no spaces' at 'logGroupName' failed to satisfy constraint";
        refused(answer, |e| e.is_invalid_parameter_exception(), "InvalidParameterException", words)?;
        ok("InvalidParameterException");
        let answer = self.query("fields @message | nonsense")?.send().await;
        let mut place = None;
        if let Err(SdkError::ServiceError(context)) = &answer {
            if let StartQueryError::MalformedQueryException(error) = context.err() {
                place = error.query_compile_error().and_then(|error| error.location().cloned());
            }
        }
        let place = place.ok_or("no place")?;
        expect((place.start_char_offset(), place.end_char_offset()), (Some(18), Some(26)), "where it is wrong")?;
        let words = "unexpected symbol found nonsense at line 1 and position 18 (";
        let answer = answer.map(|_| ());
        holds(answer.is_err_and(|error| format!("{error:?}").contains(words)), "other words")?;
        ok("MalformedQueryException, with where it is wrong");
        Ok(())
    }
}
