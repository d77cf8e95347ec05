//! The newer API of Kinesis Data Analytics, of 2018-05-23, as the AWS SDK for Rust sees it.

use crate::functions::role;
use crate::refusals::refused;
use crate::rides::{
    application_arn, eventually, invalid, made_at, ride, stream_arn, Rides, BUCKET, COUNTING, LOG_STREAM, PASSING,
};
use crate::{expect, holds, ok, Outcome};
use aws_sdk_kinesisanalyticsv2::operation::create_application::builders::CreateApplicationFluentBuilder;
use aws_sdk_kinesisanalyticsv2::operation::update_application::builders::UpdateApplicationFluentBuilder;
use aws_sdk_kinesisanalyticsv2::types::{
    ApplicationCodeConfigurationUpdate, ApplicationConfigurationUpdate, ApplicationDetail, ApplicationStatus,
    CloudWatchLoggingOption, CodeContentType, CodeContentUpdate, DestinationSchema, Input, InputStartingPosition,
    InputStartingPositionConfiguration, KinesisStreamsInput, KinesisStreamsOutput, Output, RecordFormatType, ReferenceDataSource,
    RunConfiguration, RuntimeEnvironment, S3ReferenceDataSource, SqlRunConfiguration, Tag, UrlType,
};
use aws_sdk_kinesisanalyticsv2::Client;

type Older = aws_sdk_kinesisanalytics::Client;

struct Newer<'a> {
    client: Client,
    older: &'a Older,
    rides: &'a Rides,
    prefix: &'a str,
    name: String,
    olders: String,
    arn: String,
}

pub async fn check(client: Client, older: &Older, rides: &Rides, prefix: &str) -> Outcome {
    let name = format!("{prefix}-newer");
    let n = Newer { client, older, rides, prefix, arn: application_arn(&name), name, olders: format!("{prefix}-older") };
    n.describes_itself().await?;
    n.adds_and_removes().await?;
    n.runs().await?;
    n.pages().await?;
    n.errors().await?;
    n.refuses_flink().await?;
    n.leaves_to_the_newer().await?;
    n.delete(&n.name).await?;
    n.delete(&n.olders).await?;
    ok("the newer API: deleted");
    Ok(())
}

fn now() -> InputStartingPositionConfiguration {
    InputStartingPositionConfiguration::builder().input_starting_position(InputStartingPosition::Now).build()
}

impl Newer<'_> {
    async fn describe(&self, name: &str) -> Outcome<ApplicationDetail> {
        let answer = self.client.describe_application().application_name(name).send().await?;
        Ok(answer.application_detail.ok_or("no detail")?)
    }

    async fn settled(&self, name: &str, status: ApplicationStatus) -> Outcome<ApplicationDetail> {
        eventually(status.as_str(), || async { Ok(self.describe(name).await?.application_status == status) }).await?;
        self.describe(name).await
    }

    async fn ready(&self) -> Outcome<ApplicationDetail> {
        self.settled(&self.name, ApplicationStatus::Ready).await
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

    fn create(&self, name: &str, runtime: RuntimeEnvironment, role: String) -> Outcome<CreateApplicationFluentBuilder> {
        let option = CloudWatchLoggingOption::builder().log_stream_arn(LOG_STREAM).build()?;
        let create =
            self.client.create_application().application_name(name).runtime_environment(runtime).service_execution_role(role);
        Ok(create.cloud_watch_logging_options(option).tags(Tag::builder().key("team").value("ünï").build()?))
    }

    async fn describes_itself(&self) -> Outcome {
        let detail =
            self.create(&self.name, RuntimeEnvironment::Sql10, role())?.send().await?.application_detail.ok_or("no detail")?;
        made_at(detail.create_timestamp())?;
        expect((detail.application_arn(), detail.application_version_id()), (self.arn.as_str(), 1), "detail")?;
        let given = (detail.runtime_environment(), detail.service_execution_role());
        expect(given, (&RuntimeEnvironment::Sql10, Some(role().as_str())), "runtime and role")?;
        let logs = detail.cloud_watch_logging_option_descriptions();
        expect(logs[0].cloud_watch_logging_option_id(), Some("1.1"), "logs")?;
        expect(self.describe(&self.name).await?, detail, "detail")?;
        self.client.tag_resource().resource_arn(&self.arn).tags(Tag::builder().key("a/b").build()?).send().await?;
        self.client.untag_resource().resource_arn(&self.arn).tag_keys("team").send().await?;
        let answer = self.client.list_tags_for_resource().resource_arn(&self.arn).send().await?;
        expect(answer.tags().iter().map(Tag::key).collect::<Vec<_>>(), vec!["a/b"], "tags")?;
        ok("the newer API: an application describes itself");
        Ok(())
    }

    async fn adds_and_removes(&self) -> Outcome {
        let (c, name) = (&self.client, &self.name);
        let discover = c.discover_input_schema().resource_arn(stream_arn(&self.rides.from)).service_execution_role(role());
        let call = discover.input_starting_position_configuration(now()).send();
        let schema = self.rides.while_putting(call).await??.input_schema.ok_or("no schema")?;
        expect(schema.record_columns()[0].sql_type(), "VARCHAR(16)", "type")?;
        let stream = KinesisStreamsInput::builder().resource_arn(stream_arn(&self.rides.from)).build()?;
        let input = Input::builder().name_prefix("SOURCE_SQL_STREAM").kinesis_streams_input(stream).input_schema(schema.clone());
        let add = c.add_application_input().application_name(name).current_application_version_id(1);
        let added = add.input(input.build()?).send().await?;
        expect((added.application_arn(), added.application_version_id()), (Some(self.arn.as_str()), Some(2)), "application")?;
        expect(added.input_descriptions()[0].input_id(), Some("2.1"), "input")?;
        self.ready().await?;
        let stream = KinesisStreamsOutput::builder().resource_arn(stream_arn(&self.rides.to)).build()?;
        let format = DestinationSchema::builder().record_format_type(RecordFormatType::Json).build()?;
        let output = Output::builder().name("DESTINATION_SQL_STREAM").kinesis_streams_output(stream).destination_schema(format);
        let add = c.add_application_output().application_name(name).current_application_version_id(2);
        let added = add.output(output.build()?).send().await?;
        expect(added.output_descriptions()[0].output_id(), Some("3.1"), "output")?;
        self.ready().await?;
        let object = S3ReferenceDataSource::builder().bucket_arn(BUCKET).file_key("names.csv").build();
        let reference =
            ReferenceDataSource::builder().table_name("NAMES").s3_reference_data_source(object).reference_schema(schema);
        let add = c.add_application_reference_data_source().application_name(name).current_application_version_id(3);
        let added = add.reference_data_source(reference.build()?).send().await?;
        expect(added.reference_data_source_descriptions()[0].reference_id(), "4.1", "reference")?;
        self.ready().await?;
        let delete = c.delete_application_reference_data_source().application_name(name).current_application_version_id(4);
        delete.reference_id("4.1").send().await?;
        self.ready().await?;
        let delete = c.delete_application_cloud_watch_logging_option().application_name(name).current_application_version_id(5);
        let left = delete.cloud_watch_logging_option_id("1.1").send().await?;
        expect(
            (left.application_version_id(), left.cloud_watch_logging_option_descriptions().len()),
            (Some(6), 0),
            "what is left",
        )?;
        self.ready().await?;
        ok("the newer API: its schema, and what is added and removed");
        Ok(())
    }

    fn update(&self, name: &str, code: &str) -> UpdateApplicationFluentBuilder {
        let content = CodeContentUpdate::builder().text_content_update(code).build();
        let update = ApplicationCodeConfigurationUpdate::builder().code_content_type_update(CodeContentType::Plaintext);
        let change = ApplicationConfigurationUpdate::builder()
            .application_code_configuration_update(update.code_content_update(content).build())
            .build();
        self.client.update_application().application_name(name).application_configuration_update(change)
    }

    async fn runs(&self) -> Outcome {
        let answer = self.update(&self.name, COUNTING).current_application_version_id(6).send().await?;
        let updated = answer.application_detail().ok_or("no detail")?;
        let is = (updated.application_version_id(), updated.application_status());
        expect(is, (7, &ApplicationStatus::Ready), "version and status")?;
        self.ready().await?;
        self.rides.watch().await?;
        let input = SqlRunConfiguration::builder().input_id("2.1").input_starting_position_configuration(now()).build()?;
        let run = RunConfiguration::builder().sql_run_configurations(input).build();
        self.client.start_application().application_name(&self.name).run_configuration(run).send().await?;
        let token = self.settled(&self.name, ApplicationStatus::Running).await?.conditional_token;
        self.rides.put(&[ride("Shadowfax", 150), ride("Shadowfax", 150)]).await?;
        self.rides.expect_rows(&[r#"{"Name":"Shadowfax","Rides":2,"Health":150}"#]).await?;
        self.update(&self.name, PASSING).set_conditional_token(token).send().await?;
        let detail = self.settled(&self.name, ApplicationStatus::Running).await?;
        let configuration = detail.application_configuration_description().ok_or("no configuration")?;
        let code = configuration.application_code_configuration_description().ok_or("no code")?;
        expect(code.code_content_description().and_then(|one| one.text_content()), Some(PASSING), "code")?;
        self.rides.put(&[ride("Bucephalus", 150)]).await?;
        self.rides.expect_rows(&[r#"{"Name":"BUCEPHALUS","Distance":30.25}"#]).await?;
        self.client.stop_application().application_name(&self.name).send().await?;
        self.ready().await?;
        ok("the newer API: started, changed by its token while it runs, stopped");
        Ok(())
    }

    async fn pages(&self) -> Outcome {
        self.older.create_application().application_name(&self.olders).send().await?;
        let (mut listed, mut pages) = (Vec::new(), self.client.list_applications().limit(1).into_paginator().send());
        while let Some(page) = pages.next().await {
            for one in page?.application_summaries() {
                if one.application_name().starts_with(self.prefix) {
                    expect(one.runtime_environment(), &RuntimeEnvironment::Sql10, "runtime")?;
                    listed.push(one.application_name().to_owned());
                }
            }
        }
        expect(listed, vec![self.name.clone(), self.olders.clone()], "names")?;
        ok("the newer API: pages of applications, of both");
        Ok(())
    }

    async fn errors(&self) -> Outcome {
        let (c, name) = (&self.client, &self.name);
        let answer = c.describe_application().application_name("nobody").send().await;
        let words = "Could not find the application: nobody";
        refused(answer, |e| e.is_resource_not_found_exception(), "ResourceNotFoundException", words)?;
        let answer = self.create(name, RuntimeEnvironment::Sql10, role())?.send().await;
        refused(answer, |e| e.is_resource_in_use_exception(), "ResourceInUseException", "Application already exists.")?;
        let argument = "InvalidArgumentException";
        let answer = self.create("other", RuntimeEnvironment::Sql10, format!("{}-none", role()))?.send().await;
        let words = "Kinesis Analytics service doesn't have sufficient privileges to assume the role";
        refused(answer, |e| e.is_invalid_argument_exception(), argument, words)?;
        let answer = c.stop_application().application_name(name).force(true).send().await;
        refused(answer, |e| e.is_invalid_argument_exception(), argument, "")?;
        let conflict = "ConcurrentModificationException";
        let answer = self.update(name, COUNTING).current_application_version_id(1).send().await;
        refused(answer, |e| e.is_concurrent_modification_exception(), conflict, "")?;
        let answer = self.update(name, COUNTING).conditional_token("b2xk").send().await;
        refused(answer, |e| e.is_concurrent_modification_exception(), conflict, "")?;
        let answer = self.update(name, COUNTING).send().await;
        refused(answer, |e| e.is_invalid_argument_exception(), argument, "")?;
        let mut tag = c.tag_resource().resource_arn(&self.arn);
        for index in 0..51 {
            tag = tag.tags(Tag::builder().key(format!("key {index}")).build()?);
        }
        refused(tag.send().await, |e| e.is_too_many_tags_exception(), "TooManyTagsException", "Application has too many tags")?;
        c.start_application().application_name(name).send().await?;
        self.settled(name, ApplicationStatus::Running).await?;
        let answer = self.update(name, &invalid()).current_application_version_id(8).send().await;
        holds(format!("{answer:?}").contains("line 3, column"), "no place")?;
        refused(answer, |e| e.is_code_validation_exception(), "CodeValidationException", "")?;
        ok("the newer API: errors");
        Ok(())
    }

    async fn refuses_flink(&self) -> Outcome {
        let (c, name, code) = (&self.client, &self.name, "UnsupportedOperationException");
        let answer = self.create("flink", RuntimeEnvironment::Flink120, role())?.send().await;
        refused(answer, |e| e.is_unsupported_operation_exception(), code, "")?;
        let answer = c.list_application_versions().application_name(name).send().await;
        refused(answer, |e| e.is_unsupported_operation_exception(), code, "")?;
        let answer = c.create_application_snapshot().application_name(name).snapshot_name("one").send().await;
        refused(answer, |e| e.is_unsupported_operation_exception(), code, "")?;
        let answer =
            c.create_application_presigned_url().application_name(name).url_type(UrlType::FlinkDashboardUrl).send().await;
        refused(answer, |e| e.is_invalid_argument_exception(), "InvalidArgumentException", "")?;
        ok("the newer API: what is of Flink is refused");
        Ok(())
    }

    async fn leaves_to_the_newer(&self) -> Outcome {
        self.update(&self.olders, PASSING).current_application_version_id(1).send().await?;
        for name in [&self.name, &self.olders] {
            let words = format!(
                "{name} was created/updated by kinesisanalyticsv2 SDK. Please use kinesisanalyticsv2 SDK to make changes to {name}."
            );
            let answer = self.older.describe_application().application_name(name).send().await;
            refused(answer, |e| e.is_unsupported_operation_exception(), "UnsupportedOperationException", &words)?;
        }
        self.settled(&self.olders, ApplicationStatus::Ready).await?;
        ok("UnsupportedOperationException: the older API leaves to the newer one what that made or changed");
        Ok(())
    }
}
