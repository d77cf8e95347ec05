//! Lambda as the AWS SDK for Rust sees it.

use crate::refusals::refused;
use crate::{expect, function_refusals, holds, ok, Outcome};
use aws_config::{BehaviorVersion, SdkConfig};
use aws_sdk_dynamodb::client::Waiters as _;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType, StreamSpecification,
    StreamViewType,
};
use aws_sdk_kinesis::client::Waiters as _;
use aws_sdk_kinesis::config::retry::RetryConfig;
use aws_sdk_kinesis::config::{Credentials, Region};
use aws_sdk_lambda::client::Waiters;
use aws_sdk_lambda::operation::create_function::builders::CreateFunctionFluentBuilder;
use aws_sdk_lambda::operation::invoke::builders::InvokeFluentBuilder;
use aws_sdk_lambda::primitives::Blob;
use aws_sdk_lambda::types::{
    AliasRoutingConfiguration, Environment, EventSourcePosition, FunctionCode, FunctionUrlAuthType, InvocationType,
    InvokeWithResponseStreamResponseEvent, LastUpdateStatus, LayerVersionContentInput, LogType, Runtime, State, StateReasonCode,
};
use serde_json::{json, Value};
use std::io::{Read, Write};
use std::time::Duration;

pub const WAIT: Duration = Duration::from_secs(20);
const GREETING: &str = "ünï 🦄";

pub async fn settings(key: &str, secret: &str) -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest())
        .endpoint_url(std::env::var("PADDOCK_URL").expect("PADDOCK_URL"))
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new(key, secret, None, None, "static"))
        .retry_config(RetryConfig::standard().with_max_attempts(1))
        .load()
        .await
}

pub fn role() -> String {
    format!("arn:aws:iam::000000000000:role/{}", std::env::var("PADDOCK_FIXTURE").expect("PADDOCK_FIXTURE"))
}

pub struct Functions {
    pub lambda: aws_sdk_lambda::Client,
    dynamo: aws_sdk_dynamodb::Client,
    kinesis: aws_sdk_kinesis::Client,
    pub name: String,
    pub arn: String,
}

pub async fn run() -> Outcome {
    let settings = settings("test", "test").await;
    let name = format!("rust-{}", std::process::id());
    let f = Functions {
        lambda: aws_sdk_lambda::Client::new(&settings),
        dynamo: aws_sdk_dynamodb::Client::new(&settings),
        kinesis: aws_sdk_kinesis::Client::new(&settings),
        arn: format!("arn:aws:lambda:us-east-1:000000000000:function:{name}"),
        name,
    };
    f.becomes_active().await?;
    f.invokes().await?;
    f.streams_answers().await?;
    f.publishes().await?;
    f.layers().await?;
    f.url().await?;
    f.settings().await?;
    f.pages().await?;
    f.streams().await?;
    f.own_language().await?;
    function_refusals::check(&f).await?;
    f.deletes().await
}

fn zipped(name: &str) -> Outcome<Vec<u8>> {
    let directory = std::env::var("PADDOCK_FUNCTIONS")?;
    Ok(std::fs::read(std::path::Path::new(&directory).join(format!("{name}.zip")))?)
}

fn variables(greeting: &str) -> Environment {
    Environment::builder().variables("TABLE_NAME", "written").variables("GREETING", greeting).build()
}

/// The answer to a request, head and all.
fn fetch(host: &str, request: &str, body: &str) -> Outcome<String> {
    let address = std::env::var("PADDOCK_URL")?.replace("http://", "");
    let mut connection = std::net::TcpStream::connect(address)?;
    let length = body.len();
    write!(
        connection,
        "{request} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

impl Functions {
    pub fn creation(&self, name: &str, zip: &str) -> Outcome<CreateFunctionFluentBuilder> {
        let code = FunctionCode::builder().zip_file(Blob::new(zipped(zip)?)).build();
        let create = self.lambda.create_function().function_name(name).role(role()).code(code).timeout(30);
        Ok(create.runtime(Runtime::Nodejs22x).handler("index.handler").environment(variables(GREETING)))
    }

    async fn create(&self, create: CreateFunctionFluentBuilder) -> Outcome {
        let name = create.get_function_name().clone().unwrap_or_default();
        let made = create.send().await?;
        expect(made.state(), Some(&State::Pending), "state")?;
        expect(made.state_reason_code(), Some(&StateReasonCode::Creating), "reason")?;
        self.lambda.wait_until_function_active_v2().function_name(name).wait(WAIT).await?;
        Ok(())
    }

    async fn updated(&self) -> Outcome {
        self.lambda.wait_until_function_updated_v2().function_name(&self.name).wait(WAIT).await?;
        Ok(())
    }

    async fn becomes_active(&self) -> Outcome {
        self.create(self.creation(&self.name, "node")?).await?;
        let update = self.lambda.update_function_configuration().function_name(&self.name);
        update.timeout(20).memory_size(256).send().await?;
        self.updated().await?;
        ok("the waiters see the function Active, and updated");
        let got = self.lambda.get_function().function_name(&self.name).send().await?;
        let is = got.configuration().ok_or("no configuration")?;
        expect(is.function_arn(), Some(self.arn.as_str()), "ARN")?;
        expect(is.code_size(), zipped("node")?.len() as i64, "size of the code")?;
        expect(is.code_sha256().map(str::len), Some(44), "length of its hash")?;
        expect((is.version(), is.runtime()), (Some("$LATEST"), Some(&Runtime::Nodejs22x)), "version and runtime")?;
        expect((is.state(), is.last_update_status()), (Some(&State::Active), Some(&LastUpdateStatus::Successful)), "states")?;
        expect((is.timeout(), is.memory_size(), is.role()), (Some(20), Some(256), Some(role().as_str())), "settings")?;
        let stored = is.environment().and_then(|all| all.variables()).and_then(|all| all.get("GREETING"));
        expect(stored.map(String::as_str), Some(GREETING), "variable")?;
        let location = got.code().and_then(|code| code.location()).ok_or("no location")?;
        let (host, path) = location.trim_start_matches("http://").split_once('/').ok_or("no path")?;
        let answer = fetch(host, &format!("GET /{path}"), "")?;
        holds(answer.starts_with("HTTP/1.1 200") && answer.contains("PK"), "no code at its location")?;
        ok("the function describes itself");
        Ok(())
    }

    pub fn invoke(&self, event: Value) -> InvokeFluentBuilder {
        self.lambda.invoke().function_name(&self.name).payload(Blob::new(event.to_string()))
    }

    async fn said(&self, call: InvokeFluentBuilder) -> Outcome<(String, Value)> {
        let answer = call.send().await?;
        let payload = answer.payload().ok_or("no payload")?;
        Ok((answer.executed_version().unwrap_or_default().into(), serde_json::from_slice(payload.as_ref())?))
    }

    /// Waits until a function has written the text.
    async fn wrote(&self, text: &str, by: &str) -> Outcome {
        for _ in 0..200 {
            let get = self.dynamo.get_item().table_name("written").key("pk", AttributeValue::S(text.into()));
            if let Some(item) = get.send().await?.item {
                let who = item["by"].as_s().map_err(|_| "no text")?;
                return holds(who.starts_with(by), format!("written by {who}"));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(format!("nobody wrote {text}").into())
    }

    async fn invokes(&self) -> Outcome {
        let context = aws_smithy_types::base64::encode(r#"{"custom": {"from": "rust"}}"#);
        let call = self.invoke(json!({ "text": "ключ 🦄" })).log_type(LogType::Tail).client_context(context);
        let answer = call.send().await?;
        expect((answer.status_code(), answer.executed_version()), (200, Some("$LATEST")), "answer")?;
        let said: Value = serde_json::from_slice(answer.payload().ok_or("no payload")?.as_ref())?;
        let event = json!({ "text": "ключ 🦄" });
        let expected = json!({
            "event": event, "functionVersion": "$LATEST", "greeting": GREETING, "layer": "no layer", "custom": { "from": "rust" }
        });
        expect(said, expected, "what it says")?;
        let log = aws_smithy_types::base64::decode(answer.log_result().unwrap_or_default())?;
        let log = String::from_utf8(log)?;
        holds(log.starts_with("START RequestId: ") && log.contains("was told") && log.contains("Billed Duration"), &log)?;
        ok("invoke: its answer, its version, the tail of its log");
        let answer = self.invoke(json!({ "throw": "no way" })).send().await?;
        expect(answer.function_error(), Some("Unhandled"), "error")?;
        let thrown: Value = serde_json::from_slice(answer.payload().ok_or("no payload")?.as_ref())?;
        expect((&thrown["errorType"], &thrown["errorMessage"]), (&json!("RangeError"), &json!("no way")), "what it threw")?;
        ok("invoke: what it throws");
        let text = format!("{} later", self.name);
        let later = self.invoke(json!({ "write": text })).invocation_type(InvocationType::Event);
        expect(later.send().await?.status_code(), 202, "status")?;
        self.wrote(&text, "$LATEST").await?;
        let dry = self.invoke(json!({})).invocation_type(InvocationType::DryRun);
        expect(dry.send().await?.status_code(), 204, "status")?;
        ok("invoke later; a dry run");
        Ok(())
    }

    async fn streams_answers(&self) -> Outcome {
        let name = format!("{}-stream", self.name);
        self.create(self.creation(&name, "node")?.handler("index.stream")).await?;
        let mut told = Vec::new();
        for event in ["{}", r#"{"throw": "no way"}"#] {
            let call = self.lambda.invoke_with_response_stream().function_name(&name).payload(Blob::new(event));
            let mut answer = call.log_type(LogType::Tail).send().await?;
            let (mut bytes, mut end) = (Vec::new(), None);
            while let Some(event) = answer.event_stream.recv().await? {
                match event {
                    InvokeWithResponseStreamResponseEvent::PayloadChunk(chunk) => {
                        bytes.extend_from_slice(chunk.payload().ok_or("no payload")?.as_ref());
                    }
                    InvokeWithResponseStreamResponseEvent::InvokeComplete(event) => end = Some(event),
                    other => return Err(format!("{other:?}").into()),
                }
            }
            told.push((String::from_utf8(bytes)?, end.ok_or("no end")?));
        }
        expect(told[0].0.as_str(), "one ключ 🦄", "what it streams")?;
        holds(told[0].1.error_code().is_none() && told[0].1.log_result().is_some(), format!("{:?}", told[0].1))?;
        expect(told[1].1.error_code(), Some("RangeError"), "error")?;
        holds(told[1].1.error_details().unwrap_or_default().contains(r#""errorMessage":"no way""#), "other details")?;
        self.lambda.delete_function().function_name(name).send().await?;
        ok("invoke with a response stream");
        Ok(())
    }

    async fn publish(&self) -> Outcome<String> {
        let made = self.lambda.publish_version().function_name(&self.name).send().await?;
        let version = made.version().unwrap_or_default().to_owned();
        let wait = self.lambda.wait_until_published_version_active().function_name(&self.name);
        wait.qualifier(&version).wait(WAIT).await?;
        Ok(version)
    }

    async fn publishes(&self) -> Outcome {
        expect(self.publish().await?, "1", "version")?;
        let update = self.lambda.update_function_configuration().function_name(&self.name);
        update.environment(variables("two")).send().await?;
        self.updated().await?;
        expect(self.publish().await?, "2", "version")?;
        let create = self.lambda.create_alias().function_name(&self.name).name("live");
        let alias = create.function_version("1").send().await?;
        expect(alias.alias_arn(), Some(format!("{}:live", self.arn).as_str()), "ARN")?;
        let (version, said) = self.said(self.invoke(json!({})).qualifier("live")).await?;
        expect((version.as_str(), &said["greeting"]), ("1", &json!(GREETING)), "the alias")?;
        let route = AliasRoutingConfiguration::builder().additional_version_weights("2", 1.0).build();
        let update = self.lambda.update_alias().function_name(&self.name).name("live");
        update.routing_config(route.clone()).send().await?;
        let (version, said) = self.said(self.invoke(json!({})).qualifier("live")).await?;
        expect((version.as_str(), &said["greeting"]), ("2", &json!("two")), "its route")?;
        let alias = self.lambda.get_alias().function_name(&self.name).name("live").send().await?;
        expect(alias.routing_config(), Some(&route), "route")?;
        ok("versions and aliases");
        Ok(())
    }

    async fn layers(&self) -> Outcome {
        let content = LayerVersionContentInput::builder().zip_file(Blob::new(zipped("layer")?)).build();
        let publish = self.lambda.publish_layer_version().layer_name(format!("{}-layer", self.name)).content(content);
        let made = publish.compatible_runtimes(Runtime::Nodejs22x).send().await?;
        expect(made.version(), 1, "version")?;
        let update = self.lambda.update_function_configuration().function_name(&self.name);
        update.layers(made.layer_version_arn().unwrap_or_default()).send().await?;
        self.updated().await?;
        let (_, said) = self.said(self.invoke(json!({}))).await?;
        expect(&said["layer"], &json!("hello from the layer"), "what the layer says")?;
        ok("a layer");
        Ok(())
    }

    async fn url(&self) -> Outcome {
        let permit = |id| self.lambda.add_permission().function_name(&self.name).principal("*").statement_id(id);
        let none = FunctionUrlAuthType::None;
        permit("url").action("lambda:InvokeFunctionUrl").function_url_auth_type(none.clone()).send().await?;
        permit("function").action("lambda:InvokeFunction").invoked_via_function_url(true).send().await?;
        let made = self.lambda.create_function_url_config().function_name(&self.name).auth_type(none).send().await?;
        let got = self.lambda.get_function_url_config().function_name(&self.name).send().await?;
        expect(got.function_url(), made.function_url(), "URL")?;
        let host = made.function_url().trim_start_matches("http://").trim_end_matches('/');
        let said = fetch(host, "POST /some/path?q=1", r#"{"a": 1}"#)?;
        holds(said.contains(r#""rawPath":"/some/path""#) && said.contains(r#""body":"{\"a\": 1}""#), &said)?;
        self.lambda.delete_function_url_config().function_name(&self.name).send().await?;
        ok("a function URL");
        Ok(())
    }

    async fn settings(&self) -> Outcome {
        self.lambda.tag_resource().resource(&self.arn).tags("team", "ünï + corns").send().await?;
        let tags = self.lambda.list_tags().resource(&self.arn).send().await?;
        let team = tags.tags().and_then(|all| all.get("team"));
        expect(team.map(String::as_str), Some("ünï + corns"), "tag")?;
        self.reserve(5).await?;
        let got = self.lambda.get_function().function_name(&self.name).send().await?;
        expect(got.concurrency().and_then(|is| is.reserved_concurrent_executions()), Some(5), "concurrency")?;
        self.lambda.delete_function_concurrency().function_name(&self.name).send().await?;
        let policy = self.lambda.get_policy().function_name(&self.name).send().await?;
        let policy: Value = serde_json::from_str(policy.policy().unwrap_or_default())?;
        expect((&policy["Statement"][0]["Sid"], &policy["Statement"][1]["Sid"]), (&json!("url"), &json!("function")), "Sids")?;
        self.lambda.remove_permission().function_name(&self.name).statement_id("url").send().await?;
        let put = self.lambda.put_function_event_invoke_config().function_name(&self.name);
        put.maximum_retry_attempts(1).send().await?;
        let later = self.lambda.get_function_event_invoke_config().function_name(&self.name).send().await?;
        expect(later.maximum_retry_attempts(), Some(1), "retries")?;
        ok("tags, concurrency, permissions, retries");
        Ok(())
    }

    pub async fn reserve(&self, count: i32) -> Outcome {
        let put = self.lambda.put_function_concurrency().function_name(&self.name);
        put.reserved_concurrent_executions(count).send().await?;
        Ok(())
    }

    async fn pages(&self) -> Outcome {
        self.lambda.create_alias().function_name(&self.name).name("second").function_version("2").send().await?;
        let mut names = Vec::new();
        let mut pages = self.lambda.list_functions().into_paginator().page_size(1).send();
        while let Some(page) = pages.next().await {
            names.extend(page?.functions().iter().filter_map(|is| is.function_name().map(str::to_owned)));
        }
        holds(names.contains(&self.name), format!("functions {names:?}"))?;
        let mut versions = Vec::new();
        let mut pages = self.lambda.list_versions_by_function().function_name(&self.name).into_paginator().page_size(1).send();
        while let Some(page) = pages.next().await {
            versions.extend(page?.versions().iter().filter_map(|is| is.version().map(str::to_owned)));
        }
        expect(versions, vec!["$LATEST", "1", "2"], "versions")?;
        let mut aliases = Vec::new();
        let mut pages = self.lambda.list_aliases().function_name(&self.name).into_paginator().page_size(1).send();
        while let Some(page) = pages.next().await {
            aliases.extend(page?.aliases().iter().filter_map(|is| is.name().map(str::to_owned)));
        }
        expect(aliases, vec!["live", "second"], "aliases")?;
        let mut layers = Vec::new();
        let mut pages = self.lambda.list_layers().into_paginator().page_size(1).send();
        while let Some(page) = pages.next().await {
            layers.extend(page?.layers().iter().filter_map(|is| is.layer_name().map(str::to_owned)));
        }
        holds(layers.contains(&format!("{}-layer", self.name)), format!("layers {layers:?}"))?;
        ok("pages of functions, versions, aliases and layers");
        Ok(())
    }

    async fn mapped(&self, arn: &str, text: &str, by: &str) -> Outcome {
        let create = self.lambda.create_event_source_mapping().function_name(&self.name).event_source_arn(arn).batch_size(10);
        let create = create.starting_position(EventSourcePosition::TrimHorizon).maximum_retry_attempts(2);
        let made = create.bisect_batch_on_function_error(true).send().await?;
        expect((made.state(), made.maximum_retry_attempts()), (Some("Creating"), Some(2)), "mapping")?;
        self.wrote(text, by).await?;
        let uuid = made.uuid().unwrap_or_default();
        let got = self.lambda.get_event_source_mapping().uuid(uuid).send().await?;
        expect((got.state(), got.bisect_batch_on_function_error()), (Some("Enabled"), Some(true)), "mapping")?;
        let listed = self.lambda.list_event_source_mappings().event_source_arn(arn).send().await?;
        expect(listed.event_source_mappings()[0].uuid(), Some(uuid), "mapping of the stream")?;
        let deleted = self.lambda.delete_event_source_mapping().uuid(uuid).send().await?;
        expect(deleted.state(), Some("Deleting"), "state")
    }

    async fn streams(&self) -> Outcome {
        let name = &self.name;
        self.kinesis.create_stream().stream_name(name).shard_count(1).send().await?;
        self.kinesis.wait_until_stream_exists().stream_name(name).wait(WAIT).await?;
        let text = format!("{name} ключ 🦄");
        let data = aws_sdk_kinesis::primitives::Blob::new(text.as_bytes());
        self.kinesis.put_record().stream_name(name).partition_key("a").data(data).send().await?;
        self.mapped(&format!("arn:aws:kinesis:us-east-1:000000000000:stream/{name}"), &text, "aws:kinesis").await?;
        self.kinesis.delete_stream().stream_name(name).send().await?;
        ok("records of a stream reach it");
        let attribute = AttributeDefinition::builder().attribute_name("pk").attribute_type(ScalarAttributeType::S).build()?;
        let create = self.dynamo.create_table().table_name(name).attribute_definitions(attribute);
        let create = create.key_schema(KeySchemaElement::builder().attribute_name("pk").key_type(KeyType::Hash).build()?);
        let stream = StreamSpecification::builder().stream_enabled(true).stream_view_type(StreamViewType::NewImage).build()?;
        let made = create.billing_mode(BillingMode::PayPerRequest).stream_specification(stream).send().await?;
        self.dynamo.wait_until_table_exists().table_name(name).wait(WAIT).await?;
        let text = format!("{name} changed");
        let put = self.dynamo.put_item().table_name(name).item("pk", AttributeValue::S("a".into()));
        put.item("text", AttributeValue::S(text.clone())).send().await?;
        let arn = made.table_description().and_then(|table| table.latest_stream_arn()).ok_or("no stream")?;
        self.mapped(arn, &text, "aws:dynamodb").await?;
        self.dynamo.delete_table().table_name(name).send().await?;
        ok("changes of a table reach it");
        Ok(())
    }

    async fn own_language(&self) -> Outcome {
        let name = format!("{}-own", self.name);
        self.create(self.creation(&name, "rust")?.runtime(Runtime::Providedal2023).handler("bootstrap")).await?;
        let call = self.lambda.invoke().function_name(&name).payload(Blob::new(json!({ "write": name }).to_string()));
        expect(self.said(call).await?.1, json!({ "wrote": name }), "what it says")?;
        self.wrote(&name, "rust").await?;
        self.lambda.delete_function().function_name(name).send().await?;
        ok("a function in the client's language, with its SDK inside");
        Ok(())
    }

    async fn deletes(&self) -> Outcome {
        let layer = format!("{}-layer", self.name);
        self.lambda.delete_layer_version().layer_name(layer).version_number(1).send().await?;
        self.lambda.delete_alias().function_name(&self.name).name("live").send().await?;
        self.lambda.delete_function().function_name(&self.name).send().await?;
        let gone = self.lambda.get_function().function_name(&self.name).send().await;
        let words = format!("Function not found: {}", self.arn);
        refused(gone, |e| e.is_resource_not_found_exception(), "ResourceNotFoundException", &words)?;
        ok("deleted");
        Ok(())
    }
}
