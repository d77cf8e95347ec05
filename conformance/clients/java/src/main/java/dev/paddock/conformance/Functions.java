package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.holds;
import static dev.paddock.conformance.Check.ok;
import static dev.paddock.conformance.Check.refused;
import static dev.paddock.conformance.Check.skip;
import static dev.paddock.conformance.Settings.NAME;
import static dev.paddock.conformance.Settings.ROLE;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.*;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Lambda as the AWS SDK for Java v2 sees it. Environment: PADDOCK_URL, PADDOCK_FIXTURE, PADDOCK_FUNCTIONS; see ../README.md. */
public final class Functions {
  static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:" + NAME;
  private static final Map<String, String> VARIABLES = Map.of("TABLE_NAME", "written", "GREETING", "ünï 🦄");

  private final LambdaClient lambda = Settings.client(LambdaClient.builder());
  private final DynamoDbClient dynamo = Settings.client(DynamoDbClient.builder());
  private final KinesisClient kinesis = Settings.client(KinesisClient.builder());

  public static void main(String[] arguments) {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    Settings.run(() -> new Functions().run());
  }

  private void run() throws Exception {
    becomesActive();
    invokes();
    streamsAnswers();
    publishes();
    layers();
    url();
    settings();
    pages();
    streams();
    skip("a function in the client's language, with its SDK inside", "there is no Java runtime here");
    new FunctionRefusals(lambda).check();
    deletes();
  }

  static SdkBytes zipped(String name) {
    try {
      return SdkBytes.fromByteArray(Files.readAllBytes(Path.of(System.getenv("PADDOCK_FUNCTIONS"), name + ".zip")));
    } catch (IOException problem) {
      throw new AssertionError(problem);
    }
  }

  static void creation(CreateFunctionRequest.Builder request) {
    request.functionName(NAME).role(ROLE).runtime(Runtime.NODEJS22_X).handler("index.handler").timeout(30)
        .code(c -> c.zipFile(zipped("node")))
        .environment(e -> e.variables(VARIABLES));
  }

  private void update(Consumer<UpdateFunctionConfigurationRequest.Builder> change) {
    lambda.updateFunctionConfiguration(r -> change.accept(r.functionName(NAME)));
    lambda.waiter().waitUntilFunctionUpdatedV2(r -> r.functionName(NAME), Settings::waiting);
  }

  private void becomesActive() throws Exception {
    var made = lambda.createFunction(Functions::creation);
    expect(List.of(made.state(), made.stateReasonCode()), List.of(State.PENDING, StateReasonCode.CREATING), "state");
    lambda.waiter().waitUntilFunctionExists(r -> r.functionName(NAME), Settings::waiting);
    lambda.waiter().waitUntilFunctionActiveV2(r -> r.functionName(NAME), Settings::waiting);
    update(r -> r.timeout(20).memorySize(256));
    ok("the waiters see the function Active, and updated");
    var got = lambda.getFunction(r -> r.functionName(NAME));
    var is = got.configuration();
    byte[] code = zipped("node").asByteArray();
    String hash = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(code));
    expect(List.of(is.functionArn(), is.codeSha256(), is.codeSize(), is.version()), List.of(ARN, hash, (long) code.length, "$LATEST"), "function");
    expect(List.of(is.state(), is.lastUpdateStatus()), List.of(State.ACTIVE, LastUpdateStatus.SUCCESSFUL), "states");
    expect(List.of(is.timeout(), is.memorySize(), is.role()), List.of(20, 256, ROLE), "settings");
    expect(is.environment().variables(), VARIABLES, "variables");
    expect(is.architectures(), List.of(Architecture.X86_64), "architectures");
    var request = HttpRequest.newBuilder(URI.create(got.code().location())).build();
    holds(Arrays.equals(HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray()).body(), code), "other code at its location");
    ok("the function describes itself");
  }

  private InvokeResponse invoke(String event, Consumer<InvokeRequest.Builder> more) {
    return lambda.invoke(r -> more.accept(r.functionName(NAME).payload(SdkBytes.fromUtf8String(event))));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  /** Waits until a function has written the text. */
  private void wrote(String text, String by) throws Exception {
    var key = Map.of("pk", AttributeValue.fromS(text));
    Settings.eventually(text + " is written", () -> dynamo.getItem(r -> r.tableName("written").key(key)).hasItem());
    String who = dynamo.getItem(r -> r.tableName("written").key(key)).item().get("by").s();
    holds(who.startsWith(by), "written by " + who);
  }

  private void invokes() throws Exception {
    String context = Base64.getEncoder().encodeToString("{\"custom\": {\"from\": \"java\"}}".getBytes(StandardCharsets.UTF_8));
    var answer = invoke("{\"text\": \"ключ 🦄\"}", r -> r.logType(LogType.TAIL).clientContext(context));
    expect(List.of(answer.statusCode(), answer.executedVersion()), List.of(200, "$LATEST"), "answer");
    holds(answer.functionError() == null, "error " + answer.payload().asUtf8String());
    String said = answer.payload().asUtf8String();
    String expected = "{\"event\":{\"text\":\"ключ 🦄\"},\"functionVersion\":\"$LATEST\",\"greeting\":\"ünï 🦄\",\"layer\":\"no layer\",\"custom\":{\"from\":\"java\"}}";
    expect(said, expected, "what it says");
    String log = decoded(answer.logResult());
    holds(log.startsWith("START RequestId: ") && log.contains("was told") && log.contains("Billed Duration"), "log " + log);
    ok("invoke: its answer, its version, the tail of its log");
    answer = invoke("{\"throw\": \"no way\"}", r -> {});
    expect(answer.functionError(), "Unhandled", "error");
    said = answer.payload().asUtf8String();
    holds(said.startsWith("{\"errorType\":\"RangeError\",\"errorMessage\":\"no way\",\"trace\":[\"RangeError: no way\""), "it threw " + said);
    ok("invoke: what it throws");
    expect(invoke("{\"write\": \"" + NAME + " later\"}", r -> r.invocationType(InvocationType.EVENT)).statusCode(), 202, "status");
    wrote(NAME + " later", "$LATEST");
    expect(invoke("{}", r -> r.invocationType(InvocationType.DRY_RUN)).statusCode(), 204, "status");
    ok("invoke later; a dry run");
  }

  private void streamsAnswers() throws Exception {
    String name = NAME + "-stream";
    lambda.createFunction(r -> {
      creation(r);
      r.functionName(name).handler("index.stream");
    });
    lambda.waiter().waitUntilFunctionActiveV2(r -> r.functionName(name), Settings::waiting);
    try (LambdaAsyncClient async = Settings.client(LambdaAsyncClient.builder())) {
      StringBuilder text = new StringBuilder();
      List<InvokeWithResponseStreamCompleteEvent> ends = new ArrayList<>();
      for (String event : List.of("{}", "{\"throw\": \"no way\"}")) {
        var bytes = new java.io.ByteArrayOutputStream();
        var handler = InvokeWithResponseStreamResponseHandler.builder()
            .subscriber(InvokeWithResponseStreamResponseHandler.Visitor.builder()
                .onPayloadChunk(chunk -> bytes.writeBytes(chunk.payload().asByteArray()))
                .onInvokeComplete(ends::add)
                .build())
            .build();
        async.invokeWithResponseStream(
            r -> r.functionName(name).payload(SdkBytes.fromUtf8String(event)).logType(LogType.TAIL), handler).get();
        if (text.isEmpty()) text.append(bytes.toString(StandardCharsets.UTF_8));
      }
      expect(text.toString(), "one ключ 🦄", "what it streams");
      holds(ends.get(0).errorCode() == null && decoded(ends.get(0).logResult()).contains("REPORT"), "the end " + ends.get(0));
      expect(ends.get(1).errorCode(), "RangeError", "error");
      holds(ends.get(1).errorDetails().contains("\"errorMessage\":\"no way\""), "details " + ends.get(1).errorDetails());
    }
    lambda.deleteFunction(r -> r.functionName(name));
    ok("invoke with a response stream");
  }

  private String publish() {
    String version = lambda.publishVersion(r -> r.functionName(NAME)).version();
    lambda.waiter().waitUntilPublishedVersionActive(r -> r.functionName(NAME).qualifier(version), Settings::waiting);
    return version;
  }

  private void publishes() {
    expect(publish(), "1", "version");
    update(r -> r.environment(e -> e.variables(Map.of("TABLE_NAME", "written", "GREETING", "two"))));
    expect(publish(), "2", "version");
    expect(lambda.createAlias(r -> r.functionName(NAME).name("live").functionVersion("1")).aliasArn(), ARN + ":live", "ARN");
    var answer = invoke("{}", r -> r.qualifier("live"));
    expect(answer.executedVersion(), "1", "version of the alias");
    holds(answer.payload().asUtf8String().contains("\"greeting\":\"ünï 🦄\""), "it says " + answer.payload().asUtf8String());
    lambda.updateAlias(r -> r.functionName(NAME).name("live").routingConfig(c -> c.additionalVersionWeights(Map.of("2", 1.0))));
    answer = invoke("{}", r -> r.qualifier("live"));
    expect(answer.executedVersion(), "2", "version of its route");
    holds(answer.payload().asUtf8String().contains("\"greeting\":\"two\""), "it says " + answer.payload().asUtf8String());
    var alias = lambda.getAlias(r -> r.functionName(NAME).name("live"));
    expect(alias.routingConfig().additionalVersionWeights(), Map.of("2", 1.0), "route");
    ok("versions and aliases");
  }

  private void layers() {
    var made = lambda.publishLayerVersion(
        r -> r.layerName(NAME + "-layer").content(c -> c.zipFile(zipped("layer"))).compatibleRuntimes(Runtime.NODEJS22_X));
    expect(made.version(), 1L, "version");
    update(r -> r.layers(made.layerVersionArn()));
    holds(invoke("{}", r -> {}).payload().asUtf8String().contains("\"layer\":\"hello from the layer\""), "no word of the layer");
    ok("a layer");
  }

  private void url() throws Exception {
    lambda.addPermission(r -> r.functionName(NAME).statementId("url").principal("*")
        .action("lambda:InvokeFunctionUrl").functionUrlAuthType(FunctionUrlAuthType.NONE));
    lambda.addPermission(r -> r.functionName(NAME).statementId("function").principal("*")
        .action("lambda:InvokeFunction").invokedViaFunctionUrl(true));
    var made = lambda.createFunctionUrlConfig(
        r -> r.functionName(NAME).authType(FunctionUrlAuthType.NONE).cors(c -> c.allowOrigins("https://example.com").maxAge(60)));
    var got = lambda.getFunctionUrlConfig(r -> r.functionName(NAME));
    expect(List.of(got.functionUrl(), got.cors().maxAge(), got.invokeMode()), List.of(made.functionUrl(), 60, InvokeMode.BUFFERED), "URL");
    var request = HttpRequest.newBuilder(URI.create(System.getenv("PADDOCK_URL") + "/some/path?q=1"))
        .version(HttpClient.Version.HTTP_1_1)
        .header("Host", URI.create(made.functionUrl()).getAuthority())
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"a\": 1}"))
        .build();
    String said = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    holds(said.contains("\"rawPath\":\"/some/path\"") && said.contains("\"body\":\"{\\\"a\\\": 1}\""), "it says " + said);
    lambda.deleteFunctionUrlConfig(r -> r.functionName(NAME));
    ok("a function URL");
  }

  private void settings() {
    Map<String, String> team = Map.of("team", "ünï + corns");
    lambda.tagResource(r -> r.resource(ARN).tags(team));
    expect(lambda.listTags(r -> r.resource(ARN)).tags(), team, "tags");
    lambda.putFunctionConcurrency(r -> r.functionName(NAME).reservedConcurrentExecutions(5));
    expect(lambda.getFunction(r -> r.functionName(NAME)).concurrency().reservedConcurrentExecutions(), 5, "concurrency");
    lambda.deleteFunctionConcurrency(r -> r.functionName(NAME));
    String policy = lambda.getPolicy(r -> r.functionName(NAME)).policy();
    holds(policy.contains("\"Sid\":\"url\"") && policy.contains("\"Sid\":\"function\""), "policy " + policy);
    lambda.removePermission(r -> r.functionName(NAME).statementId("url"));
    lambda.putFunctionEventInvokeConfig(r -> r.functionName(NAME).maximumRetryAttempts(1));
    expect(lambda.getFunctionEventInvokeConfig(r -> r.functionName(NAME)).maximumRetryAttempts(), 1, "retries");
    ok("tags, concurrency, permissions, retries");
  }

  private void pages() {
    lambda.createAlias(r -> r.functionName(NAME).name("second").functionVersion("2"));
    var names = lambda.listFunctionsPaginator(r -> r.maxItems(1)).functions().stream().map(FunctionConfiguration::functionName).toList();
    holds(names.contains(NAME), "functions " + names);
    var versions = lambda.listVersionsByFunctionPaginator(r -> r.functionName(NAME).maxItems(1)).versions();
    expect(versions.stream().map(FunctionConfiguration::version).toList(), List.of("$LATEST", "1", "2"), "versions");
    var aliases = lambda.listAliasesPaginator(r -> r.functionName(NAME).maxItems(1)).aliases();
    expect(aliases.stream().map(AliasConfiguration::name).toList(), List.of("live", "second"), "aliases");
    var layers = lambda.listLayersPaginator(r -> r.maxItems(1)).layers().stream().map(LayersListItem::layerName).toList();
    holds(layers.contains(NAME + "-layer"), "layers " + layers);
    ok("pages of functions, versions, aliases and layers");
  }

  private void mapped(String arn, String text, String by) throws Exception {
    var made = lambda.createEventSourceMapping(r -> r.functionName(NAME).eventSourceArn(arn).batchSize(10)
        .startingPosition(EventSourcePosition.TRIM_HORIZON).maximumRetryAttempts(2).bisectBatchOnFunctionError(true));
    expect(List.of(made.state(), made.functionArn(), made.maximumRetryAttempts()), List.of("Creating", ARN, 2), "mapping");
    wrote(text, by);
    var got = lambda.getEventSourceMapping(r -> r.uuid(made.uuid()));
    expect(List.of(got.state(), got.bisectBatchOnFunctionError()), List.of("Enabled", true), "mapping");
    var listed = lambda.listEventSourceMappingsPaginator(r -> r.eventSourceArn(arn)).eventSourceMappings();
    expect(listed.stream().map(EventSourceMappingConfiguration::uuid).toList(), List.of(made.uuid()), "mappings of the stream");
    expect(lambda.deleteEventSourceMapping(r -> r.uuid(made.uuid())).state(), "Deleting", "state");
  }

  private void streams() throws Exception {
    kinesis.createStream(r -> r.streamName(NAME).shardCount(1));
    kinesis.waiter().waitUntilStreamExists(r -> r.streamName(NAME), Settings::waiting);
    kinesis.putRecord(r -> r.streamName(NAME).partitionKey("a").data(SdkBytes.fromUtf8String(NAME + " ключ 🦄")));
    mapped("arn:aws:kinesis:us-east-1:000000000000:stream/" + NAME, NAME + " ключ 🦄", "aws:kinesis");
    kinesis.deleteStream(r -> r.streamName(NAME));
    ok("records of a stream reach it");
    var table = dynamo.createTable(r -> r.tableName(NAME).billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(a -> a.attributeName("pk").attributeType(ScalarAttributeType.S))
        .keySchema(k -> k.attributeName("pk").keyType(KeyType.HASH))
        .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
    dynamo.waiter().waitUntilTableExists(r -> r.tableName(NAME), Settings::waiting);
    var item = Map.of("pk", AttributeValue.fromS("a"), "text", AttributeValue.fromS(NAME + " changed"));
    dynamo.putItem(r -> r.tableName(NAME).item(item));
    mapped(table.tableDescription().latestStreamArn(), NAME + " changed", "aws:dynamodb");
    dynamo.deleteTable(r -> r.tableName(NAME));
    ok("changes of a table reach it");
  }

  private void deletes() {
    lambda.deleteLayerVersion(r -> r.layerName(NAME + "-layer").versionNumber(1L));
    lambda.deleteAlias(r -> r.functionName(NAME).name("live"));
    lambda.deleteFunction(r -> r.functionName(NAME));
    refused(ResourceNotFoundException.class, 404, "ResourceNotFoundException", "Function not found: " + ARN,
        () -> lambda.getFunction(r -> r.functionName(NAME)));
    ok("deleted");
  }
}
