package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.holds;
import static dev.paddock.conformance.Check.ok;
import static dev.paddock.conformance.Check.refused;
import static dev.paddock.conformance.Check.skip;
import static dev.paddock.conformance.Rides.ride;
import static dev.paddock.conformance.Settings.NAME;
import static dev.paddock.conformance.Settings.ROLE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesisanalytics.KinesisAnalyticsClient;
import software.amazon.awssdk.services.kinesisanalytics.model.*;

/** Kinesis Data Analytics as the AWS SDK for Java v2 sees it, in both of its APIs. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md. */
public final class Analytics {
  private static final String ARN = Rides.applicationArn(NAME);
  private static final SourceSchema SCHEMA = SourceSchema.builder()
      .recordFormat(f -> f.recordFormatType(RecordFormatType.JSON).mappingParameters(m -> m.jsonMappingParameters(j -> j.recordRowPath("$"))))
      .recordEncoding("UTF-8")
      .recordColumns(column("Name", "VARCHAR(16)"), column("Distance", "DOUBLE"), column("HealthPoints", "INTEGER"))
      .build();

  private final KinesisAnalyticsClient analytics = Settings.client(KinesisAnalyticsClient.builder());
  private final Rides rides = new Rides();

  public static void main(String[] arguments) {
    Settings.run(() -> new Analytics().run());
  }

  private void run() throws Exception {
    rides.make();
    describesItself();
    discovers();
    addsAndRemoves();
    tags();
    runs();
    pages();
    errors();
    delete(NAME);
    ok("deleted, by the time it was made");
    new NewerAnalytics(analytics, rides).check();
    skip("what Terraform sends", "its providers are written in Go: see there");
    skip("what other emulators' tests send", "they are written in Python: see there");
    rides.delete();
  }

  private static RecordColumn column(String name, String type) {
    return RecordColumn.builder().name(name).mapping("$." + name).sqlType(type).build();
  }

  private ApplicationDetail describe(String name) {
    return analytics.describeApplication(r -> r.applicationName(name)).applicationDetail();
  }

  private ApplicationDetail settled(String name, ApplicationStatus status) throws InterruptedException {
    Settings.eventually(status.toString(), () -> describe(name).applicationStatus() == status);
    return describe(name);
  }

  private void ready() throws InterruptedException {
    settled(NAME, ApplicationStatus.READY);
  }

  private void delete(String name) throws InterruptedException {
    Instant made = describe(name).createTimestamp();
    analytics.deleteApplication(r -> r.applicationName(name).createTimestamp(made));
    Settings.eventually("gone", () -> {
      try {
        return describe(name) == null;
      } catch (ResourceNotFoundException none) {
        return true;
      }
    });
  }

  private static void output(Output.Builder output) {
    output.name("DESTINATION_SQL_STREAM").kinesisStreamsOutput(s -> s.resourceARN(Rides.arn(Rides.TO)).roleARN(ROLE))
        .destinationSchema(s -> s.recordFormatType(RecordFormatType.JSON));
  }

  private void describesItself() {
    var summary = analytics.createApplication(r -> r.applicationName(NAME).applicationDescription("ünï 🦄").applicationCode(Rides.COUNTING)
        .inputs(i -> i.namePrefix("SOURCE_SQL_STREAM").inputSchema(SCHEMA).kinesisStreamsInput(s -> s.resourceARN(Rides.arn(Rides.FROM)).roleARN(ROLE)))
        .outputs(Analytics::output)
        .tags(t -> t.key("team").value("ünï + corns"))).applicationSummary();
    expect(Settings.spoken, "application/x-amz-json-1.1", "content type");
    expect(List.of(summary.applicationName(), summary.applicationARN(), summary.applicationStatus()), List.of(NAME, ARN, ApplicationStatus.READY), "summary");
    var detail = describe(NAME);
    Rides.madeAt(detail.createTimestamp());
    expect(detail.lastUpdateTimestamp(), detail.createTimestamp(), "time of the last update");
    expect(List.of(detail.applicationVersionId(), detail.applicationCode(), detail.applicationDescription()), List.of(1L, Rides.COUNTING, "ünï 🦄"), "detail");
    var input = InputDescription.builder().inputId("1.1").namePrefix("SOURCE_SQL_STREAM").inAppStreamNames("SOURCE_SQL_STREAM_001")
        .kinesisStreamsInputDescription(s -> s.resourceARN(Rides.arn(Rides.FROM)).roleARN(ROLE)).inputSchema(SCHEMA)
        .inputParallelism(p -> p.count(1)).inputStartingPositionConfiguration(p -> {}).build();
    expect(detail.inputDescriptions(), List.of(input), "inputs");
    expect(detail.outputDescriptions().get(0).outputId(), "1.1", "output");
    holds(!detail.hasReferenceDataSourceDescriptions() && !detail.hasCloudWatchLoggingOptionDescriptions(), "more than there is: " + detail);
    ok("an application describes itself, made at a whole second");
  }

  private DiscoverInputSchemaResponse discover(String stream, InputStartingPosition position) {
    return analytics.discoverInputSchema(
        r -> r.resourceARN(Rides.arn(stream)).roleARN(ROLE).inputStartingPositionConfiguration(p -> p.inputStartingPosition(position)));
  }

  private void discovers() throws InterruptedException {
    var answer = rides.whilePutting(() -> discover(Rides.FROM, InputStartingPosition.NOW));
    expect(answer.inputSchema(), SCHEMA, "schema");
    holds(answer.parsedInputRecords().contains(List.of("Rocinante", "30.25", "149")), "parsed " + answer.parsedInputRecords());
    holds(answer.rawInputRecords().contains(ride("Rocinante", 149)), "raw " + answer.rawInputRecords());
    ok("the schema of live records");
    var unclear = (UnableToDetectSchemaException) refused(UnableToDetectSchemaException.class, 400, "UnableToDetectSchemaException", "",
        () -> discover(Clients.FIXTURE, InputStartingPosition.TRIM_HORIZON));
    expect(unclear.rawInputRecords().size(), 3, "raw records");
    ok("UnableToDetectSchemaException, with the records");
  }

  private void addsAndRemoves() throws InterruptedException {
    analytics.addApplicationReferenceDataSource(r -> r.applicationName(NAME).currentApplicationVersionId(1L).referenceDataSource(s -> s.tableName("NAMES")
        .referenceSchema(SCHEMA).s3ReferenceDataSource(o -> o.bucketARN(Rides.BUCKET).fileKey("names.csv").referenceRoleARN(ROLE))));
    ready();
    analytics.addApplicationCloudWatchLoggingOption(
        r -> r.applicationName(NAME).currentApplicationVersionId(2L).cloudWatchLoggingOption(o -> o.logStreamARN(Rides.LOG_STREAM).roleARN(ROLE)));
    ready();
    analytics.addApplicationOutput(r -> r.applicationName(NAME).currentApplicationVersionId(3L).output(o -> {
      output(o);
      o.name("OTHER");
    }));
    ready();
    var added = describe(NAME);
    expect(List.of(added.referenceDataSourceDescriptions().get(0).referenceId(),
        added.cloudWatchLoggingOptionDescriptions().get(0).cloudWatchLoggingOptionId(), added.outputDescriptions().get(1).outputId()),
        List.of("2.1", "3.1", "4.1"), "ids");
    analytics.deleteApplicationOutput(r -> r.applicationName(NAME).currentApplicationVersionId(4L).outputId("4.1"));
    ready();
    analytics.deleteApplicationCloudWatchLoggingOption(r -> r.applicationName(NAME).currentApplicationVersionId(5L).cloudWatchLoggingOptionId("3.1"));
    ready();
    analytics.deleteApplicationReferenceDataSource(r -> r.applicationName(NAME).currentApplicationVersionId(6L).referenceId("2.1"));
    var left = settled(NAME, ApplicationStatus.READY);
    expect(List.of(left.applicationVersionId(), left.outputDescriptions().size()), List.of(7L, 1), "version and outputs");
    holds(!left.hasReferenceDataSourceDescriptions() && !left.hasCloudWatchLoggingOptionDescriptions(), "more than there is: " + left);
    ok("what is added and removed makes a version each");
  }

  private void tags() {
    analytics.tagResource(r -> r.resourceARN(ARN).tags(t -> t.key("team").value("rides"), t -> t.key("a/b"), t -> t.key("gone").value("c=d")));
    analytics.untagResource(r -> r.resourceARN(ARN).tagKeys("gone", "never"));
    var tags = analytics.listTagsForResource(r -> r.resourceARN(ARN)).tags().stream()
        .collect(Collectors.toMap(Tag::key, tag -> tag.value() == null ? "" : tag.value()));
    expect(tags, Map.of("team", "rides", "a/b", ""), "tags");
    ok("tags");
  }

  private StartApplicationResponse start(InputStartingPosition position) {
    return analytics.startApplication(
        r -> r.applicationName(NAME).inputConfigurations(c -> c.id("1.1").inputStartingPositionConfiguration(p -> p.inputStartingPosition(position))));
  }

  private UpdateApplicationResponse update(long version, Consumer<ApplicationUpdate.Builder> change) {
    return analytics.updateApplication(r -> r.applicationName(NAME).currentApplicationVersionId(version).applicationUpdate(change));
  }

  private void runs() throws InterruptedException {
    rides.watch();
    start(null);
    var detail = settled(NAME, ApplicationStatus.RUNNING);
    var position = detail.inputDescriptions().get(0).inputStartingPositionConfiguration().inputStartingPosition();
    expect(List.of(detail.applicationVersionId(), position), List.of(7L, InputStartingPosition.NOW), "version and start");
    rides.put(ride("Shadowfax", 150), ride("Shadowfax", 148), ride("Rocinante", 150));
    rides.expectRows("{\"Name\":\"Rocinante\",\"Rides\":1,\"Health\":150}", "{\"Name\":\"Shadowfax\",\"Rides\":2,\"Health\":148}");
    ok("started, it runs: rows of a window in the stream");
    update(7, u -> u.applicationCodeUpdate(Rides.PASSING));
    detail = settled(NAME, ApplicationStatus.RUNNING);
    expect(List.of(detail.applicationVersionId(), detail.applicationCode()), List.of(8L, Rides.PASSING), "version and code");
    rides.put(ride("Bucephalus", 150));
    rides.expectRows("{\"Name\":\"BUCEPHALUS\",\"Distance\":30.25}");
    ok("its code changes while it runs");
    analytics.stopApplication(r -> r.applicationName(NAME));
    ready();
    rides.put(ride("Rocinante", 150));
    start(InputStartingPosition.LAST_STOPPED_POINT);
    settled(NAME, ApplicationStatus.RUNNING);
    rides.expectRows("{\"Name\":\"ROCINANTE\",\"Distance\":30.25}");
    ok("stopped, and started where it stopped");
  }

  private void pages() throws InterruptedException {
    var names = Stream.of(0, 1, 2).map(index -> NAME + "-" + index).toList();
    for (String name : names) analytics.createApplication(r -> r.applicationName(name));
    List<String> listed = new ArrayList<>(List.of(NAME));
    for (boolean more = true; more; ) {
      String last = listed.get(listed.size() - 1);
      var page = analytics.listApplications(r -> r.limit(2).exclusiveStartApplicationName(last));
      page.applicationSummaries().forEach(one -> listed.add(one.applicationName()));
      more = page.hasMoreApplications();
    }
    expect(listed.stream().skip(1).filter(name -> name.startsWith(NAME)).toList(), names, "names");
    for (String name : names) delete(name);
    ok("pages of applications");
  }

  private void errors() throws InterruptedException {
    refused(ResourceNotFoundException.class, 400, "ResourceNotFoundException", "Could not find the application: nobody", () -> describe("nobody"));
    ok("ResourceNotFoundException");
    refused(ResourceInUseException.class, 400, "ResourceInUseException", "Application already exists.",
        () -> analytics.createApplication(r -> r.applicationName(NAME)));
    refused(ResourceInUseException.class, 400, "ResourceInUseException", "", () -> start(null));
    ok("ResourceInUseException");
    refused(InvalidArgumentException.class, 400, "InvalidArgumentException",
        "Kinesis Analytics service doesn't have sufficient privileges to assume the role",
        () -> update(8, u -> u.inputUpdates(i -> i.inputId("1.1").kinesisStreamsInputUpdate(s -> s.roleARNUpdate(ROLE + "-none")))));
    ok("InvalidArgumentException");
    refused(ConcurrentModificationException.class, 400, "ConcurrentModificationException", "", () -> update(7, u -> u.applicationCodeUpdate(Rides.COUNTING)));
    refused(ConcurrentModificationException.class, 400, "ConcurrentModificationException", "",
        () -> analytics.deleteApplication(r -> r.applicationName(NAME).createTimestamp(Instant.EPOCH)));
    ok("ConcurrentModificationException");
    where(refused(CodeValidationException.class, 400, "CodeValidationException", "", () -> update(8, u -> u.applicationCodeUpdate(Rides.INVALID))));
    expect(describe(NAME).applicationVersionId(), 8L, "version");
    ok("CodeValidationException, with where it is wrong");
    String bad = NAME + "-invalid";
    analytics.createApplication(r -> r.applicationName(bad).applicationCode(Rides.INVALID));
    where(refused(InvalidApplicationConfigurationException.class, 400, "InvalidApplicationConfigurationException", "",
        () -> analytics.startApplication(r -> r.applicationName(bad).inputConfigurations(List.of()))));
    delete(bad);
    ok("InvalidApplicationConfigurationException");
    refused(KinesisAnalyticsException.class, 400, "ValidationException", "1 validation error detected: Value 'no spaces' at 'applicationName'",
        () -> analytics.createApplication(r -> r.applicationName("no spaces")));
    ok("ValidationException");
    var many = IntStream.range(0, 51).mapToObj(index -> Tag.builder().key("key " + index).build()).toList();
    refused(TooManyTagsException.class, 400, "TooManyTagsException", "Application has too many tags",
        () -> analytics.tagResource(r -> r.resourceARN(ARN).tags(many)));
    ok("TooManyTagsException");
  }

  static void where(AwsServiceException error) {
    holds(error.getMessage().contains("line 3, column"), "message: " + error.getMessage());
  }
}
