package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.holds;
import static dev.paddock.conformance.Check.ok;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.retry.backoff.FixedDelayBackoffStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.*;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Paddock as the AWS SDK for Java v2 sees it. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md. */
public final class Main {
  private static final String QUARTER = "85070591730234615865843651857942052864"; // 2^126
  private static final String HALF = "170141183460469231731687303715884105728"; // 2^127
  private static final String BELOW_HALF = "170141183460469231731687303715884105727";
  private static final String HIGHEST = "340282366920938463463374607431768211455";
  private static final String STREAM = "java-" + ProcessHandle.current().pid();
  private static final SdkBytes EVERY_BYTE = everyByte();

  private final KinesisClient kinesis = Clients.sync("test", "test", 10);
  private final Reader reader = new Reader(kinesis, STREAM);
  private final Map<String, List<Reader.Plain>> stored = new HashMap<>();

  public static void main(String[] arguments) {
    try {
      new Main().run();
    } catch (Throwable problem) {
      System.out.println("not ok " + problem);
      if (System.getenv("PADDOCK_TRACE") != null) problem.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private void run() throws Exception {
    String arn = becomesActive();
    describesItself(arn);
    puts();
    reads();
    listsShards();
    splitsAndFollows();
    tags(arn);
    String consumer = registers(arn);
    Subscriptions subscriptions = new Subscriptions(reader, consumer);
    subscriptions.check(() -> put("ж", QUARTER, EVERY_BYTE));
    subscriptions.takeOver();
    new Refusals(kinesis, STREAM).check();
    readsFixture();
    deletes(arn, consumer, subscriptions);
  }

  private static SdkBytes everyByte() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) all[i] = (byte) i;
    return SdkBytes.fromByteArray(all);
  }

  private static void waiting(WaiterOverrideConfiguration.Builder waiter) {
    waiter.maxAttempts(50).backoffStrategy(FixedDelayBackoffStrategy.create(Duration.ofMillis(200)));
  }

  private String becomesActive() {
    kinesis.createStream(r -> r.streamName(STREAM).shardCount(2).tags(Map.of("made", "with the stream")));
    kinesis.waiter().waitUntilStreamExists(r -> r.streamName(STREAM), Main::waiting);
    var summary = kinesis.describeStreamSummary(r -> r.streamName(STREAM)).streamDescriptionSummary();
    expect(summary.streamStatus(), StreamStatus.ACTIVE, "status");
    boolean json = "false".equals(System.getProperty("aws.cborEnabled"));
    expect(Clients.spoken.get(), json ? "application/x-amz-json-1.1" : "application/x-amz-cbor-1.1", "content type");
    ok("the waiter sees the stream ACTIVE");
    return summary.streamARN();
  }

  private void describesItself(String arn) {
    var summary = kinesis.describeStreamSummary(r -> r.streamARN(arn)).streamDescriptionSummary();
    expect(arn, "arn:aws:kinesis:us-east-1:000000000000:stream/" + STREAM, "ARN");
    expect(summary.openShardCount(), 2, "open shards");
    expect(summary.retentionPeriodHours(), 24, "retention");
    expect(summary.streamModeDetails().streamMode(), StreamMode.PROVISIONED, "mode");
    expect(summary.encryptionType(), EncryptionType.NONE, "encryption");
    expect(summary.enhancedMonitoring().size(), 1, "monitoring");
    Instant created = summary.streamCreationTimestamp();
    holds(Duration.between(created, Instant.now()).abs().toSeconds() < 60, "created " + created);
    var described = kinesis.describeStream(r -> r.streamName(STREAM)).streamDescription();
    expect(described.streamCreationTimestamp(), created, "creation timestamp");
    expect(shardIds(described.shards()), "01", "shards");
    var limits = kinesis.describeLimits();
    holds(limits.openShardCount() >= 2 && limits.shardLimit() > 0, "limits " + limits);
    ok("the stream describes itself");

    List<String> names = new ArrayList<>();
    for (var page : kinesis.listStreamsPaginator(r -> r.limit(1))) {
      holds(page.streamNames().size() <= 1, "a page is longer than its limit");
      names.addAll(page.streamNames());
      for (var one : page.streamSummaries()) {
        if (one.streamName().equals(STREAM)) expect(one.streamCreationTimestamp(), created, "creation timestamp");
      }
    }
    holds(names.contains(STREAM) && names.contains(Clients.FIXTURE), "names " + names);
    expect(names, names.stream().sorted().toList(), "order of names");
    ok("pages of streams");
  }

  /** The last digits of the shards' ids. */
  private static String shardIds(List<Shard> shards) {
    StringBuilder digits = new StringBuilder();
    for (Shard shard : shards) digits.append(shard.shardId().charAt(19));
    return digits.toString();
  }

  private PutRecordResponse put(String key, String hashKey, SdkBytes data) {
    var answer = kinesis.putRecord(r -> r.streamName(STREAM).partitionKey(key).explicitHashKey(hashKey).data(data));
    store(answer.shardId(), new Reader.Plain(key, data, answer.sequenceNumber()));
    return answer;
  }

  private void store(String shard, Reader.Plain record) {
    stored.computeIfAbsent(shard, any -> new ArrayList<>()).add(record);
  }

  private static PutRecordsRequestEntry entry(String key, String hashKey, SdkBytes data) {
    return PutRecordsRequestEntry.builder().partitionKey(key).explicitHashKey(hashKey).data(data).build();
  }

  private static SdkBytes bytes(int... values) {
    byte[] all = new byte[values.length];
    for (int i = 0; i < all.length; i++) all[i] = (byte) values[i];
    return SdkBytes.fromByteArray(all);
  }

  private void puts() throws Exception {
    expect(put("bytes", "0", EVERY_BYTE).shardId(), Reader.shardId(0), "the shard of hash key 0");
    ok("put a record of every byte");

    Thread.sleep(20);
    List<PutRecordsRequestEntry> batch =
        List.of(
            entry("ключ-🦄-鍵", "1", SdkBytes.fromUtf8String("Wild Rydes 🦄")),
            entry("low", BELOW_HALF, bytes()),
            entry("high", HALF, bytes(0, 255)),
            entry("highest", HIGHEST, bytes(0xf0, 0x28, 0x8c, 0x28)),
            // MD5 of "a" begins with 0c, of "b" with 92.
            entry("a", null, SdkBytes.fromUtf8String("a".repeat(100_000))),
            entry("b", null, SdkBytes.fromUtf8String("b")));
    var answer = kinesis.putRecords(r -> r.streamName(STREAM).records(batch));
    expect(answer.failedRecordCount(), 0, "failed records");
    StringBuilder ids = new StringBuilder();
    for (int i = 0; i < batch.size(); i++) {
      var got = answer.records().get(i);
      holds(got.errorCode() == null && got.errorMessage() == null, "an error in " + got);
      ids.append(got.shardId().charAt(19));
      store(got.shardId(), new Reader.Plain(batch.get(i).partitionKey(), batch.get(i).data(), got.sequenceNumber()));
    }
    expect(ids.toString(), "001101", "shards of the batch");
    for (var records : stored.values()) {
      var numbers = records.stream().map(Reader.Plain::number).toList();
      expect(numbers, numbers.stream().sorted().toList(), "order of sequence numbers");
    }
    ok("put a batch: unicode keys, explicit hash keys, no data");
  }

  private void reads() throws Exception {
    var expected = stored.get(Reader.shardId(0));
    var everything = reader.read(0, ShardIteratorType.TRIM_HORIZON, r -> {});
    expect(Reader.plain(everything), expected, "records");
    holds(everything.get(0).encryptionType() == null, "EncryptionType in a stream that is not encrypted");
    expect(Reader.plain(reader.read(1, ShardIteratorType.TRIM_HORIZON, r -> {})), stored.get(Reader.shardId(1)), "records");
    ok("read from TRIM_HORIZON");

    Consumer<GetShardIteratorRequest.Builder> second = r -> r.startingSequenceNumber(expected.get(1).number());
    var at = reader.read(0, ShardIteratorType.AT_SEQUENCE_NUMBER, second);
    expect(Reader.plain(at), expected.subList(1, expected.size()), "records");
    var after = reader.read(0, ShardIteratorType.AFTER_SEQUENCE_NUMBER, second);
    expect(Reader.plain(after), expected.subList(2, expected.size()), "records");
    ok("read AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER");

    Instant first = everything.get(0).approximateArrivalTimestamp();
    Instant next = everything.get(1).approximateArrivalTimestamp();
    holds(next.isAfter(first) && Duration.between(first, Instant.now()).abs().toSeconds() < 30, "arrived " + first + ", " + next);
    expect(next.getNano() % 1_000_000, 0, "less than a millisecond");
    expect(reader.read(0, ShardIteratorType.AT_TIMESTAMP, r -> r.timestamp(first)), everything, "records");
    var fromNext = reader.read(0, ShardIteratorType.AT_TIMESTAMP, r -> r.timestamp(next));
    expect(fromNext, everything.subList(1, everything.size()), "records");
    var fromLater = reader.read(0, ShardIteratorType.AT_TIMESTAMP, r -> r.timestamp(next.plusMillis(1)));
    expect(fromLater.size(), 0, "records a millisecond later");
    ok("read AT_TIMESTAMP, to the millisecond");

    String latest = reader.iterator(0, ShardIteratorType.LATEST, r -> {});
    put("new", "0", SdkBytes.fromUtf8String("new"));
    expect(Reader.plain(reader.readOn(latest)), expected.subList(expected.size() - 1, expected.size()), "records");
    ok("read from LATEST");
  }

  /** The SDK for Java has no paginator for shards. */
  private List<Shard> allShards() {
    var page = kinesis.listShards(r -> r.streamName(STREAM).maxResults(1));
    List<Shard> shards = new ArrayList<>(page.shards());
    while (page.nextToken() != null) {
      String token = page.nextToken();
      page = kinesis.listShards(r -> r.nextToken(token).maxResults(1));
      expect(page.shards().size(), 1, "shards on a page");
      shards.addAll(page.shards());
    }
    return shards;
  }

  private static HashKeyRange range(String start, String end) {
    return HashKeyRange.builder().startingHashKey(start).endingHashKey(end).build();
  }

  private void listsShards() {
    var shards = allShards();
    expect(shards.stream().map(Shard::hashKeyRange).toList(), List.of(range("0", BELOW_HALF), range(HALF, HIGHEST)), "hash keys");
    holds(shards.get(0).sequenceNumberRange().endingSequenceNumber() == null, "an open shard has an end");
    ok("pages of shards");
  }

  private void splitsAndFollows() throws Exception {
    String parent = Reader.shardId(0);
    kinesis.splitShard(r -> r.streamName(STREAM).shardToSplit(parent).newStartingHashKey(QUARTER));
    kinesis.waiter().waitUntilStreamExists(r -> r.streamName(STREAM), Main::waiting);
    var shards = allShards();
    expect(shardIds(shards), "0123", "shards");
    var parents = shards.stream().map(shard -> String.valueOf(shard.parentShardId())).toList();
    expect(parents, List.of("null", "null", parent, parent), "parents");
    holds(shards.get(0).sequenceNumberRange().endingSequenceNumber() != null, "the parent is not closed");
    var opened = kinesis.listShards(r -> r.streamName(STREAM).shardFilter(f -> f.type(ShardFilterType.AT_LATEST)));
    expect(shardIds(opened.shards()), "123", "open shards");
    ok("split");

    put("low", "0", SdkBytes.fromUtf8String("to the low child"));
    put("high", QUARTER, SdkBytes.fromUtf8String("to the high child"));
    expect(Reader.plain(reader.read(0, ShardIteratorType.TRIM_HORIZON, r -> {})), stored.get(parent), "records of the parent");
    holds(reader.last().nextShardIterator() == null, "the parent goes on");
    var high = ChildShard.builder().shardId(Reader.shardId(3)).parentShards(parent).hashKeyRange(range(QUARTER, BELOW_HALF)).build();
    expect(reader.last().childShards().size(), 2, "children");
    expect(reader.last().childShards().get(1), high, "child");
    for (int child = 2; child <= 3; child++) {
      var records = Reader.plain(reader.read(child, ShardIteratorType.TRIM_HORIZON, r -> {}));
      expect(records, stored.get(Reader.shardId(child)), "records of a child");
    }
    ok("follow the parent to its children");
  }

  @SafeVarargs
  private static Map<String, String> tagMap(List<Tag>... lists) {
    Map<String, String> all = new HashMap<>();
    Stream.of(lists).flatMap(List::stream).forEach(tag -> all.put(tag.key(), tag.value()));
    return all;
  }

  private void tags(String arn) {
    kinesis.addTagsToStream(r -> r.streamName(STREAM).tags(Map.of("team", "unicorns", "ünï", "", "a/b", "c=d")));
    kinesis.removeTagsFromStream(r -> r.streamName(STREAM).tagKeys("made"));
    var page = kinesis.listTagsForStream(r -> r.streamName(STREAM).limit(2));
    holds(page.tags().size() == 2 && page.hasMoreTags(), "a page of tags: " + page);
    var rest = kinesis.listTagsForStream(r -> r.streamName(STREAM).exclusiveStartTagKey(page.tags().get(1).key()));
    expect(tagMap(page.tags(), rest.tags()), Map.of("team", "unicorns", "ünï", "", "a/b", "c=d"), "tags");
    ok("tags of the stream");

    kinesis.tagResource(r -> r.resourceARN(arn).tags(Map.of("by", "ARN")));
    kinesis.untagResource(r -> r.resourceARN(arn).tagKeys("a/b", "ünï"));
    expect(tagMap(kinesis.listTagsForResource(r -> r.resourceARN(arn)).tags()), Map.of("team", "unicorns", "by", "ARN"), "tags");
    ok("tags by ARN");
  }

  private String registers(String arn) throws Exception {
    var made = kinesis.registerStreamConsumer(r -> r.streamARN(arn).consumerName("reader")).consumer();
    expect(made.consumerStatus(), ConsumerStatus.CREATING, "consumer");
    holds(made.consumerARN().startsWith(arn + "/consumer/reader:"), "consumer's ARN " + made.consumerARN());
    ConsumerDescription described = null;
    for (int i = 0; i < 50; i++) {
      described = kinesis.describeStreamConsumer(r -> r.consumerARN(made.consumerARN())).consumerDescription();
      if (described.consumerStatus() == ConsumerStatus.ACTIVE) break;
      Thread.sleep(100);
    }
    expect(described.consumerStatus(), ConsumerStatus.ACTIVE, "consumer");
    expect(described.streamARN(), arn, "consumer's stream");
    expect(described.consumerCreationTimestamp(), made.consumerCreationTimestamp(), "creation timestamp");
    var listed = kinesis.listStreamConsumersPaginator(r -> r.streamARN(arn)).stream().flatMap(p -> p.consumers().stream()).toList();
    expect(listed.stream().map(software.amazon.awssdk.services.kinesis.model.Consumer::consumerARN).toList(), List.of(made.consumerARN()), "consumers");
    ok("register a consumer");
    return made.consumerARN();
  }

  private void readsFixture() throws Exception {
    for (Record one : new Reader(kinesis, Clients.FIXTURE).read(0, ShardIteratorType.TRIM_HORIZON, r -> {})) {
      HexFormat hex = HexFormat.of();
      String key = hex.formatHex(one.partitionKey().getBytes(StandardCharsets.UTF_8));
      String data = hex.formatHex(one.data().asByteArray());
      long arrived = one.approximateArrivalTimestamp().toEpochMilli();
      System.out.println("fact " + one.sequenceNumber() + " " + arrived + " " + key + " " + (data.isEmpty() ? "-" : data));
    }
    ok("the same records as every other client");
  }

  private void deletes(String arn, String consumer, Subscriptions subscriptions) throws Exception {
    Check.refused(ResourceInUseException.class, "ResourceInUseException", "", () -> kinesis.deleteStream(r -> r.streamName(STREAM)));
    kinesis.deregisterStreamConsumer(r -> r.consumerARN(consumer));
    subscriptions.checkEnd();
    kinesis.deleteStream(r -> r.streamARN(arn).enforceConsumerDeletion(true));
    kinesis.waiter().waitUntilStreamNotExists(r -> r.streamName(STREAM), Main::waiting);
    ok("deleted; the waiter sees it gone");
  }
}
