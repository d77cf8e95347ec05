package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.refused;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.AccessDeniedException;
import software.amazon.awssdk.services.sts.StsClient;

/** Somebody with credentials, who calls services. */
record Who(AwsCredentialsProvider credentials) {
  static final String ACCOUNT = "000000000000";
  static final String STREAM_ARN = "arn:aws:kinesis:us-east-1:" + ACCOUNT + ":stream/" + Clients.FIXTURE;

  static Who root() {
    return key("test", "test");
  }

  static Who anyone() {
    return new Who(AnonymousCredentialsProvider.create());
  }

  static Who key(String id, String secret) {
    return new Who(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)));
  }

  IamClient iam() {
    return common(IamClient.builder()).build();
  }

  StsClient sts() {
    return common(StsClient.builder()).build();
  }

  KinesisClient kinesis() {
    return common(KinesisClient.builder()).build();
  }

  CognitoIdentityClient cognito() {
    return common(CognitoIdentityClient.builder()).build();
  }

  private <B extends AwsClientBuilder<B, ?>> B common(B builder) {
    return builder.endpointOverride(URI.create(System.getenv("PADDOCK_URL"))).region(Region.US_EAST_1).credentialsProvider(credentials);
  }

  /** Is who is said, and may read and not write. */
  void readsAs(String arn) {
    expect(sts().getCallerIdentity().arn(), arn, "caller");
    may();
    mayNotPut(arn);
  }

  void may() {
    var summary = kinesis().describeStreamSummary(r -> r.streamName(Clients.FIXTURE)).streamDescriptionSummary();
    expect(summary.streamARN(), STREAM_ARN, "the stream that may be read");
  }

  void mayNotPut(String arn) {
    refused(
        AccessDeniedException.class,
        400,
        "AccessDeniedException",
        "User: "
            + arn
            + " is not authorized to perform: kinesis:PutRecord on resource: "
            + STREAM_ARN
            + " because no identity-based policy allows the kinesis:PutRecord action",
        () -> kinesis().putRecord(r -> r.streamName(Clients.FIXTURE).partitionKey("a").data(SdkBytes.fromUtf8String("a"))));
  }
}
