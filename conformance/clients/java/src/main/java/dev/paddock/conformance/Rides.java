package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.holds;
import static dev.paddock.conformance.Settings.NAME;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The streams around applications of Kinesis Data Analytics, and the applications' code. */
final class Rides {
  static final String FROM = NAME + "-in";
  static final String TO = NAME + "-out";
  static final String LOG_STREAM = "arn:aws:logs:us-east-1:000000000000:log-group:rides:log-stream:errors";
  static final String BUCKET = "arn:aws:s3:::rides";
  static final String COUNTING = """
      CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" ("Name" VARCHAR(16), "Rides" INTEGER, "Health" INTEGER);
      CREATE OR REPLACE PUMP "STREAM_PUMP" AS INSERT INTO "DESTINATION_SQL_STREAM"
      SELECT STREAM "Name", COUNT(*), MIN("HealthPoints") FROM "SOURCE_SQL_STREAM_001"
      GROUP BY "Name", STEP("SOURCE_SQL_STREAM_001".ROWTIME BY INTERVAL '1' SECOND);""";
  static final String PASSING = """
      CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" ("Name" VARCHAR(16), "Distance" DOUBLE);
      CREATE OR REPLACE PUMP "STREAM_PUMP" AS INSERT INTO "DESTINATION_SQL_STREAM"
      SELECT STREAM UPPER("Name"), "Distance" FROM "SOURCE_SQL_STREAM_001";""";
  static final String INVALID = COUNTING.replace("MIN(", "MINIMUM(");

  private final KinesisClient kinesis = Settings.client(KinesisClient.builder());
  private String iterator;

  static String arn(String stream) {
    return "arn:aws:kinesis:us-east-1:000000000000:stream/" + stream;
  }

  static String applicationArn(String name) {
    return "arn:aws:kinesisanalytics:us-east-1:000000000000:application/" + name;
  }

  void make() {
    for (String name : List.of(FROM, TO)) kinesis.createStream(r -> r.streamName(name).shardCount(1));
    for (String name : List.of(FROM, TO)) kinesis.waiter().waitUntilStreamExists(r -> r.streamName(name), Settings::waiting);
  }

  void delete() {
    for (String name : List.of(FROM, TO)) kinesis.deleteStream(r -> r.streamName(name));
  }

  static String ride(String name, int health) {
    return "{\"Name\":\"" + name + "\",\"Distance\":30.25,\"HealthPoints\":" + health + "}";
  }

  /** All at one time. */
  void put(String... rides) {
    var records = Stream.of(rides).map(ride -> PutRecordsRequestEntry.builder().partitionKey("ride").data(SdkBytes.fromUtf8String(ride)).build()).toList();
    expect(kinesis.putRecords(r -> r.streamName(FROM).records(records)).failedRecordCount(), 0, "failed records");
  }

  /** What the call gives, while records come. */
  <T> T whilePutting(Supplier<T> call) throws InterruptedException {
    Thread thread = new Thread(() -> {
      try {
        for (; ; Thread.sleep(100)) put(ride("Shadowfax", 150), ride("Rocinante", 149));
      } catch (InterruptedException | software.amazon.awssdk.core.exception.AbortedException over) {
        // It is enough.
      }
    });
    thread.start();
    try {
      return call.get();
    } finally {
      thread.interrupt();
      thread.join();
    }
  }

  void watch() {
    iterator = kinesis.getShardIterator(
        r -> r.streamName(TO).shardId("shardId-000000000000").shardIteratorType(ShardIteratorType.LATEST)).shardIterator();
  }

  /** As they come, sorted. */
  void expectRows(String... expected) throws InterruptedException {
    List<String> rows = new ArrayList<>();
    for (int tries = 0; tries < 80 && rows.size() < expected.length; tries++) {
      Thread.sleep(250);
      var page = kinesis.getRecords(r -> r.shardIterator(iterator));
      iterator = page.nextShardIterator();
      page.records().forEach(record -> rows.add(record.data().asUtf8String().strip()));
    }
    expect(rows.stream().sorted().toList(), List.of(expected), "rows");
  }

  static void madeAt(Instant made) {
    holds(made.getNano() == 0 && Duration.between(made, Instant.now()).abs().toSeconds() < 60, "made at " + made);
  }
}
