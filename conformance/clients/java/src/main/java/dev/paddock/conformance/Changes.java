package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.holds;
import static dev.paddock.conformance.Check.ok;
import static dev.paddock.conformance.Tables.at;
import static dev.paddock.conformance.Tables.b;
import static dev.paddock.conformance.Tables.refused;
import static dev.paddock.conformance.Tables.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.*;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What a table's stream tells. */
record Changes(Tables tables) {
  void check() {
    var streams = Tables.streams();
    String arn = tables.dynamo().describeTable(r -> r.tableName(Tables.NAME)).table().latestStreamArn();
    expect(streams.listStreams(r -> r.tableName(Tables.NAME)).streams().stream().map(Stream::streamArn).toList(), List.of(arn), "streams");
    var description = streams.describeStream(r -> r.streamArn(arn)).streamDescription();
    expect(description.streamStatus(), StreamStatus.ENABLED, "status");
    String shard = description.shards().get(description.shards().size() - 1).shardId();
    String latest = iterator(streams, arn, shard, ShardIteratorType.LATEST, null);
    var first = with(at("changes", 1), "bytes", b((byte) 0, (byte) 255));
    tables.put(first);
    tables.put(at("changes", 1));
    tables.put(at("changes", 1));
    tables.dynamo().deleteItem(r -> r.tableName(Tables.NAME).key(at("changes", 1)));
    List<Record> records = new ArrayList<>();
    for (int round = 0; round < 50 && records.size() < 3; round++) {
      String position = latest;
      var page = streams.getRecords(r -> r.shardIterator(position));
      records.addAll(page.records());
      latest = page.nextShardIterator();
    }
    expect(records.stream().map(Record::eventName).toList(), List.of(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE), "kinds");
    expect(records.stream().map(one -> one.dynamodb().newImage()).toList(), List.of(first, at("changes", 1), Map.of()), "new images");
    expect(records.stream().map(one -> one.dynamodb().oldImage()).toList(), List.of(Map.of(), first, at("changes", 1)), "old images");
    Instant at = records.get(0).dynamodb().approximateCreationDateTime();
    holds(Duration.between(at, Instant.now()).abs().toSeconds() < 60, "changed " + at);
    String after = iterator(streams, arn, shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, records.get(1).dynamodb().sequenceNumber());
    expect(streams.getRecords(r -> r.shardIterator(after)).records(), records.subList(2, 3), "records after the second");
    refused(ResourceNotFoundException.class, "ResourceNotFoundException", "",
        () -> streams.describeStream(r -> r.streamArn("arn:aws:dynamodb:us-east-1:000000000000:table/nobody/stream/2020-01-01T00:00:00.000")));
    ok("changes in the stream");
  }

  private static String iterator(DynamoDbStreamsClient streams, String arn, String shard, ShardIteratorType type, String number) {
    return streams.getShardIterator(r -> r.streamArn(arn).shardId(shard).shardIteratorType(type).sequenceNumber(number)).shardIterator();
  }
}
