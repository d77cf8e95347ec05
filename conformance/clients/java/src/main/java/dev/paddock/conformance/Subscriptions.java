package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.holds;
import static dev.paddock.conformance.Check.ok;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** SubscribeToShard, with the asynchronous client. */
final class Subscriptions {
  private final KinesisAsyncClient kinesis = Clients.async();
  private final Reader reader;
  private final String consumer;
  private Events open;

  Subscriptions(Reader reader, String consumer) {
    this.reader = reader;
    this.consumer = consumer;
  }

  void check(Runnable put) throws Exception {
    Events events = subscribe(3, StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON));
    List<Record> got = new ArrayList<>();
    while (got.size() < 2) {
      SubscribeToShardEvent event = events.next();
      holds(event.continuationSequenceNumber() != null && event.millisBehindLatest() >= 0, "an event " + event);
      boolean first = got.isEmpty();
      got.addAll(event.records());
      if (first && !got.isEmpty()) {
        Thread.sleep(300);
        put.run();
      }
    }
    events.cancel();
    expect(got.get(0).data().asUtf8String(), "to the high child", "the stored record");
    expect(got.get(1).partitionKey(), "ж", "the pushed record");
    expect(got, reader.read(3, ShardIteratorType.TRIM_HORIZON, r -> {}), "pushed records, as they are read");
    ok("subscribe: stored records, then pushed ones");

    List<Record> all = reader.read(0, ShardIteratorType.TRIM_HORIZON, r -> {});
    String first = all.get(0).sequenceNumber();
    events = subscribe(0, StartingPosition.builder().type(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(first));
    events.done.get(10, TimeUnit.SECONDS);
    got.clear();
    SubscribeToShardEvent last = null;
    for (SubscribeToShardEvent event : events.queue) {
      got.addAll(event.records());
      last = event;
    }
    expect(got, all.subList(1, all.size()), "records");
    holds(last.continuationSequenceNumber() == null, "a continuation at the end");
    expect(last.childShards().stream().map(child -> child.shardId()).toList(), List.of(Reader.shardId(2), Reader.shardId(3)), "children");
    ok("subscribe to a closed shard: it ends with its children");
  }

  /** Leaves a subscription open. */
  void takeOver() throws Exception {
    Events first = subscribe(2, StartingPosition.builder().type(ShardIteratorType.LATEST));
    first.next();
    Events again = subscribe(2, StartingPosition.builder().type(ShardIteratorType.LATEST));
    expect(again.failure().getClass(), ResourceInUseException.class, "failure of the second subscription");
    Thread.sleep(5200);
    open = subscribe(2, StartingPosition.builder().type(ShardIteratorType.LATEST));
    expect(first.failure().getClass(), ResourceInUseException.class, "end of the earlier subscription");
    SubscribeToShardEvent event = first.queue.poll();
    holds(event != null && event.records().isEmpty(), "no second event in five seconds");
    ok("subscribe again: refused at once, taking over after five seconds");
  }

  /** The consumer is gone. */
  void checkEnd() throws Exception {
    expect(open.failure().getClass(), ResourceNotFoundException.class, "end of the subscription");
    ok("deregister: the subscription ends with ResourceNotFoundException");
  }

  private Events subscribe(int shard, StartingPosition.Builder position) {
    Events events = new Events();
    var request = SubscribeToShardRequest.builder().consumerARN(consumer).shardId(Reader.shardId(shard)).startingPosition(position.build());
    var handler = SubscribeToShardResponseHandler.builder().subscriber(() -> events).build();
    events.done = kinesis.subscribeToShard(request.build(), handler);
    return events;
  }

  /** The events of one subscription, as they come. */
  private static final class Events implements Subscriber<SubscribeToShardEventStream> {
    final BlockingQueue<SubscribeToShardEvent> queue = new LinkedBlockingQueue<>();
    private final AtomicReference<Subscription> subscription = new AtomicReference<>();
    private CompletableFuture<Void> done;

    SubscribeToShardEvent next() throws Exception {
      for (int i = 0; i < 100; i++) {
        SubscribeToShardEvent event = queue.poll(100, TimeUnit.MILLISECONDS);
        if (event != null) return event;
        if (done.isDone()) done.get();
      }
      throw new AssertionError("no event within 10 s");
    }

    Throwable failure() throws Exception {
      try {
        done.get(10, TimeUnit.SECONDS);
      } catch (ExecutionException failed) {
        return failed.getCause();
      }
      throw new AssertionError("the subscription ended without an error");
    }

    void cancel() {
      subscription.get().cancel();
    }

    @Override
    public void onSubscribe(Subscription given) {
      subscription.set(given);
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(SubscribeToShardEventStream event) {
      if (event instanceof SubscribeToShardEvent records) queue.add(records);
    }

    @Override
    public void onError(Throwable problem) {}

    @Override
    public void onComplete() {}
  }
}
