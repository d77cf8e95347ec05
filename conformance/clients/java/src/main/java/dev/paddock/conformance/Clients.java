package dev.paddock.conformance;

import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisBaseClientBuilder;
import software.amazon.awssdk.services.kinesis.KinesisClient;

final class Clients {
  static final String FIXTURE = System.getenv("PADDOCK_FIXTURE");
  /** The content type of the last answer. */
  static final AtomicReference<String> spoken = new AtomicReference<>("");

  private Clients() {}

  static KinesisClient sync(String key, String secret, int attempts) {
    return common(KinesisClient.builder(), key, secret, attempts).build();
  }

  /** HTTP/2 with prior knowledge, as the Kinesis Client Library has it. */
  static KinesisAsyncClient async() {
    return common(KinesisAsyncClient.builder(), "test", "test", 10)
        .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP2))
        .build();
  }

  private static <B extends KinesisBaseClientBuilder<B, ?>> B common(B builder, String key, String secret, int attempts) {
    return builder
        .endpointOverride(URI.create(System.getenv("PADDOCK_URL")))
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
        .overrideConfiguration(
            configuration ->
                configuration
                    .retryStrategy(StandardRetryStrategy.builder().maxAttempts(attempts).build())
                    .addExecutionInterceptor(new Listener()));
  }

  private static final class Listener implements ExecutionInterceptor {
    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
      context.httpResponse().firstMatchingHeader("Content-Type").ifPresent(spoken::set);
    }
  }
}
