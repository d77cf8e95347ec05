package dev.paddock.conformance;

import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.backoff.FixedDelayBackoffStrategy;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;

/** What the clients of Lambda, CloudWatch and its Logs have in common. */
final class Settings {
  static final String NAME = "java-" + ProcessHandle.current().pid();
  static final String ROLE = "arn:aws:iam::000000000000:role/" + Clients.FIXTURE;

  /** Of the last request and its answer, with any of these clients. */
  static volatile String sentEncoding;
  static volatile String spoken;

  private Settings() {}

  /** Asks once. */
  static <B extends AwsClientBuilder<B, C>, C> C client(B builder, String key, String secret) {
    return builder
        .endpointOverride(URI.create(System.getenv("PADDOCK_URL")))
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
        .overrideConfiguration(
            configuration ->
                configuration
                    .retryStrategy(StandardRetryStrategy.builder().maxAttempts(1).build())
                    // Live tails are asked at a host of their own, `stream-`, unless a client is told to leave it.
                    .putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true)
                    .addExecutionInterceptor(new Listener()))
        .build();
  }

  static <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return client(builder, "test", "test");
  }

  static void waiting(WaiterOverrideConfiguration.Builder waiter) {
    waiter.maxAttempts(100).backoffStrategy(FixedDelayBackoffStrategy.create(Duration.ofMillis(100)));
  }

  static void eventually(String what, BooleanSupplier found) throws InterruptedException {
    for (int tries = 0; tries < 200; tries++) {
      if (found.getAsBoolean()) return;
      Thread.sleep(50);
    }
    throw new AssertionError("never: " + what);
  }

  interface Scenario {
    void run() throws Exception;
  }

  static void run(Scenario scenario) {
    try {
      scenario.run();
    } catch (Throwable problem) {
      System.out.println("not ok " + problem);
      if (System.getenv("PADDOCK_TRACE") != null) problem.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private static final class Listener implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
      sentEncoding = context.httpRequest().firstMatchingHeader("Content-Encoding").orElse("");
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
      spoken = context.httpResponse().firstMatchingHeader("Content-Type").orElse("");
    }
  }
}
