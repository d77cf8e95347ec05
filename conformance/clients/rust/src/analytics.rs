//! Kinesis Data Analytics as the AWS SDK for Rust sees it, in both of its APIs.

use crate::analytics_newer;
use crate::functions::{role, settings};
use crate::refusals::refused;
use crate::rides::{
    application_arn, eventually, invalid, made_at, ride, stream_arn, Rides, BUCKET, COUNTING, LOG_STREAM, PASSING,
};
use crate::{expect, holds, ok, skip, Outcome};
use aws_sdk_kinesisanalytics::error::SdkError;
use aws_sdk_kinesisanalytics::operation::discover_input_schema::builders::DiscoverInputSchemaFluentBuilder;
use aws_sdk_kinesisanalytics::operation::discover_input_schema::DiscoverInputSchemaError;
use aws_sdk_kinesisanalytics::operation::start_application::builders::StartApplicationFluentBuilder;
use aws_sdk_kinesisanalytics::operation::update_application::builders::UpdateApplicationFluentBuilder;
use aws_sdk_kinesisanalytics::primitives::DateTime;
use aws_sdk_kinesisanalytics::types::{
    ApplicationDetail, ApplicationStatus, ApplicationUpdate, CloudWatchLoggingOption, DestinationSchema, Input,
    InputConfiguration, InputStartingPosition, InputStartingPositionConfiguration, InputUpdate, JsonMappingParameters,
    KinesisStreamsInput, KinesisStreamsInputUpdate, KinesisStreamsOutput, MappingParameters, Output, RecordColumn, RecordFormat,
    RecordFormatType, ReferenceDataSource, S3ReferenceDataSource, SourceSchema, Tag,
};
use aws_sdk_kinesisanalytics::Client;
use std::collections::HashMap;

pub struct Application {
    pub client: Client,
    rides: Rides,
    name: String,
    arn: String,
}

pub async fn run() -> Outcome {
    let settings = settings("test", "test").await;
    let name = format!("rust-{}", std::process::id());
    let rides = Rides::make(aws_sdk_kinesis::Client::new(&settings), &name).await?;
    let a = Application { client: Client::new(&settings), rides, arn: application_arn(&name), name };
    a.describes_itself().await?;
    a.discovers().await?;
    a.adds_and_removes().await?;
    a.tags().await?;
    a.runs().await?;
    a.pages().await?;
    a.errors().await?;
    a.delete(&a.name).await?;
    ok("deleted, by the time it was made");
    analytics_newer::check(aws_sdk_kinesisanalyticsv2::Client::new(&settings), &a.client, &a.rides, &a.name).await?;
    skip("what Terraform sends", "its providers are written in Go: see there");
    skip("what other emulators' tests send", "they are written in Python: see there");
    a.rides.delete().await
}

fn schema() -> Outcome<SourceSchema> {
    let json = JsonMappingParameters::builder().record_row_path("$").build()?;
    let mapping = MappingParameters::builder().json_mapping_parameters(json).build();
    let format = RecordFormat::builder().record_format_type(RecordFormatType::Json).mapping_parameters(mapping).build()?;
    let mut schema = SourceSchema::builder().record_format(format).record_encoding("UTF-8");
    for (name, sql_type) in [("Name", "VARCHAR(16)"), ("Distance", "DOUBLE"), ("HealthPoints", "INTEGER")] {
        schema =
            schema.record_columns(RecordColumn::builder().name(name).mapping(format!("$.{name}")).sql_type(sql_type).build()?);
    }
    Ok(schema.build()?)
}

fn start_at(position: Option<InputStartingPosition>) -> InputStartingPositionConfiguration {
    InputStartingPositionConfiguration::builder().set_input_starting_position(position).build()
}

fn code(text: impl Into<String>) -> ApplicationUpdate {
    ApplicationUpdate::builder().application_code_update(text).build()
}

impl Application {
    async fn describe(&self, name: &str) -> Outcome<ApplicationDetail> {
        let answer = self.client.describe_application().application_name(name).send().await?;
        Ok(answer.application_detail.ok_or("no detail")?)
    }

    async fn settled(&self, status: ApplicationStatus) -> Outcome<ApplicationDetail> {
        eventually(status.as_str(), || async { Ok(self.describe(&self.name).await?.application_status == status) }).await?;
        self.describe(&self.name).await
    }

    async fn delete(&self, name: &str) -> Outcome {
        let made = self.describe(name).await?.create_timestamp;
        self.client.delete_application().application_name(name).set_create_timestamp(made).send().await?;
        eventually("gone", || async {
            let answer = self.client.describe_application().application_name(name).send().await;
            Ok(answer.is_err_and(|error| error.into_service_error().is_resource_not_found_exception()))
        })
        .await
    }

    fn output(&self, name: &str) -> Outcome<Output> {
        let stream = KinesisStreamsOutput::builder().resource_arn(stream_arn(&self.rides.to)).role_arn(role()).build()?;
        let format = DestinationSchema::builder().record_format_type(RecordFormatType::Json).build()?;
        Ok(Output::builder().name(name).kinesis_streams_output(stream).destination_schema(format).build()?)
    }

    async fn describes_itself(&self) -> Outcome {
        let stream = KinesisStreamsInput::builder().resource_arn(stream_arn(&self.rides.from)).role_arn(role()).build()?;
        let input =
            Input::builder().name_prefix("SOURCE_SQL_STREAM").kinesis_streams_input(stream).input_schema(schema()?).build()?;
        let create = self.client.create_application().application_name(&self.name).application_description("ünï 🦄");
        let create = create.application_code(COUNTING).inputs(input).outputs(self.output("DESTINATION_SQL_STREAM")?);
        let answer = create.tags(Tag::builder().key("team").value("ünï + corns").build()?).send().await?;
        let summary = answer.application_summary().ok_or("no summary")?;
        expect(
            (summary.application_arn(), summary.application_status()),
            (self.arn.as_str(), &ApplicationStatus::Ready),
            "summary",
        )?;
        let detail = self.describe(&self.name).await?;
        made_at(detail.create_timestamp())?;
        expect(detail.last_update_timestamp(), detail.create_timestamp(), "time of the last update")?;
        expect((detail.application_version_id(), detail.application_code()), (1, Some(COUNTING)), "version and code")?;
        expect(detail.application_description(), Some("ünï 🦄"), "description")?;
        let input = &detail.input_descriptions()[0];
        expect((input.input_id(), input.input_schema()), (Some("1.1"), Some(&schema()?)), "input")?;
        expect(input.in_app_stream_names(), ["SOURCE_SQL_STREAM_001".to_owned()], "names of streams")?;
        expect(input.input_parallelism().and_then(|one| one.count()), Some(1), "parallelism")?;
        expect(input.input_starting_position_configuration(), Some(&start_at(None)), "start")?;
        expect(detail.output_descriptions()[0].output_id(), Some("1.1"), "output")?;
        holds(detail.reference_data_source_descriptions.is_none(), "references")?;
        ok("an application describes itself, made at a whole second");
        Ok(())
    }

    fn discover(&self, stream: &str, position: InputStartingPosition) -> DiscoverInputSchemaFluentBuilder {
        let discover = self.client.discover_input_schema().resource_arn(stream_arn(stream)).role_arn(role());
        discover.input_starting_position_configuration(start_at(Some(position)))
    }

    async fn discovers(&self) -> Outcome {
        let call = self.discover(&self.rides.from, InputStartingPosition::Now).send();
        let answer = self.rides.while_putting(call).await??;
        expect(answer.input_schema(), Some(&schema()?), "schema")?;
        let parsed = ["Rocinante", "30.25", "149"].map(str::to_owned).to_vec();
        holds(answer.parsed_input_records().contains(&parsed), format!("parsed {:?}", answer.parsed_input_records()))?;
        holds(answer.raw_input_records().contains(&ride("Rocinante", 149)), "raw records")?;
        ok("the schema of live records");
        let fixture = std::env::var("PADDOCK_FIXTURE")?;
        let answer = self.discover(&fixture, InputStartingPosition::TrimHorizon).send().await;
        let mut raw = 0;
        if let Err(SdkError::ServiceError(context)) = &answer {
            if let DiscoverInputSchemaError::UnableToDetectSchemaException(error) = context.err() {
                raw = error.raw_input_records().len();
            }
        }
        expect(raw, 3, "raw records")?;
        refused(answer, |e| e.is_unable_to_detect_schema_exception(), "UnableToDetectSchemaException", "")?;
        ok("UnableToDetectSchemaException, with the records");
        Ok(())
    }

    async fn adds_and_removes(&self) -> Outcome {
        let (c, name, ready) = (&self.client, &self.name, ApplicationStatus::Ready);
        let object =
            S3ReferenceDataSource::builder().bucket_arn(BUCKET).file_key("names.csv").reference_role_arn(role()).build()?;
        let reference =
            ReferenceDataSource::builder().table_name("NAMES").s3_reference_data_source(object).reference_schema(schema()?);
        let add = c.add_application_reference_data_source().application_name(name).current_application_version_id(1);
        add.reference_data_source(reference.build()?).send().await?;
        self.settled(ready.clone()).await?;
        let option = CloudWatchLoggingOption::builder().log_stream_arn(LOG_STREAM).role_arn(role()).build()?;
        let add = c.add_application_cloud_watch_logging_option().application_name(name).current_application_version_id(2);
        add.cloud_watch_logging_option(option).send().await?;
        self.settled(ready.clone()).await?;
        let add = c.add_application_output().application_name(name).current_application_version_id(3);
        add.output(self.output("OTHER")?).send().await?;
        let added = self.settled(ready.clone()).await?;
        expect(added.reference_data_source_descriptions()[0].reference_id(), "2.1", "reference")?;
        let logs = added.cloud_watch_logging_option_descriptions();
        let ids = (logs[0].cloud_watch_logging_option_id(), added.output_descriptions()[1].output_id());
        expect(ids, (Some("3.1"), Some("4.1")), "ids")?;
        let delete = c.delete_application_output().application_name(name).current_application_version_id(4);
        delete.output_id("4.1").send().await?;
        self.settled(ready.clone()).await?;
        let delete = c.delete_application_cloud_watch_logging_option().application_name(name).current_application_version_id(5);
        delete.cloud_watch_logging_option_id("3.1").send().await?;
        self.settled(ready.clone()).await?;
        let delete = c.delete_application_reference_data_source().application_name(name).current_application_version_id(6);
        delete.reference_id("2.1").send().await?;
        let left = self.settled(ready).await?;
        expect((left.application_version_id(), left.output_descriptions().len()), (7, 1), "version and outputs")?;
        holds(left.reference_data_source_descriptions.is_none(), "references")?;
        ok("what is added and removed makes a version each");
        Ok(())
    }

    async fn tags(&self) -> Outcome {
        let mut tag = self.client.tag_resource().resource_arn(&self.arn);
        for (key, value) in [("team", Some("rides")), ("a/b", None), ("gone", Some("c=d"))] {
            tag = tag.tags(Tag::builder().key(key).set_value(value.map(str::to_owned)).build()?);
        }
        tag.send().await?;
        self.client.untag_resource().resource_arn(&self.arn).tag_keys("gone").tag_keys("never").send().await?;
        let answer = self.client.list_tags_for_resource().resource_arn(&self.arn).send().await?;
        let tags: HashMap<_, _> = answer.tags().iter().map(|tag| (tag.key(), tag.value().unwrap_or(""))).collect();
        expect(tags, HashMap::from([("team", "rides"), ("a/b", "")]), "tags")?;
        ok("tags");
        Ok(())
    }

    fn start(&self, position: Option<InputStartingPosition>) -> Outcome<StartApplicationFluentBuilder> {
        let input = InputConfiguration::builder().id("1.1").input_starting_position_configuration(start_at(position)).build()?;
        Ok(self.client.start_application().application_name(&self.name).input_configurations(input))
    }

    fn update(&self, version: i64, change: ApplicationUpdate) -> UpdateApplicationFluentBuilder {
        let update = self.client.update_application().application_name(&self.name);
        update.current_application_version_id(version).application_update(change)
    }

    async fn runs(&self) -> Outcome {
        self.rides.watch().await?;
        self.start(None)?.send().await?;
        let detail = self.settled(ApplicationStatus::Running).await?;
        let start = detail.input_descriptions()[0].input_starting_position_configuration();
        expect(start, Some(&start_at(Some(InputStartingPosition::Now))), "start")?;
        self.rides.put(&[ride("Shadowfax", 150), ride("Shadowfax", 148), ride("Rocinante", 150)]).await?;
        let rows = [r#"{"Name":"Rocinante","Rides":1,"Health":150}"#, r#"{"Name":"Shadowfax","Rides":2,"Health":148}"#];
        self.rides.expect_rows(&rows).await?;
        ok("started, it runs: rows of a window in the stream");
        self.update(7, code(PASSING)).send().await?;
        let detail = self.settled(ApplicationStatus::Running).await?;
        expect((detail.application_version_id(), detail.application_code()), (8, Some(PASSING)), "version and code")?;
        self.rides.put(&[ride("Bucephalus", 150)]).await?;
        self.rides.expect_rows(&[r#"{"Name":"BUCEPHALUS","Distance":30.25}"#]).await?;
        ok("its code changes while it runs");
        self.client.stop_application().application_name(&self.name).send().await?;
        self.settled(ApplicationStatus::Ready).await?;
        self.rides.put(&[ride("Rocinante", 150)]).await?;
        self.start(Some(InputStartingPosition::LastStoppedPoint))?.send().await?;
        self.settled(ApplicationStatus::Running).await?;
        self.rides.expect_rows(&[r#"{"Name":"ROCINANTE","Distance":30.25}"#]).await?;
        ok("stopped, and started where it stopped");
        Ok(())
    }

    async fn pages(&self) -> Outcome {
        let names: Vec<_> = (0..3).map(|index| format!("{}-{index}", self.name)).collect();
        for name in &names {
            self.client.create_application().application_name(name).send().await?;
        }
        let (mut listed, mut last, mut more) = (Vec::new(), self.name.clone(), true);
        while more {
            let page = self.client.list_applications().limit(2).exclusive_start_application_name(&last).send().await?;
            for one in page.application_summaries() {
                last = one.application_name().to_owned();
                listed.push(last.clone());
            }
            more = page.has_more_applications();
        }
        listed.retain(|name| name.starts_with(&self.name));
        expect(listed, names.clone(), "names")?;
        for name in &names {
            self.delete(name).await?;
        }
        ok("pages of applications");
        Ok(())
    }

    async fn errors(&self) -> Outcome {
        let c = &self.client;
        let answer = c.describe_application().application_name("nobody").send().await;
        let words = "Could not find the application: nobody";
        refused(answer, |e| e.is_resource_not_found_exception(), "ResourceNotFoundException", words)?;
        ok("ResourceNotFoundException");
        let answer = c.create_application().application_name(&self.name).send().await;
        refused(answer, |e| e.is_resource_in_use_exception(), "ResourceInUseException", "Application already exists.")?;
        let answer = self.start(None)?.send().await;
        refused(answer, |e| e.is_resource_in_use_exception(), "ResourceInUseException", "")?;
        ok("ResourceInUseException");
        let nobody = KinesisStreamsInputUpdate::builder().role_arn_update(format!("{}-none", role())).build();
        let input = InputUpdate::builder().input_id("1.1").kinesis_streams_input_update(nobody).build()?;
        let answer = self.update(8, ApplicationUpdate::builder().input_updates(input).build()).send().await;
        let words = "Kinesis Analytics service doesn't have sufficient privileges to assume the role";
        refused(answer, |e| e.is_invalid_argument_exception(), "InvalidArgumentException", words)?;
        ok("InvalidArgumentException");
        let conflict = "ConcurrentModificationException";
        let answer = self.update(7, code(COUNTING)).send().await;
        refused(answer, |e| e.is_concurrent_modification_exception(), conflict, "")?;
        let answer = c.delete_application().application_name(&self.name).create_timestamp(DateTime::from_secs(1)).send().await;
        refused(answer, |e| e.is_concurrent_modification_exception(), conflict, "")?;
        ok("ConcurrentModificationException");
        let answer = self.update(8, code(invalid())).send().await;
        holds(format!("{answer:?}").contains("line 3, column"), "no place")?;
        refused(answer, |e| e.is_code_validation_exception(), "CodeValidationException", "")?;
        expect(self.describe(&self.name).await?.application_version_id, 8, "version")?;
        ok("CodeValidationException, with where it is wrong");
        let bad = format!("{}-invalid", self.name);
        c.create_application().application_name(&bad).application_code(invalid()).send().await?;
        let answer = c.start_application().application_name(&bad).set_input_configurations(Some(Vec::new())).send().await;
        holds(format!("{answer:?}").contains("line 3, column"), "no place")?;
        let unconfigured = "InvalidApplicationConfigurationException";
        refused(answer, |e| e.is_invalid_application_configuration_exception(), unconfigured, "")?;
        self.delete(&bad).await?;
        ok("InvalidApplicationConfigurationException");
        let answer = c.create_application().application_name("no spaces").send().await;
        let words = "1 validation error detected: Value 'no spaces' at 'applicationName' failed to satisfy constraint";
        refused(answer, |_| true, "ValidationException", words)?;
        ok("ValidationException");
        let mut tag = c.tag_resource().resource_arn(&self.arn);
        for index in 0..51 {
            tag = tag.tags(Tag::builder().key(format!("key {index}")).build()?);
        }
        refused(tag.send().await, |e| e.is_too_many_tags_exception(), "TooManyTagsException", "Application has too many tags")?;
        ok("TooManyTagsException");
        Ok(())
    }
}
