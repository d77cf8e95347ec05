package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.ok;
import static dev.paddock.conformance.Check.refused;
import static dev.paddock.conformance.Rides.ride;
import static dev.paddock.conformance.Settings.NAME;
import static dev.paddock.conformance.Settings.ROLE;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.kinesisanalytics.KinesisAnalyticsClient;
import software.amazon.awssdk.services.kinesisanalyticsv2.KinesisAnalyticsV2Client;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.*;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.UnsupportedOperationException;

/** The newer API of Kinesis Data Analytics, of 2018-05-23, as the AWS SDK for Java v2 sees it. */
final class NewerAnalytics {
  private static final String APPLICATION = NAME + "-newer";
  private static final String OLDER = NAME + "-older";
  private static final String ARN = Rides.applicationArn(APPLICATION);

  private final KinesisAnalyticsV2Client newer = Settings.client(KinesisAnalyticsV2Client.builder());
  private final KinesisAnalyticsClient analytics;
  private final Rides rides;

  NewerAnalytics(KinesisAnalyticsClient analytics, Rides rides) {
    this.analytics = analytics;
    this.rides = rides;
  }

  void check() throws InterruptedException {
    describesItself();
    addsAndRemoves();
    runs();
    pages();
    errors();
    refusesFlink();
    leavesToTheNewer();
    delete(APPLICATION);
    delete(OLDER);
    ok("the newer API: deleted");
  }

  private ApplicationDetail describe(String name) {
    return newer.describeApplication(r -> r.applicationName(name)).applicationDetail();
  }

  private ApplicationDetail settled(String name, ApplicationStatus status) throws InterruptedException {
    Settings.eventually(status.toString(), () -> describe(name).applicationStatus() == status);
    return describe(name);
  }

  private void ready() throws InterruptedException {
    settled(APPLICATION, ApplicationStatus.READY);
  }

  private void delete(String name) throws InterruptedException {
    Instant made = describe(name).createTimestamp();
    newer.deleteApplication(r -> r.applicationName(name).createTimestamp(made));
    Settings.eventually("gone", () -> {
      try {
        return describe(name) == null;
      } catch (ResourceNotFoundException none) {
        return true;
      }
    });
  }

  private CreateApplicationResponse create(String name, RuntimeEnvironment runtime, String role) {
    return newer.createApplication(r -> r.applicationName(name).runtimeEnvironment(runtime).serviceExecutionRole(role)
        .cloudWatchLoggingOptions(o -> o.logStreamARN(Rides.LOG_STREAM)).tags(t -> t.key("team").value("ünï")));
  }

  private void describesItself() {
    var detail = create(APPLICATION, RuntimeEnvironment.SQL_1_0, ROLE).applicationDetail();
    Rides.madeAt(detail.createTimestamp());
    expect(List.of(detail.applicationARN(), detail.applicationVersionId(), detail.runtimeEnvironment(), detail.serviceExecutionRole()),
        List.of(ARN, 1L, RuntimeEnvironment.SQL_1_0, ROLE), "detail");
    expect(detail.cloudWatchLoggingOptionDescriptions().get(0).cloudWatchLoggingOptionId(), "1.1", "logs");
    expect(describe(APPLICATION), detail, "detail");
    newer.tagResource(r -> r.resourceARN(ARN).tags(t -> t.key("a/b")));
    newer.untagResource(r -> r.resourceARN(ARN).tagKeys("team"));
    expect(newer.listTagsForResource(r -> r.resourceARN(ARN)).tags().stream().map(Tag::key).toList(), List.of("a/b"), "tags");
    ok("the newer API: an application describes itself");
  }

  private void addsAndRemoves() throws InterruptedException {
    var schema = rides.whilePutting(() -> newer.discoverInputSchema(r -> r.resourceARN(Rides.arn(Rides.FROM)).serviceExecutionRole(ROLE)
        .inputStartingPositionConfiguration(p -> p.inputStartingPosition(InputStartingPosition.NOW)))).inputSchema();
    expect(schema.recordColumns().stream().map(RecordColumn::sqlType).toList(), List.of("VARCHAR(16)", "DOUBLE", "INTEGER"), "types");
    var added = newer.addApplicationInput(r -> r.applicationName(APPLICATION).currentApplicationVersionId(1L)
        .input(i -> i.namePrefix("SOURCE_SQL_STREAM").inputSchema(schema).kinesisStreamsInput(s -> s.resourceARN(Rides.arn(Rides.FROM)))));
    expect(List.of(added.applicationARN(), added.applicationVersionId(), added.inputDescriptions().get(0).inputId()), List.of(ARN, 2L, "2.1"), "input");
    ready();
    var outputs = newer.addApplicationOutput(r -> r.applicationName(APPLICATION).currentApplicationVersionId(2L)
        .output(o -> o.name("DESTINATION_SQL_STREAM").kinesisStreamsOutput(s -> s.resourceARN(Rides.arn(Rides.TO)))
            .destinationSchema(s -> s.recordFormatType(RecordFormatType.JSON)))).outputDescriptions();
    expect(outputs.get(0).outputId(), "3.1", "output");
    ready();
    var tables = newer.addApplicationReferenceDataSource(r -> r.applicationName(APPLICATION).currentApplicationVersionId(3L)
        .referenceDataSource(s -> s.tableName("NAMES").referenceSchema(schema)
            .s3ReferenceDataSource(o -> o.bucketARN(Rides.BUCKET).fileKey("names.csv")))).referenceDataSourceDescriptions();
    expect(tables.get(0).referenceId(), "4.1", "reference");
    ready();
    newer.deleteApplicationReferenceDataSource(r -> r.applicationName(APPLICATION).currentApplicationVersionId(4L).referenceId("4.1"));
    ready();
    var left = newer.deleteApplicationCloudWatchLoggingOption(
        r -> r.applicationName(APPLICATION).currentApplicationVersionId(5L).cloudWatchLoggingOptionId("1.1"));
    expect(List.of(left.applicationVersionId(), left.cloudWatchLoggingOptionDescriptions().size()), List.of(6L, 0), "what is left");
    ready();
    ok("the newer API: its schema, and what is added and removed");
  }

  private UpdateApplicationResponse update(String name, Long version, String token, String code) {
    return newer.updateApplication(r -> r.applicationName(name).currentApplicationVersionId(version).conditionalToken(token)
        .applicationConfigurationUpdate(c -> c.applicationCodeConfigurationUpdate(
            u -> u.codeContentTypeUpdate(CodeContentType.PLAINTEXT).codeContentUpdate(t -> t.textContentUpdate(code)))));
  }

  private void runs() throws InterruptedException {
    var updated = update(APPLICATION, 6L, null, Rides.COUNTING).applicationDetail();
    expect(List.of(updated.applicationVersionId(), updated.applicationStatus()), List.of(7L, ApplicationStatus.READY), "version and status");
    ready();
    rides.watch();
    newer.startApplication(r -> r.applicationName(APPLICATION).runConfiguration(c -> c.sqlRunConfigurations(
        s -> s.inputId("2.1").inputStartingPositionConfiguration(p -> p.inputStartingPosition(InputStartingPosition.NOW)))));
    var token = settled(APPLICATION, ApplicationStatus.RUNNING).conditionalToken();
    rides.put(ride("Shadowfax", 150), ride("Shadowfax", 150));
    rides.expectRows("{\"Name\":\"Shadowfax\",\"Rides\":2,\"Health\":150}");
    update(APPLICATION, null, token, Rides.PASSING);
    var code = settled(APPLICATION, ApplicationStatus.RUNNING).applicationConfigurationDescription().applicationCodeConfigurationDescription();
    expect(code.codeContentDescription().textContent(), Rides.PASSING, "code");
    rides.put(ride("Bucephalus", 150));
    rides.expectRows("{\"Name\":\"BUCEPHALUS\",\"Distance\":30.25}");
    newer.stopApplication(r -> r.applicationName(APPLICATION));
    ready();
    ok("the newer API: started, changed by its token while it runs, stopped");
  }

  private void pages() {
    analytics.createApplication(r -> r.applicationName(OLDER));
    var listed = newer.listApplicationsPaginator(r -> r.limit(1)).stream().flatMap(page -> page.applicationSummaries().stream())
        .filter(one -> one.applicationName().startsWith(NAME)).toList();
    expect(listed.stream().map(ApplicationSummary::applicationName).toList(), List.of(APPLICATION, OLDER), "names");
    expect(listed.get(1).runtimeEnvironment(), RuntimeEnvironment.SQL_1_0, "runtime");
    ok("the newer API: pages of applications, of both");
  }

  private void errors() throws InterruptedException {
    refused(ResourceNotFoundException.class, 400, "ResourceNotFoundException", "Could not find the application: nobody", () -> describe("nobody"));
    refused(ResourceInUseException.class, 400, "ResourceInUseException", "Application already exists.",
        () -> create(APPLICATION, RuntimeEnvironment.SQL_1_0, ROLE));
    refused(InvalidArgumentException.class, 400, "InvalidArgumentException",
        "Kinesis Analytics service doesn't have sufficient privileges to assume the role", () -> create("other", RuntimeEnvironment.SQL_1_0, ROLE + "-none"));
    refused(InvalidArgumentException.class, 400, "InvalidArgumentException", "", () -> newer.stopApplication(r -> r.applicationName(APPLICATION).force(true)));
    refused(ConcurrentModificationException.class, 400, "ConcurrentModificationException", "", () -> update(APPLICATION, 1L, null, Rides.COUNTING));
    refused(ConcurrentModificationException.class, 400, "ConcurrentModificationException", "", () -> update(APPLICATION, null, "b2xk", Rides.COUNTING));
    refused(InvalidArgumentException.class, 400, "InvalidArgumentException", "", () -> update(APPLICATION, null, null, Rides.COUNTING));
    var many = IntStream.range(0, 51).mapToObj(index -> Tag.builder().key("key " + index).build()).toList();
    refused(TooManyTagsException.class, 400, "TooManyTagsException", "Application has too many tags",
        () -> newer.tagResource(r -> r.resourceARN(ARN).tags(many)));
    newer.startApplication(r -> r.applicationName(APPLICATION));
    settled(APPLICATION, ApplicationStatus.RUNNING);
    Analytics.where(refused(CodeValidationException.class, 400, "CodeValidationException", "", () -> update(APPLICATION, 8L, null, Rides.INVALID)));
    ok("the newer API: errors");
  }

  private void refusesFlink() {
    String code = "UnsupportedOperationException";
    Class<UnsupportedOperationException> unsupported = UnsupportedOperationException.class;
    refused(unsupported, 400, code, "", () -> create("flink", RuntimeEnvironment.FLINK_1_20, ROLE));
    refused(unsupported, 400, code, "", () -> newer.listApplicationVersions(r -> r.applicationName(APPLICATION)));
    refused(unsupported, 400, code, "", () -> newer.createApplicationSnapshot(r -> r.applicationName(APPLICATION).snapshotName("one")));
    refused(InvalidArgumentException.class, 400, "InvalidArgumentException", "",
        () -> newer.createApplicationPresignedUrl(r -> r.applicationName(APPLICATION).urlType(UrlType.FLINK_DASHBOARD_URL)));
    ok("the newer API: what is of Flink is refused");
  }

  private void leavesToTheNewer() throws InterruptedException {
    update(OLDER, 1L, null, Rides.PASSING);
    for (String name : List.of(APPLICATION, OLDER)) {
      String words = name + " was created/updated by kinesisanalyticsv2 SDK. Please use kinesisanalyticsv2 SDK to make changes to " + name + ".";
      refused(software.amazon.awssdk.services.kinesisanalytics.model.UnsupportedOperationException.class, 400, "UnsupportedOperationException", words,
          () -> analytics.describeApplication(r -> r.applicationName(name)));
    }
    settled(OLDER, ApplicationStatus.READY);
    ok("UnsupportedOperationException: the older API leaves to the newer one what that made or changed");
  }
}
