//! CloudWatch's metrics and alarms as the AWS SDK for Rust sees them.

use crate::functions::{settings, WAIT};
use crate::refusals::refused;
use crate::{expect, holds, ok, Outcome};
use aws_sdk_cloudwatch::client::Waiters;
use aws_sdk_cloudwatch::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_cloudwatch::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_cloudwatch::error::{BoxError, SdkError};
use aws_sdk_cloudwatch::operation::get_metric_statistics::builders::GetMetricStatisticsFluentBuilder;
use aws_sdk_cloudwatch::operation::put_dashboard::PutDashboardError;
use aws_sdk_cloudwatch::primitives::DateTime;
use aws_sdk_cloudwatch::types::builders::MetricDatumBuilder;
use aws_sdk_cloudwatch::types::{
    AlarmType, ComparisonOperator, Dimension, HistoryItemType, Metric, MetricDataQuery, MetricDatum, MetricStat, ScanBy,
    StandardUnit, StateValue, Statistic, StatisticSet, Tag,
};
use aws_sdk_cloudwatch::Client;
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

struct Metrics {
    client: Client,
    name: String,
    namespace: String,
    herd: Dimension,
    start: DateTime,
    end: DateTime,
}

pub async fn run() -> Outcome {
    let minute = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs() as i64 / 60 * 60;
    let name = format!("rust-{}", std::process::id());
    let m = Metrics {
        client: Client::new(&settings("test", "test").await),
        namespace: format!("Checks/{name}"),
        name,
        herd: Dimension::builder().name("Herd").value("a &<>+%20~ b").build(),
        start: DateTime::from_secs(minute - 600),
        end: DateTime::from_secs(minute),
    };
    m.puts().await?;
    m.statistics().await?;
    m.data().await?;
    m.pages().await?;
    m.alarms().await?;
    m.dashboards().await?;
    m.errors().await?;
    m.client.delete_alarms().alarm_names(format!("{}-both", m.name)).send().await?;
    m.client.delete_alarms().alarm_names(&m.name).send().await?;
    expect(m.client.describe_alarms().alarm_name_prefix(&m.name).send().await?.metric_alarms().len(), 0, "alarms")?;
    ok("deleted");
    Ok(())
}

/// Keeps the content encoding of a request.
#[derive(Debug, Clone, Default)]
struct Encoding(Arc<Mutex<Option<String>>>);

impl Intercept for Encoding {
    fn name(&self) -> &'static str {
        "encoding"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let encoding = context.request().headers().get("content-encoding");
        *self.0.lock().map_err(|error| error.to_string())? = encoding.map(str::to_owned);
        Ok(())
    }
}

impl Metrics {
    fn datum(&self, name: impl Into<String>) -> MetricDatumBuilder {
        MetricDatum::builder().metric_name(name).dimensions(self.herd.clone()).timestamp(self.start).unit(StandardUnit::Count)
    }

    async fn puts(&self) -> Outcome {
        let next = DateTime::from_secs(self.start.secs() + 60);
        let set = StatisticSet::builder().sample_count(4.0).sum(20.0).minimum(2.0).maximum(9.0).build();
        let put = self.client.put_metric_data().namespace(&self.namespace).metric_data(self.datum("Rides").value(3.5).build());
        let put = put.metric_data(self.datum("Rides").values(1.0).values(2.0).counts(2.0).counts(1.0).build());
        put.metric_data(self.datum("Rides").timestamp(next).statistic_values(set).build()).send().await?;
        ok("put values, counts and statistics");
        let many = (0..500).map(|index| self.datum(format!("Many{index}")).value(index.into()).build()).collect();
        let put = self.client.put_metric_data().namespace(&self.namespace).set_metric_data(Some(many));
        let encoding = Encoding::default();
        put.customize().interceptor(encoding.clone()).send().await?;
        let sent = encoding.0.lock().map_err(|error| error.to_string())?.clone();
        expect(sent.as_deref(), Some("gzip"), "content encoding")?;
        ok("put a lot, compressed");
        Ok(())
    }

    fn rides(&self) -> GetMetricStatisticsFluentBuilder {
        let get = self.client.get_metric_statistics().namespace(&self.namespace).metric_name("Rides");
        get.dimensions(self.herd.clone()).start_time(self.start).end_time(self.end).period(60)
    }

    async fn statistics(&self) -> Outcome {
        let statistics = [Statistic::SampleCount, Statistic::Sum, Statistic::Minimum, Statistic::Maximum, Statistic::Average];
        let mut points = self.rides().set_statistics(Some(statistics.to_vec())).send().await?.datapoints.unwrap_or_default();
        points.sort_by_key(|point| point.timestamp.map(|at| at.secs()));
        let first = &points[0];
        expect((first.timestamp, first.unit()), (Some(self.start), Some(&StandardUnit::Count)), "the first minute")?;
        let values = [first.sample_count, first.sum, first.minimum, first.maximum, first.average];
        expect(values, [4.0, 7.5, 1.0, 3.5, 1.875].map(Some), "statistics")?;
        expect((points[1].sum, points[1].average), (Some(20.0), Some(5.0)), "the second minute")?;
        let answer = self.rides().extended_statistics("p50").extended_statistics("tm75").send().await?;
        let extended = answer.datapoints()[0].extended_statistics().map(|all| all.len());
        expect(extended, Some(2), "percentiles")?;
        ok("statistics and percentiles");
        Ok(())
    }

    async fn data(&self) -> Outcome {
        let metric = Metric::builder().namespace(&self.namespace).metric_name("Rides").dimensions(self.herd.clone()).build();
        let stat = MetricStat::builder().metric(metric).period(60).stat("Sum").build();
        let get = self.client.get_metric_data().start_time(self.start).end_time(self.end).max_datapoints(2);
        let get = get.metric_data_queries(MetricDataQuery::builder().id("rides").metric_stat(stat).build());
        let get = get.metric_data_queries(MetricDataQuery::builder().id("twice").expression("rides * 2").build());
        let mut pages = get.scan_by(ScanBy::TimestampAscending).into_paginator().send();
        let (mut found, mut count) = (BTreeMap::<String, Vec<f64>>::new(), 0);
        while let Some(page) = pages.next().await {
            count += 1;
            for result in page?.metric_data_results() {
                found.entry(result.id().unwrap_or_default().into()).or_default().extend(result.values());
            }
        }
        let expected = [("rides", vec![7.5, 20.0]), ("twice", vec![15.0, 40.0])];
        expect(found, BTreeMap::from(expected.map(|(id, values)| (id.to_owned(), values))), "data")?;
        holds(count > 1, "one page")?;
        ok("metric data with math, in pages");
        Ok(())
    }

    async fn pages(&self) -> Outcome {
        let mut pages = self.client.list_metrics().namespace(&self.namespace).into_paginator().send();
        let (mut count, mut rides) = (0, 0);
        while let Some(page) = pages.next().await {
            for metric in page?.metrics() {
                count += 1;
                if metric.metric_name() == Some("Rides") {
                    rides += 1;
                    expect(metric.dimensions(), [self.herd.clone()], "dimensions")?;
                }
            }
        }
        expect((count, rides), (501, 1), "metrics")?;
        ok("pages of metrics");
        Ok(())
    }

    async fn alarms(&self) -> Outcome {
        let (client, name) = (&self.client, &self.name);
        let put = client.put_metric_alarm().alarm_name(name).namespace(&self.namespace).metric_name("Rides");
        let put = put.dimensions(self.herd.clone()).statistic(Statistic::Sum).period(60).evaluation_periods(1).threshold(5.5);
        let put = put.comparison_operator(ComparisonOperator::GreaterThanThreshold).treat_missing_data("ignore");
        put.tags(Tag::builder().key("team").value("ünï").build()).send().await?;
        client.wait_until_alarm_exists().alarm_names(name).wait(WAIT).await?;
        let answer = client.describe_alarms().alarm_names(name).send().await?;
        let alarm = &answer.metric_alarms()[0];
        let arn = format!("arn:aws:cloudwatch:us-east-1:000000000000:alarm:{name}");
        expect((alarm.alarm_arn(), alarm.threshold()), (Some(arn.as_str()), Some(5.5)), "alarm")?;
        let set = client.set_alarm_state().alarm_name(name).state_value(StateValue::Alarm).state_reason("a drill");
        set.state_reason_data(r#"{"drill": true}"#).send().await?;
        let both = format!("{name}-both");
        let rule = format!("ALARM(\"{name}\") AND NOT FALSE");
        client.put_composite_alarm().alarm_name(&both).alarm_rule(rule).send().await?;
        let wait = client.wait_until_composite_alarm_exists().alarm_names(&both);
        wait.alarm_types(AlarmType::CompositeAlarm).wait(WAIT).await?;
        let mut state = None;
        for _ in 0..100 {
            let describe = client.describe_alarms().alarm_names(&both).alarm_types(AlarmType::CompositeAlarm);
            state = describe.send().await?.composite_alarms()[0].state_value.clone();
            if state == Some(StateValue::Alarm) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        expect(state, Some(StateValue::Alarm), "state of the composite alarm")?;
        let mut kinds = HashSet::new();
        let mut pages = client.describe_alarm_history().alarm_name(name).max_records(1).into_paginator().send();
        while let Some(page) = pages.next().await {
            kinds.extend(page?.alarm_history_items().iter().filter_map(|item| item.history_item_type.clone()));
        }
        expect(kinds, HashSet::from([HistoryItemType::ConfigurationUpdate, HistoryItemType::StateUpdate]), "history")?;
        let tags = client.list_tags_for_resource().resource_arn(arn).send().await?;
        expect((tags.tags()[0].key(), tags.tags()[0].value()), (Some("team"), Some("ünï")), "tag")?;
        ok("alarms, on metrics and on one another; their history");
        Ok(())
    }

    async fn dashboards(&self) -> Outcome {
        let body =
            r#"{"widgets": [{"type": "text", "x": 0, "y": 0, "width": 3, "height": 3, "properties": {"markdown": "ünï 🦄"}}]}"#;
        self.client.put_dashboard().dashboard_name(&self.name).dashboard_body(body).send().await?;
        let got = self.client.get_dashboard().dashboard_name(&self.name).send().await?;
        let arn = format!("arn:aws:cloudwatch::000000000000:dashboard/{}", self.name);
        expect((got.dashboard_arn(), got.dashboard_body()), (Some(arn.as_str()), Some(body)), "dashboard")?;
        let listed = self.client.list_dashboards().dashboard_name_prefix(&self.name).send().await?;
        expect(listed.dashboard_entries()[0].size(), Some(body.len() as i64), "size")?;
        self.client.delete_dashboards().dashboard_names(&self.name).send().await?;
        ok("dashboards");
        Ok(())
    }

    async fn errors(&self) -> Outcome {
        let set = self.client.set_alarm_state().alarm_name("nobody").state_value(StateValue::Ok).state_reason("none");
        refused(set.send().await, |e| e.is_resource_not_found(), "ResourceNotFound", "")?;
        let answer = self.client.get_dashboard().dashboard_name("nobody").send().await;
        let words = "Dashboard nobody does not exist";
        refused(answer, |e| e.is_dashboard_not_found_error(), "ResourceNotFound", words)?;
        ok("ResourceNotFound");
        let bad = r#"{"widgets": [{"type": "nonsense", "properties": {}}]}"#;
        let answer = self.client.put_dashboard().dashboard_name(&self.name).dashboard_body(bad).send().await;
        let mut path = None;
        if let Err(SdkError::ServiceError(context)) = &answer {
            if let PutDashboardError::DashboardInvalidInputError(error) = context.err() {
                path = error.dashboard_validation_messages().first().and_then(|one| one.data_path.clone());
            }
        }
        expect(path.as_deref(), Some("/widgets/0/type"), "where it is wrong")?;
        let words = "The dashboard body is invalid, there are 1 validation errors:";
        refused(answer, |e| e.is_dashboard_invalid_input_error(), "InvalidParameterInput", words)?;
        ok("DashboardInvalidInputError, with where it is wrong");
        let put = self.client.put_metric_data().namespace("AWS/Mine").metric_data(self.datum("Rides").value(1.0).build());
        let words = "The value AWS/Mine for parameter Namespace is invalid.";
        refused(put.send().await, |e| e.is_invalid_parameter_value_exception(), "InvalidParameterValue", words)?;
        ok("InvalidParameterValue");
        let answer = self.rides().send().await;
        let words = "Must specify either Statistics or ExtendedStatistics";
        refused(answer, |e| e.is_invalid_parameter_combination_exception(), "InvalidParameterCombination", words)?;
        ok("InvalidParameterCombination");
        let answer = self.client.describe_alarms().next_token("nonsense").send().await;
        refused(answer, |e| e.is_invalid_next_token(), "InvalidNextToken", "Invalid nextToken")?;
        ok("InvalidNextToken");
        Ok(())
    }
}
