package dev.paddock.conformance;

import static dev.paddock.conformance.Check.ok;
import static dev.paddock.conformance.Check.refused;

import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

/** Errors arrive as the SDK's own exception types, with AWS's words. */
final class Refusals {
  private final KinesisClient kinesis;
  private final String stream;

  Refusals(KinesisClient kinesis, String stream) {
    this.kinesis = kinesis;
    this.stream = stream;
  }

  void check() {
    refused(
        ResourceNotFoundException.class,
        "ResourceNotFoundException",
        "Stream nobody under account 000000000000 not found.",
        () -> kinesis.describeStream(r -> r.streamName("nobody")));
    ok("ResourceNotFoundException");
    refused(
        ResourceInUseException.class,
        "ResourceInUseException",
        "Stream " + stream + " under account 000000000000 already exists.",
        () -> kinesis.createStream(r -> r.streamName(stream).shardCount(1)));
    ok("ResourceInUseException");
    refused(
        InvalidArgumentException.class,
        "InvalidArgumentException",
        "Invalid ShardIterator.",
        () -> kinesis.getRecords(r -> r.shardIterator("AAAA")));
    ok("InvalidArgumentException");
    var impatient = Clients.sync("test", "test", 1);
    refused(
        LimitExceededException.class,
        "LimitExceededException",
        "This request would exceed the shard limit for the account",
        () -> impatient.createStream(r -> r.streamName("huge").shardCount(100_000)));
    ok("LimitExceededException");
    refused(
        ValidationException.class,
        "ValidationException",
        "1 validation error detected: Value 'no spaces' at 'streamName' failed to satisfy constraint: "
            + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
        () -> kinesis.createStream(r -> r.streamName("no spaces").shardCount(1)));
    ok("ValidationException");
    throttles(impatient);
    refused(
        KinesisException.class,
        "UnrecognizedClientException",
        "The security token included in the request is invalid",
        () -> Clients.sync("nobody", "test", 1).listStreams());
    ok("UnrecognizedClientException");
    refused(
        KinesisException.class,
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided.",
        () -> Clients.sync("test", "wrong", 1).listStreams());
    ok("InvalidSignatureException");
  }

  private void throttles(KinesisClient impatient) {
    String iterator = new Reader(kinesis, stream).iterator(1, ShardIteratorType.LATEST, r -> {});
    refused(
        ProvisionedThroughputExceededException.class,
        "ProvisionedThroughputExceededException",
        "Rate exceeded for Shard - 000000000000/" + stream + "/" + Reader.shardId(1),
        () -> {
          for (int i = 0; i < 20; i++) impatient.getRecords(r -> r.shardIterator(iterator));
          return null;
        });
    kinesis.getRecords(r -> r.shardIterator(iterator));
    ok("ProvisionedThroughputExceededException, and the retries that wait for it");
  }
}
