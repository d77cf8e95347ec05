package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.holds;
import static dev.paddock.conformance.Check.ok;
import static dev.paddock.conformance.Check.refused;
import static dev.paddock.conformance.Settings.NAME;
import static dev.paddock.conformance.Settings.ROLE;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** CloudWatch Logs as the AWS SDK for Java v2 sees it. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md. */
public final class Logs {
  private static final String GROUP = "/checks/" + NAME;
  private static final String ARN = "arn:aws:logs:us-east-1:000000000000:log-group:" + GROUP;

  private final CloudWatchLogsClient logs = Settings.client(CloudWatchLogsClient.builder());
  private final KinesisClient kinesis = Settings.client(KinesisClient.builder());

  public static void main(String[] arguments) {
    Settings.run(() -> new Logs().run());
  }

  private void run() throws Exception {
    describesItself();
    puts();
    filters();
    pages();
    queries();
    tails();
    subscribes();
    errors();
    logs.deleteLogStream(r -> r.logGroupName(GROUP).logStreamName("a"));
    logs.deleteLogGroup(r -> r.logGroupName(GROUP));
    expect(logs.describeLogGroups(r -> r.logGroupNamePrefix(GROUP)).logGroups(), List.of(), "groups");
    ok("deleted");
  }

  private PutLogEventsResponse put(String stream, Instant at, String... messages) {
    var events = IntStream.range(0, messages.length)
        .mapToObj(i -> InputLogEvent.builder().timestamp(at.toEpochMilli() + i).message(messages[i]).build())
        .toList();
    return logs.putLogEvents(r -> r.logGroupName(GROUP).logStreamName(stream).logEvents(events));
  }

  private void describesItself() {
    Map<String, String> tags = Map.of("team", "ünï + corns");
    logs.createLogGroup(r -> r.logGroupName(GROUP).tags(tags));
    logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(7));
    for (String stream : List.of("a", "b", "c")) logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName(stream));
    var is = logs.describeLogGroups(r -> r.logGroupNamePrefix(GROUP)).logGroups().get(0);
    expect(List.of(is.arn(), is.logGroupArn(), is.retentionInDays()), List.of(ARN + ":*", ARN, 7), "group");
    expect(is.logGroupClass(), LogGroupClass.STANDARD, "class");
    expect(logs.listTagsForResource(r -> r.resourceArn(ARN)).tags(), tags, "tags");
    ok("groups and streams describe themselves");
  }

  private void puts() {
    Instant now = Instant.now();
    String[] lines = IntStream.range(0, 5).mapToObj(i -> "line " + i + " ключ 🦄").toArray(String[]::new);
    put("a", now.minusSeconds(3), lines);
    var rejected = put("b", now.minus(Duration.ofDays(15)), "old").rejectedLogEventsInfo();
    expect(List.of(rejected.tooOldLogEventEndIndex(), rejected.expiredLogEventEndIndex()), List.of(1, 1), "rejected");
    put("c", now, "{\"level\":\"info\",\"ms\":0}", "{\"level\":\"error\",\"ms\":10}", "{\"level\":\"error\",\"ms\":20}");
    var first = logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName("a").startFromHead(true).limit(2));
    expect(first.events().stream().map(OutputLogEvent::message).toList(), List.of(lines[0], lines[1]), "the first page");
    expect(first.events().get(0).timestamp(), now.minusSeconds(3).toEpochMilli(), "time");
    var rest = next(first.nextForwardToken());
    expect(rest.events().stream().map(OutputLogEvent::message).toList(), List.of(lines[2], lines[3], lines[4]), "the rest");
    var end = next(rest.nextForwardToken());
    expect(List.of(end.events(), end.nextForwardToken()), List.of(List.of(), rest.nextForwardToken()), "the end");
    expect(next(rest.nextBackwardToken()).events().size(), 2, "backwards");
    ok("put events, read them forwards and backwards");
  }

  private GetLogEventsResponse next(String token) {
    return logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName("a").nextToken(token));
  }

  private List<String> found(String pattern, int limit) {
    var pages = logs.filterLogEventsPaginator(r -> r.logGroupName(GROUP).filterPattern(pattern).limit(limit));
    return pages.events().stream().map(FilteredLogEvent::message).toList();
  }

  private void filters() {
    expect(found("", 2).size(), 8, "events");
    expect(found("\"line 3\"", 100), List.of("line 3 ключ 🦄"), "by words");
    expect(found("{ $.level = \"error\" && $.ms > 10 }", 100), List.of("{\"level\":\"error\",\"ms\":20}"), "by properties");
    var matches = logs.testMetricFilter(r -> r.filterPattern("[word=line, number, ...]").logEventMessages("line 1 x", "other")).matches();
    expect(List.of(matches.size(), matches.get(0).extractedValues().get("$number")), List.of(1, "1"), "matches");
    ok("filter by patterns");
  }

  private void pages() {
    logs.createLogGroup(r -> r.logGroupName(GROUP + "-2"));
    var groups = logs.describeLogGroupsPaginator(r -> r.logGroupNamePrefix(GROUP).limit(1)).logGroups();
    expect(groups.stream().map(LogGroup::logGroupName).toList(), List.of(GROUP, GROUP + "-2"), "groups");
    var streams = logs.describeLogStreamsPaginator(r -> r.logGroupName(GROUP).limit(1)).logStreams();
    expect(streams.stream().map(LogStream::logStreamName).toList(), List.of("a", "b", "c"), "streams");
    logs.deleteLogGroup(r -> r.logGroupName(GROUP + "-2"));
    ok("pages of groups and streams");
  }

  private StartQueryResponse query(String text) {
    long now = Instant.now().getEpochSecond();
    return logs.startQuery(r -> r.logGroupName(GROUP).startTime(now - 60).endTime(now + 60).queryString(text));
  }

  private void queries() throws Exception {
    String id = query("filter level = \"error\" | stats count(*) as n, max(ms) as most by level").queryId();
    Settings.eventually("results", () -> logs.getQueryResults(r -> r.queryId(id)).status() == QueryStatus.COMPLETE);
    var answer = logs.getQueryResults(r -> r.queryId(id));
    expect(answer.results().size(), 1, "rows");
    var row = answer.results().get(0).stream().collect(Collectors.toMap(ResultField::field, ResultField::value));
    expect(row, Map.of("level", "error", "n", "2", "most", "20"), "row");
    expect(answer.statistics().recordsMatched(), 2.0, "matched");
    ok("a query");
  }

  private void tails() throws Exception {
    try (CloudWatchLogsAsyncClient async = Settings.client(CloudWatchLogsAsyncClient.builder())) {
      CompletableFuture<LiveTailSessionLogEvent> tailed = new CompletableFuture<>();
      var visitor = StartLiveTailResponseHandler.Visitor.builder()
          .onSessionStart(start -> new Thread(() -> put("b", Instant.now(), "tailed 🦄")).start())
          .onSessionUpdate(update -> update.sessionResults().forEach(tailed::complete))
          .build();
      var session = async.startLiveTail(
          r -> r.logGroupIdentifiers(ARN).logEventFilterPattern("tailed"), StartLiveTailResponseHandler.builder().subscriber(visitor).build());
      session.whenComplete((nothing, problem) -> tailed.completeExceptionally(problem == null ? new AssertionError("it ended") : problem));
      var event = tailed.get(20, TimeUnit.SECONDS);
      expect(List.of(event.message(), event.logStreamName()), List.of("tailed 🦄", "b"), "what is tailed");
      session.cancel(true);
    }
    ok("a live tail");
  }

  private void subscribes() throws Exception {
    kinesis.createStream(r -> r.streamName(NAME).shardCount(1));
    kinesis.waiter().waitUntilStreamExists(r -> r.streamName(NAME), Settings::waiting);
    String arn = "arn:aws:kinesis:us-east-1:000000000000:stream/" + NAME;
    logs.putSubscriptionFilter(r -> r.logGroupName(GROUP).filterName("all").filterPattern("").destinationArn(arn).roleArn(ROLE));
    put("b", Instant.now(), "subscribed 🦄");
    String iterator = kinesis.getShardIterator(
        r -> r.streamName(NAME).shardId("shardId-000000000000").shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
    String said = "";
    for (int tries = 0; tries < 40 && !said.contains("DATA_MESSAGE"); tries++) {
      Thread.sleep(250);
      String at = iterator;
      var page = kinesis.getRecords(r -> r.shardIterator(at));
      iterator = page.nextShardIterator();
      for (var record : page.records()) {
        var bytes = new GZIPInputStream(new ByteArrayInputStream(record.data().asByteArray())).readAllBytes();
        said = new String(bytes, StandardCharsets.UTF_8);
      }
    }
    holds(said.contains("\"logGroup\":\"" + GROUP + "\"") && said.contains("\"message\":\"subscribed 🦄\""), "it says " + said);
    logs.deleteSubscriptionFilter(r -> r.logGroupName(GROUP).filterName("all"));
    kinesis.deleteStream(r -> r.streamName(NAME));
    ok("a subscription to a stream");
  }

  private void errors() {
    refused(ResourceNotFoundException.class, 400, "ResourceNotFoundException", "The specified log group does not exist.",
        () -> logs.getLogEvents(r -> r.logGroupName("nobody").logStreamName("a")));
    ok("ResourceNotFoundException");
    refused(ResourceAlreadyExistsException.class, 400, "ResourceAlreadyExistsException", "The specified log group already exists",
        () -> logs.createLogGroup(r -> r.logGroupName(GROUP)));
    ok("ResourceAlreadyExistsException");
    refused(InvalidParameterException.class, 400, "InvalidParameterException", "1 validation error detected: Value 'no spaces' at 'logGroupName'",
        () -> logs.createLogGroup(r -> r.logGroupName("no spaces")));
    ok("InvalidParameterException");
    var malformed = (MalformedQueryException) refused(MalformedQueryException.class, 400, "MalformedQueryException",
        "unexpected symbol found nonsense at line 1 and position 18 (", () -> query("fields @message | nonsense"));
    var where = malformed.queryCompileError().location();
    expect(List.of(where.startCharOffset(), where.endCharOffset()), List.of(18, 26), "where it is wrong");
    ok("MalformedQueryException, with where it is wrong");
  }
}
