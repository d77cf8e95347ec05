package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.ok;
import static dev.paddock.conformance.Tables.refused;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.enhanced.dynamodb.*;
import software.amazon.awssdk.enhanced.dynamodb.model.*;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The DynamoDB Enhanced Client. */
final class Mapper {
  private static final String NAME = Tables.NAME + "-mapped";
  private final DynamoDbClient dynamo;
  private final DynamoDbEnhancedClient enhanced;
  private final DynamoDbTable<Rider> riders;

  Mapper(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
    enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
    riders = enhanced.table(NAME, TableSchema.fromBean(Rider.class));
  }

  void check() {
    riders.createTable(r -> r.globalSecondaryIndices(i -> i.indexName("by-team").projection(p -> p.projectionType(ProjectionType.ALL))));
    dynamo.waiter().waitUntilTableExists(r -> r.tableName(NAME), Tables::waiting);
    objects();
    versions();
    riders.deleteTable();
  }

  private static Rider rider(String name, int number, String team) {
    Rider rider = new Rider();
    rider.setName(name);
    rider.setNumber(number);
    rider.setTeam(team);
    rider.setScore(new BigDecimal("1234567890123456789012345678901234567.8").add(BigDecimal.valueOf(number)));
    rider.setBorn(Instant.parse("2020-02-29T01:02:03.000000004Z"));
    rider.setColours(Set.of("white", "ünï"));
    rider.setHomes(List.of(home("Zürich"), home("")));
    rider.setNotes(Map.of("a.b", "ü"));
    return rider;
  }

  private static Rider.Home home(String city) {
    Rider.Home home = new Rider.Home();
    home.setCity(city);
    return home;
  }

  private static Key key(String name, int number) {
    return Key.builder().partitionValue(name).sortValue(number).build();
  }

  private void objects() {
    riders.putItem(rider("Shadowfax", 1, "a"));
    Rider got = riders.getItem(r -> r.key(key("Shadowfax", 1)).consistentRead(true));
    expect(got.said(), rider("Shadowfax", 1, "a").said(), "object");

    // A batch has no conditions, so it can have no versions.
    var plain = DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).extensions(List.of()).build().table(NAME, riders.tableSchema());
    var batch = WriteBatch.builder(Rider.class).mappedTableResource(plain);
    IntStream.range(0, 20).forEach(i -> batch.addPutItem(rider("Rocinante", i, "b")));
    var result = enhanced.batchWriteItem(r -> r.writeBatches(batch.build()));
    expect(result.unprocessedPutItemsForTable(plain), List.of(), "unprocessed");
    var read = ReadBatch.builder(Rider.class).mappedTableResource(riders);
    IntStream.range(0, 20).forEach(i -> read.addGetItem(key("Rocinante", i)));
    expect(enhanced.batchGetItem(r -> r.addReadBatch(read.build())).resultsForTable(riders).stream().count(), 20L, "objects of a batch");

    var between = QueryConditional.sortBetween(key("Rocinante", 5), key("Rocinante", 9));
    var found = riders.query(r -> r.queryConditional(between).limit(2).scanIndexForward(false)).items().stream().map(Rider::getNumber).toList();
    expect(found, List.of(9, 8, 7, 6, 5), "numbers");
    var ofTeam = QueryConditional.keyEqualTo(k -> k.partitionValue("a"));
    var names = riders.index("by-team").query(ofTeam).stream().flatMap(page -> page.items().stream()).map(Rider::getName).toList();
    expect(names, List.of("Shadowfax"), "names in the index");
    var filter = Expression.builder().expression("score > :n").putExpressionValue(":n", Tables.n("1234567890123456789012345678901234580")).build();
    expect(riders.scan(r -> r.filterExpression(filter).limit(3)).items().stream().count(), 7L, "objects of a scan");
    ok("objects by a mapper");
  }

  private void versions() {
    Rider first = riders.getItem(key("Shadowfax", 1));
    Rider second = riders.getItem(key("Shadowfax", 1));
    expect(List.of(first.getVersion(), first.getRides()), List.of(1, 0L), "version and counter");
    first.setTeam("c");
    Rider updated = riders.updateItem(first);
    expect(List.of(updated.getVersion(), updated.getRides(), updated.getTeam()), List.of(2, 1L, "c"), "version, counter and team");
    refused(ConditionalCheckFailedException.class, "ConditionalCheckFailedException", "The conditional request failed", () -> riders.updateItem(second));
    var cancelled = refused(TransactionCanceledException.class, "TransactionCanceledException", "specific reasons [None, ConditionalCheckFailed]", () -> {
      enhanced.transactWriteItems(r -> r.addPutItem(riders, rider("Bree", 1, "d")).addUpdateItem(riders, second));
      return null;
    });
    expect(cancelled.cancellationReasons().get(1).code(), "ConditionalCheckFailed", "reason");
    enhanced.transactWriteItems(r -> r.addPutItem(riders, rider("Bree", 1, "d")).addUpdateItem(riders, updated));
    var both = enhanced.transactGetItems(r -> r.addGetItem(riders, key("Bree", 1)).addGetItem(riders, key("Shadowfax", 1)));
    expect(both.stream().map(one -> one.getItem(riders).getVersion()).toList(), List.of(1, 3), "versions");
    ok("versions and counters by a mapper");
  }
}
