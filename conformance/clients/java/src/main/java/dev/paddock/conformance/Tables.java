package dev.paddock.conformance;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.backoff.FixedDelayBackoffStrategy;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Clients, items and values; every table here has a text `pk` and a number `sk` as its key. */
record Tables(DynamoDbClient dynamo) {
  static final String NAME = "java-" + ProcessHandle.current().pid();
  private static final URI URL = URI.create(System.getenv("PADDOCK_URL"));

  static DynamoDbClient client(int attempts, ExecutionInterceptor... interceptors) {
    return client("test", attempts, interceptors);
  }

  static DynamoDbClient client(String key, int attempts, ExecutionInterceptor... interceptors) {
    return DynamoDbClient.builder().endpointOverride(URL).region(Region.US_EAST_1).credentialsProvider(key(key))
        .overrideConfiguration(o -> o.executionInterceptors(List.of(interceptors)).retryStrategy(StandardRetryStrategy.builder().maxAttempts(attempts).build()))
        .build();
  }

  static DynamoDbStreamsClient streams() {
    return DynamoDbStreamsClient.builder().endpointOverride(URL).region(Region.US_EAST_1).credentialsProvider(key("test")).build();
  }

  private static StaticCredentialsProvider key(String id) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, "test"));
  }

  static void waiting(WaiterOverrideConfiguration.Builder waiter) {
    waiter.maxAttempts(50).backoffStrategy(FixedDelayBackoffStrategy.create(Duration.ofMillis(200)));
  }

  TableDescription create(String name, Consumer<CreateTableRequest.Builder> more) {
    var request = CreateTableRequest.builder().tableName(name)
        .attributeDefinitions(
            a -> a.attributeName("pk").attributeType(ScalarAttributeType.S), a -> a.attributeName("sk").attributeType(ScalarAttributeType.N))
        .keySchema(k -> k.attributeName("pk").keyType(KeyType.HASH), k -> k.attributeName("sk").keyType(KeyType.RANGE));
    more.accept(request);
    return dynamo.createTable(request.build()).tableDescription();
  }

  void waitFor(String name) {
    dynamo.waiter().waitUntilTableExists(r -> r.tableName(name), Tables::waiting);
  }

  PutItemResponse put(Map<String, AttributeValue> item) {
    return dynamo.putItem(r -> r.tableName(NAME).item(item));
  }

  Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
    return dynamo.getItem(r -> r.tableName(NAME).key(key).consistentRead(true)).item();
  }

  void putAll(List<Map<String, AttributeValue>> items) {
    write(items.stream().map(item -> WriteRequest.builder().putRequest(p -> p.item(item)).build()).toList());
  }

  void write(List<WriteRequest> writes) {
    for (int from = 0; from < writes.size(); from += 25) {
      var batch = writes.subList(from, Math.min(from + 25, writes.size()));
      Check.expect(dynamo.batchWriteItem(r -> r.requestItems(Map.of(NAME, batch))).unprocessedItems(), Map.of(), "unprocessed items");
    }
  }

  static Map<String, AttributeValue> at(String pk, int sk) {
    return Map.of("pk", s(pk), "sk", n("" + sk));
  }

  static Map<String, AttributeValue> with(Map<String, AttributeValue> item, String name, AttributeValue value) {
    Map<String, AttributeValue> more = new HashMap<>(item);
    more.put(name, value);
    return more;
  }

  static String keyText(Map<String, AttributeValue> item) {
    return item.get("pk").s() + " " + item.get("sk").n();
  }

  static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue n(String number) {
    return AttributeValue.fromN(number);
  }

  static AttributeValue b(byte... bytes) {
    return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
  }

  static AttributeValue l(AttributeValue... values) {
    return AttributeValue.fromL(new ArrayList<>(List.of(values)));
  }

  /** The call fails with an exception of this type, code and message, which it gives. */
  static <E extends DynamoDbException> E refused(Class<E> type, String code, String message, Supplier<?> call) {
    try {
      call.get();
    } catch (DynamoDbException error) {
      Check.expect(error.getClass(), type, "type");
      Check.expect(error.awsErrorDetails().errorCode(), code, "code");
      String said = error.awsErrorDetails().errorMessage();
      Check.holds(said == null ? message.isEmpty() : said.contains(message), "message: " + said);
      Check.expect(error.statusCode(), 400, "status");
      Check.expect(error.requestId().length(), 52, "length of the request id");
      return type.cast(error);
    }
    throw new AssertionError("no " + code);
  }
}
