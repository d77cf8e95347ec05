package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.holds;
import static dev.paddock.conformance.Check.ok;
import static dev.paddock.conformance.Check.skip;
import static dev.paddock.conformance.Tables.at;
import static dev.paddock.conformance.Tables.b;
import static dev.paddock.conformance.Tables.l;
import static dev.paddock.conformance.Tables.n;
import static dev.paddock.conformance.Tables.refused;
import static dev.paddock.conformance.Tables.s;
import static dev.paddock.conformance.Tables.with;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;

/** DynamoDB as the AWS SDK for Java v2 sees it. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md. */
public final class DynamoDb {
  private final DynamoDbClient dynamo = Tables.client(10);
  private final Tables tables = new Tables(dynamo);
  private final String table = Tables.NAME;

  public static void main(String[] arguments) {
    try {
      new DynamoDb().run();
    } catch (Throwable problem) {
      String said = problem.toString();
      System.out.println("not ok " + said.substring(0, Math.min(1000, said.length())));
      if (System.getenv("PADDOCK_TRACE") != null) problem.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private void run() throws Exception {
    String arn = becomesActive();
    pagesOfTables();
    everyType();
    updates();
    queries();
    scans();
    new Writes(tables).check();
    indexMadeLater();
    settings(arn);
    new Changes(tables).check();
    new Throttling(tables).check();
    skip("one connection for all requests", "the SDK for Java does not tell of its connections");
    new Mapper(dynamo).check();
    readsFixture();
    deletes();
  }

  private String becomesActive() {
    var made = tables.create(table, r -> r.billingMode(BillingMode.PAY_PER_REQUEST)
        .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
        .tags(t -> t.key("made").value("with the table")));
    expect(made.tableStatus(), TableStatus.CREATING, "status at first");
    tables.waitFor(table);
    var described = dynamo.describeTable(r -> r.tableName(table)).table();
    expect(described.tableStatus(), TableStatus.ACTIVE, "status");
    ok("the waiter sees the table ACTIVE");
    String arn = described.tableArn();
    expect(arn, "arn:aws:dynamodb:us-east-1:000000000000:table/" + table, "ARN");
    expect(dynamo.describeTable(r -> r.tableName(arn)).table(), described, "the table by its ARN");
    expect(described.keySchema(), made.keySchema(), "keys");
    holds(described.latestStreamArn().startsWith(arn + "/stream/"), described.latestStreamArn());
    Instant created = described.creationDateTime();
    holds(Duration.between(created, Instant.now()).abs().toSeconds() < 60, "created " + created);
    ok("the table describes itself");
    return arn;
  }

  private void pagesOfTables() {
    List<String> names = new ArrayList<>();
    for (var page : dynamo.listTablesPaginator(r -> r.limit(1))) {
      holds(page.tableNames().size() <= 1, "a page is longer than its limit");
      names.addAll(page.tableNames());
    }
    holds(names.contains(table) && names.contains(Clients.FIXTURE), "names " + names);
    expect(names, names.stream().sorted().toList(), "order of names");
    ok("pages of tables");
  }

  private static AttributeValue nested(int levels) {
    return levels == 0 ? n("1") : l(nested(levels - 1));
  }

  private void everyType() {
    byte[] every = new byte[256];
    for (int i = 0; i < 256; i++) every[i] = (byte) i;
    Map<String, AttributeValue> item = Map.ofEntries(
        Map.entry("pk", s("types")),
        Map.entry("sk", n("-12345678901234567890.123456789012345678")),
        Map.entry("empty", s("")),
        Map.entry("text", s("ключ 🦄 \0 \" \\ \u2028")),
        Map.entry("no bytes", b()),
        Map.entry("bytes", b(every)),
        Map.entry("greatest", n("9".repeat(38) + "0".repeat(88))),
        Map.entry("least", n("-0." + "0".repeat(129) + "1")),
        Map.entry("yes", AttributeValue.fromBool(true)),
        Map.entry("nothing", AttributeValue.fromNul(true)),
        Map.entry("strings", AttributeValue.fromSs(List.of("ü"))),
        Map.entry("numbers", AttributeValue.fromNs(List.of("-0.5"))),
        Map.entry("binaries", AttributeValue.fromBs(List.of(b((byte) 255).b()))),
        Map.entry("list", l(s(""), l(), AttributeValue.fromM(Map.of()))),
        Map.entry("deep", nested(31)));
    tables.put(item);
    expect(tables.get(Map.of("pk", item.get("pk"), "sk", item.get("sk"))), item, "item");
    refused(DynamoDbException.class, "ValidationException", "Nesting Levels have exceeded supported limits",
        () -> tables.put(with(item, "deep", nested(32))));
    ok("a value of every type, as it was written");

    // A key of pk, 3, sk and 1 takes two bytes, three, two and two; the padding's name one.
    String padding = "x".repeat(409_590);
    tables.put(with(at("big", 1), "x", s(padding)));
    expect(tables.get(at("big", 1)).get("x").s().length(), 409_590, "length");
    refused(DynamoDbException.class, "ValidationException", "Item size has exceeded the maximum allowed size",
        () -> tables.put(with(at("big", 1), "x", s(padding + "x"))));
    ok("an item of 400 KB, and no more");
  }

  private void updates() {
    tables.put(with(with(at("updates", 1), "count", n("1")), "stops", l(n("1"))));
    var answer = dynamo.updateItem(r -> r.tableName(table).key(at("updates", 1))
        .updateExpression("SET #c = #c + :one, stops[0] = :text, added = if_not_exists(added, :one) ADD visits :one")
        .conditionExpression("attribute_exists(pk) AND #c = :one AND size(stops) = :one")
        .expressionAttributeNames(Map.of("#c", "count"))
        .expressionAttributeValues(Map.of(":one", n("1"), ":text", s("one")))
        .returnValues(ReturnValue.ALL_NEW).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    var updated = Map.of("pk", s("updates"), "sk", n("1"), "count", n("2"), "stops", l(s("one")), "added", n("1"), "visits", n("1"));
    expect(answer.attributes(), updated, "what is new");
    expect(answer.consumedCapacity().capacityUnits(), 1.0, "capacity");
    var gone = dynamo.deleteItem(r -> r.tableName(table).key(at("updates", 1)).returnValues(ReturnValue.ALL_OLD));
    expect(gone.attributes(), updated, "what was deleted");
    holds(!dynamo.getItem(r -> r.tableName(table).key(at("updates", 1))).hasItem(), "the item is still there");
    ok("updates and what they return");

    var stored = with(at("condition", 1), "version", n("7"));
    tables.put(stored);
    var failed = refused(ConditionalCheckFailedException.class, "ConditionalCheckFailedException", "The conditional request failed",
        () -> dynamo.putItem(r -> r.tableName(table).item(at("condition", 1)).conditionExpression("attribute_not_exists(pk)")
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
    expect(failed.item(), stored, "item");
    ok("ConditionalCheckFailedException, with the item");
  }

  private static List<Integer> numbers(Stream<Map<String, AttributeValue>> items) {
    return items.map(item -> Integer.valueOf(item.get("sk").n())).toList();
  }

  private void queries() {
    tables.putAll(IntStream.range(-25, 25).mapToObj(i -> with(at("rows", i), "even", AttributeValue.fromBool(i % 2 == 0))).toList());
    var query = QueryRequest.builder().tableName(table).limit(4)
        .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to").filterExpression("even = :yes").projectionExpression("sk")
        .expressionAttributeValues(Map.of(":pk", s("rows"), ":from", n("-10"), ":to", n("10"), ":yes", AttributeValue.fromBool(true)))
        .build();
    var pages = dynamo.queryPaginator(query);
    expect(numbers(pages.items().stream()), List.of(-10, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10), "numbers");
    expect(pages.stream().mapToInt(QueryResponse::scannedCount).sum(), 21, "items looked at");
    var page = dynamo.query(query.toBuilder().scanIndexForward(false).build());
    expect(numbers(page.items().stream()), List.of(10, 8), "numbers backward");
    expect(page.lastEvaluatedKey(), at("rows", 7), "last key");
    ok("pages of a query, both ways");
  }

  private void scans() {
    var whole = dynamo.scanPaginator(r -> r.tableName(table).limit(10)).items().stream().map(Tables::keyText).sorted().toList();
    var segments = IntStream.range(0, 3).boxed()
        .flatMap(segment -> dynamo.scanPaginator(r -> r.tableName(table).limit(10).segment(segment).totalSegments(3)).items().stream())
        .map(Tables::keyText).sorted().toList();
    expect(segments, whole, "items of all segments");
    holds(whole.size() > 50, whole.size() + " items");
    ok("pages of a scan, in segments");
  }

  private void indexMadeLater() throws InterruptedException {
    tables.putAll(IntStream.range(0, 20).mapToObj(i -> with(with(at("rider-" + i, 0), "team", s(i % 2 == 0 ? "a" : "b")), "score", n("" + i))).toList());
    dynamo.updateTable(r -> r.tableName(table)
        .attributeDefinitions(
            a -> a.attributeName("team").attributeType(ScalarAttributeType.S), a -> a.attributeName("score").attributeType(ScalarAttributeType.N))
        .globalSecondaryIndexUpdates(u -> u.create(c -> c.indexName("by-team")
            .keySchema(k -> k.attributeName("team").keyType(KeyType.HASH), k -> k.attributeName("score").keyType(KeyType.RANGE))
            .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY)))));
    while (dynamo.describeTable(r -> r.tableName(table)).table().globalSecondaryIndexes().get(0).indexStatus() != IndexStatus.ACTIVE)
      Thread.sleep(100);
    var found = dynamo.query(r -> r.tableName(table).indexName("by-team").scanIndexForward(false)
        .keyConditionExpression("team = :b AND score >= :ten").expressionAttributeValues(Map.of(":b", s("b"), ":ten", n("10"))));
    expect(found.items().stream().map(item -> item.get("score").n()).toList(), List.of("19", "17", "15", "13", "11"), "scores");
    ok("an index made later");
  }

  private void settings(String arn) throws InterruptedException {
    dynamo.tagResource(r -> r.resourceArn(arn).tags(t -> t.key("ünï").value("")));
    // A table whose tags have just been changed refuses to be changed again.
    Thread.sleep(500);
    dynamo.untagResource(r -> r.resourceArn(arn).tagKeys("made"));
    expect(dynamo.listTagsOfResource(r -> r.resourceArn(arn)).tags(), List.of(Tag.builder().key("ünï").value("").build()), "tags");
    Thread.sleep(500);
    dynamo.updateTimeToLive(r -> r.tableName(table).timeToLiveSpecification(t -> t.enabled(true).attributeName("until")));
    expect(dynamo.describeTimeToLive(r -> r.tableName(table)).timeToLiveDescription().attributeName(), "until", "attribute");
    var backups = dynamo.updateContinuousBackups(
        r -> r.tableName(table).pointInTimeRecoverySpecification(p -> p.pointInTimeRecoveryEnabled(true))).continuousBackupsDescription();
    expect(backups.pointInTimeRecoveryDescription().pointInTimeRecoveryStatus(), PointInTimeRecoveryStatus.ENABLED, "recovery");
    holds(dynamo.describeLimits().tableMaxReadCapacityUnits() > 0, "limits");
    ok("tags, time to live, recovery, limits");
  }

  private void readsFixture() {
    var pages = dynamo.queryPaginator(r -> r.tableName(Clients.FIXTURE).limit(4).keyConditionExpression("pk = :pk")
        .expressionAttributeValues(Map.of(":pk", s("numbers"))));
    for (var item : pages.items()) {
      String text = hex(item.get("text").s().getBytes(StandardCharsets.UTF_8));
      System.out.println("fact " + item.get("sk").n() + " " + text + " " + hex(item.get("data").b().asByteArray()));
    }
    ok("the same items as every other client");
  }

  private static String hex(byte[] bytes) {
    return bytes.length == 0 ? "-" : HexFormat.of().formatHex(bytes);
  }

  private void deletes() {
    dynamo.deleteTable(r -> r.tableName(table));
    dynamo.waiter().waitUntilTableNotExists(r -> r.tableName(table), Tables::waiting);
    refused(ResourceNotFoundException.class, "ResourceNotFoundException", "Requested resource not found: Table: " + table + " not found",
        () -> dynamo.describeTable(r -> r.tableName(table)));
    ok("deleted; the waiter sees it gone");
  }
}
