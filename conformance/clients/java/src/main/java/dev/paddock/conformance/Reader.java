package dev.paddock.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Reads a stream's shards to their end, or to their tip. */
final class Reader {
  /** What the producer knows of a record. */
  record Plain(String key, SdkBytes data, String number) {}

  private final KinesisClient kinesis;
  private final String stream;
  private GetRecordsResponse last;

  Reader(KinesisClient kinesis, String stream) {
    this.kinesis = kinesis;
    this.stream = stream;
  }

  static String shardId(int index) {
    return String.format("shardId-%012d", index);
  }

  static List<Plain> plain(List<Record> records) {
    return records.stream().map(one -> new Plain(one.partitionKey(), one.data(), one.sequenceNumber())).toList();
  }

  String iterator(int shard, ShardIteratorType type, Consumer<GetShardIteratorRequest.Builder> position) {
    var request = GetShardIteratorRequest.builder().streamName(stream).shardId(shardId(shard)).shardIteratorType(type);
    return kinesis.getShardIterator(request.applyMutation(position).build()).shardIterator();
  }

  List<Record> read(int shard, ShardIteratorType type, Consumer<GetShardIteratorRequest.Builder> position)
      throws InterruptedException {
    return readOn(iterator(shard, type, position));
  }

  List<Record> readOn(String iterator) throws InterruptedException {
    List<Record> records = new ArrayList<>();
    String next = iterator;
    for (int i = 0; i < 20; i++) {
      String current = next;
      last = kinesis.getRecords(r -> r.shardIterator(current));
      records.addAll(last.records());
      next = last.nextShardIterator();
      if (next == null || (last.records().isEmpty() && last.millisBehindLatest() == 0)) return records;
      Thread.sleep(200);
    }
    throw new AssertionError("the shard has no end");
  }

  /** The last answer of the last reading. */
  GetRecordsResponse last() {
    return last;
  }
}
