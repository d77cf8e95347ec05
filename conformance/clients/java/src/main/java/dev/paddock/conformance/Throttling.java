package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.holds;
import static dev.paddock.conformance.Check.ok;
import static dev.paddock.conformance.Tables.at;
import static dev.paddock.conformance.Tables.refused;
import static dev.paddock.conformance.Tables.s;
import static dev.paddock.conformance.Tables.with;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;

/** What is refused, in the SDK's own exception types, and what it takes for an answer. */
record Throttling(Tables tables) {
  void check() {
    var dynamo = tables.dynamo();
    refused(ResourceNotFoundException.class, "ResourceNotFoundException", "Requested resource not found",
        () -> dynamo.getItem(r -> r.tableName("nobody").key(at("a", 1))));
    ok("ResourceNotFoundException");
    refused(ResourceInUseException.class, "ResourceInUseException", "Table already exists: " + Tables.NAME,
        () -> tables.create(Tables.NAME, r -> r.billingMode(BillingMode.PAY_PER_REQUEST)));
    ok("ResourceInUseException");
    refused(DynamoDbException.class, "ValidationException", "The provided key element does not match the schema",
        () -> dynamo.getItem(r -> r.tableName(Tables.NAME).key(Map.of("pk", s("a")))));
    ok("ValidationException");
    throttles(dynamo);
    refused(DynamoDbException.class, "UnrecognizedClientException", "The security token included in the request is invalid.",
        () -> Tables.client("nobody", 1).listTables());
    ok("UnrecognizedClientException");
    checksums();
  }

  /** A table keeps five minutes of what it did not use. One big item takes more than that; then there is one unit a second. */
  private void throttles(DynamoDbClient dynamo) {
    String slow = Tables.NAME + "-slow";
    tables.create(slow, r -> r.provisionedThroughput(p -> p.readCapacityUnits(1L).writeCapacityUnits(1L)));
    tables.waitFor(slow);
    dynamo.putItem(r -> r.tableName(slow).item(with(at("big", 1), "x", s("x".repeat(309_000)))));
    var throttled = refused(ProvisionedThroughputExceededException.class, "ProvisionedThroughputExceededException",
        "The level of configured provisioned throughput for the table was exceeded.",
        () -> Tables.client(1).putItem(r -> r.tableName(slow).item(at("small", 1))));
    holds(throttled.isThrottlingException(), "the SDK does not see that it is throttled");
    expect(throttled.throttlingReasons().get(0).reason(), "TableWriteProvisionedThroughputExceeded", "reason");
    dynamo.putItem(r -> r.tableName(slow).item(at("patient", 1)));
    ok("ProvisionedThroughputExceededException, and the retries that wait for it");

    var writes = IntStream.range(0, 25).mapToObj(i -> WriteRequest.builder().putRequest(p -> p.item(at("batch", i))).build()).toList();
    var left = dynamo.batchWriteItem(r -> r.requestItems(Map.of(slow, writes))).unprocessedItems();
    int size = left.getOrDefault(slow, List.of()).size();
    holds(size > 0 && size < 25, size + " items were left");
    dynamo.updateTable(r -> r.tableName(slow).provisionedThroughput(p -> p.readCapacityUnits(100L).writeCapacityUnits(100L)));
    while (!left.isEmpty()) {
      var rest = left;
      left = dynamo.batchWriteItem(r -> r.requestItems(rest)).unprocessedItems();
    }
    expect(dynamo.scan(r -> r.tableName(slow).select(Select.COUNT)).count(), 27, "items");
    ok("UnprocessedItems, sent again");
    tables.waitFor(slow);
    dynamo.deleteTable(r -> r.tableName(slow));
  }

  /** Makes another checksum of what the answer says. */
  private static final class Tampering implements ExecutionInterceptor {
    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      holds(context.httpResponse().firstMatchingHeader("x-amz-crc32").isPresent(), "an answer has no checksum");
      return context.httpResponse().toBuilder().putHeader("x-amz-crc32", "1").build();
    }
  }

  private void checksums() {
    try {
      Tables.client(1, new Tampering()).describeLimits();
      throw new AssertionError("a wrong checksum is not noticed");
    } catch (Crc32MismatchException expected) {
      ok("checksums of answers");
    }
  }
}
