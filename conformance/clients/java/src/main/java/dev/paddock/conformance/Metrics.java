package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.holds;
import static dev.paddock.conformance.Check.ok;
import static dev.paddock.conformance.Check.refused;
import static dev.paddock.conformance.Settings.NAME;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.*;

/** CloudWatch's metrics and alarms as the AWS SDK for Java v2 sees them. Environment: PADDOCK_URL; see ../README.md. */
public final class Metrics {
  private static final String NAMESPACE = "Checks/" + NAME;
  private static final Instant END = Instant.now().truncatedTo(ChronoUnit.MINUTES);
  private static final Instant START = END.minus(Duration.ofMinutes(10));
  private static final Dimension HERD = Dimension.builder().name("Herd").value("a &<>+%20~ b").build();

  private final CloudWatchClient cloudWatch = Settings.client(CloudWatchClient.builder());

  public static void main(String[] arguments) {
    Settings.run(() -> new Metrics().run());
  }

  private void run() throws Exception {
    puts();
    statistics();
    data();
    pages();
    alarms();
    dashboards();
    errors();
    cloudWatch.deleteAlarms(r -> r.alarmNames(NAME + "-both"));
    cloudWatch.deleteAlarms(r -> r.alarmNames(NAME));
    expect(cloudWatch.describeAlarms(r -> r.alarmNamePrefix(NAME)).metricAlarms(), List.of(), "alarms");
    ok("deleted");
  }

  private static MetricDatum datum(String name, Consumer<MetricDatum.Builder> more) {
    return MetricDatum.builder().metricName(name).dimensions(HERD).timestamp(START).unit(StandardUnit.COUNT).applyMutation(more).build();
  }

  private void puts() {
    var rides = List.of(
        datum("Rides", d -> d.value(3.5)),
        datum("Rides", d -> d.values(1.0, 2.0).counts(2.0, 1.0)),
        datum("Rides", d -> d.timestamp(START.plusSeconds(60)).statisticValues(s -> s.sampleCount(4.0).sum(20.0).minimum(2.0).maximum(9.0))));
    cloudWatch.putMetricData(r -> r.namespace(NAMESPACE).metricData(rides));
    ok("put values, counts and statistics");
    var many = IntStream.range(0, 500).mapToObj(i -> datum("Many" + i, d -> d.value((double) i))).toList();
    cloudWatch.putMetricData(r -> r.namespace(NAMESPACE).metricData(many));
    expect(Settings.sentEncoding, "gzip", "content encoding");
    ok("put a lot, compressed");
  }

  private static void rides(GetMetricStatisticsRequest.Builder request) {
    request.namespace(NAMESPACE).metricName("Rides").dimensions(HERD).startTime(START).endTime(END).period(60);
  }

  private void statistics() {
    var points = cloudWatch.getMetricStatistics(r -> {
      rides(r);
      r.statistics(Statistic.SAMPLE_COUNT, Statistic.SUM, Statistic.MINIMUM, Statistic.MAXIMUM, Statistic.AVERAGE);
    }).datapoints().stream().sorted(Comparator.comparing(Datapoint::timestamp)).toList();
    expect(Settings.spoken, "application/cbor", "content type");
    var first = points.get(0);
    expect(List.of(first.timestamp(), first.unit()), List.of(START, StandardUnit.COUNT), "the first minute");
    expect(List.of(first.sampleCount(), first.sum(), first.minimum(), first.maximum(), first.average()), List.of(4.0, 7.5, 1.0, 3.5, 1.875), "statistics");
    expect(List.of(points.get(1).sum(), points.get(1).average()), List.of(20.0, 5.0), "the second minute");
    var extended = cloudWatch.getMetricStatistics(r -> {
      rides(r);
      r.extendedStatistics("p50", "tm75");
    }).datapoints().get(0).extendedStatistics();
    expect(extended.size(), 2, "percentiles");
    ok("statistics and percentiles");
  }

  private void data() {
    var pages = cloudWatch.getMetricDataPaginator(r -> r.startTime(START).endTime(END).scanBy(ScanBy.TIMESTAMP_ASCENDING).maxDatapoints(2)
        .metricDataQueries(
            q -> q.id("rides").metricStat(s -> s.metric(m -> m.namespace(NAMESPACE).metricName("Rides").dimensions(HERD)).period(60).stat("Sum")),
            q -> q.id("twice").expression("rides * 2").label("double")));
    Map<String, List<Double>> found = new TreeMap<>();
    int count = 0;
    for (var page : pages) {
      count++;
      for (var result : page.metricDataResults()) found.computeIfAbsent(result.id(), any -> new ArrayList<>()).addAll(result.values());
    }
    expect(found, Map.of("rides", List.of(7.5, 20.0), "twice", List.of(15.0, 40.0)), "data");
    holds(count > 1, "one page");
    ok("metric data with math, in pages");
  }

  private void pages() {
    var metrics = cloudWatch.listMetricsPaginator(r -> r.namespace(NAMESPACE)).metrics().stream().toList();
    expect(metrics.size(), 501, "metrics");
    holds(metrics.stream().anyMatch(m -> m.metricName().equals("Rides") && m.dimensions().equals(List.of(HERD))), "no rides");
    ok("pages of metrics");
  }

  private void alarms() throws Exception {
    String arn = "arn:aws:cloudwatch:us-east-1:000000000000:alarm:" + NAME;
    cloudWatch.putMetricAlarm(r -> r.alarmName(NAME).namespace(NAMESPACE).metricName("Rides").dimensions(HERD).statistic(Statistic.SUM).period(60)
        .evaluationPeriods(1).threshold(5.5).comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD).treatMissingData("ignore")
        .tags(t -> t.key("team").value("ünï")));
    cloudWatch.waiter().waitUntilAlarmExists(r -> r.alarmNames(NAME), Settings::waiting);
    var alarm = cloudWatch.describeAlarms(r -> r.alarmNames(NAME)).metricAlarms().get(0);
    expect(List.of(alarm.alarmArn(), alarm.threshold(), alarm.dimensions()), List.of(arn, 5.5, List.of(HERD)), "alarm");
    cloudWatch.setAlarmState(r -> r.alarmName(NAME).stateValue(StateValue.ALARM).stateReason("a drill").stateReasonData("{\"drill\": true}"));
    String both = NAME + "-both";
    cloudWatch.putCompositeAlarm(r -> r.alarmName(both).alarmRule("ALARM(\"" + NAME + "\") AND NOT FALSE"));
    Consumer<DescribeAlarmsRequest.Builder> composite = r -> r.alarmNames(both).alarmTypes(AlarmType.COMPOSITE_ALARM);
    cloudWatch.waiter().waitUntilCompositeAlarmExists(composite, Settings::waiting);
    Settings.eventually("ALARM", () -> cloudWatch.describeAlarms(composite).compositeAlarms().get(0).stateValue() == StateValue.ALARM);
    var kinds = cloudWatch.describeAlarmHistoryPaginator(r -> r.alarmName(NAME).maxRecords(1)).alarmHistoryItems().stream()
        .map(AlarmHistoryItem::historyItemType).collect(Collectors.toSet());
    expect(kinds, java.util.Set.of(HistoryItemType.CONFIGURATION_UPDATE, HistoryItemType.STATE_UPDATE), "history");
    var tag = cloudWatch.listTagsForResource(r -> r.resourceARN(arn)).tags().get(0);
    expect(List.of(tag.key(), tag.value()), List.of("team", "ünï"), "tag");
    ok("alarms, on metrics and on one another; their history");
  }

  private void dashboards() {
    String body = "{\"widgets\": [{\"type\": \"text\", \"x\": 0, \"y\": 0, \"width\": 3, \"height\": 3, \"properties\": {\"markdown\": \"ünï 🦄\"}}]}";
    cloudWatch.putDashboard(r -> r.dashboardName(NAME).dashboardBody(body));
    var got = cloudWatch.getDashboard(r -> r.dashboardName(NAME));
    expect(List.of(got.dashboardArn(), got.dashboardBody()), List.of("arn:aws:cloudwatch::000000000000:dashboard/" + NAME, body), "dashboard");
    var listed = cloudWatch.listDashboardsPaginator(r -> r.dashboardNamePrefix(NAME)).dashboardEntries().stream().toList();
    expect(listed.get(0).size(), (long) body.getBytes(StandardCharsets.UTF_8).length, "size");
    cloudWatch.deleteDashboards(r -> r.dashboardNames(NAME));
    ok("dashboards");
  }

  private void errors() {
    // The SDK has one exception for two errors of the model, and knows it by the other's name.
    refused(CloudWatchException.class, 404, "ResourceNotFound", "",
        () -> cloudWatch.setAlarmState(r -> r.alarmName("nobody").stateValue(StateValue.OK).stateReason("none")));
    refused(DashboardNotFoundErrorException.class, 404, "ResourceNotFound", "Dashboard nobody does not exist",
        () -> cloudWatch.getDashboard(r -> r.dashboardName("nobody")));
    ok("ResourceNotFound");
    var invalid = (DashboardInvalidInputErrorException) refused(DashboardInvalidInputErrorException.class, 400, "InvalidParameterInput",
        "The dashboard body is invalid, there are 1 validation errors:",
        () -> cloudWatch.putDashboard(r -> r.dashboardName(NAME).dashboardBody("{\"widgets\": [{\"type\": \"nonsense\", \"properties\": {}}]}")));
    expect(invalid.dashboardValidationMessages().get(0).dataPath(), "/widgets/0/type", "where it is wrong");
    ok("DashboardInvalidInputError, with where it is wrong");
    refused(InvalidParameterValueException.class, 400, "InvalidParameterValue", "The value AWS/Mine for parameter Namespace is invalid.",
        () -> cloudWatch.putMetricData(r -> r.namespace("AWS/Mine").metricData(datum("Rides", d -> d.value(1.0)))));
    ok("InvalidParameterValue");
    refused(InvalidParameterCombinationException.class, 400, "InvalidParameterCombination", "Must specify either Statistics or ExtendedStatistics",
        () -> cloudWatch.getMetricStatistics(Metrics::rides));
    ok("InvalidParameterCombination");
    refused(InvalidNextTokenException.class, 400, "InvalidNextToken", "Invalid nextToken", () -> cloudWatch.describeAlarms(r -> r.nextToken("nonsense")));
    ok("InvalidNextToken");
  }
}
