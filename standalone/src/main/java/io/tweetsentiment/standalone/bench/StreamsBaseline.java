package io.tweetsentiment.standalone.bench;

import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.streams.KafkaProperties;
import io.tweetsentiment.streams.StreamsSettings;
import io.tweetsentiment.streams.wire.Decoded;
import io.tweetsentiment.streams.wire.WireDecoder;
import io.tweetsentiment.streams.wire.WireFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * What the streams app is compared with: a topology that reads the same raw tweets with the same
 * settings of Kafka Streams, decodes them, encodes them again and writes them to a topic. The
 * stateful one also reads and writes one entry of a store with a changelog for each tweet, which
 * any join by key must do.
 */
final class StreamsBaseline {

  private static final String STORE = "tweets";
  private static final long BETWEEN_LOOKS_MS = 5;

  private final StreamsSettings settings;
  private final String output;
  private final boolean isStateful;
  private final AtomicLong read = new AtomicLong();

  /**
   * A baseline.
   *
   * @param settings with an application id of its own
   * @param output existing topic to write to
   */
  StreamsBaseline(StreamsSettings settings, String output, boolean isStateful) {
    this.settings = settings;
    this.output = output;
    this.isStateful = isStateful;
  }

  /** Reads all tweets and returns the rate over the second half of them, in tweets per second. */
  double steadyRate(int count) throws InterruptedException {
    try (WireFormat wire = WireFormat.connect(settings.registry());
        KafkaStreams streams = new KafkaStreams(topology(wire), KafkaProperties.of(settings))) {
      streams.start();
      long half = waitFor(count / 2, streams);
      long end = waitFor(count, streams);
      return (count - count / 2) / ((end - half) / 1e9);
    }
  }

  private long waitFor(long count, KafkaStreams streams) throws InterruptedException {
    while (read.get() < count) {
      if (streams.state() == KafkaStreams.State.ERROR) {
        throw new IllegalStateException("the baseline ended after " + read.get() + " tweets");
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
    }
    return System.nanoTime();
  }

  private Topology topology(WireFormat wire) {
    Topology topology =
        new Topology()
            .addSource(
                "raw",
                Serdes.ByteArray().deserializer(),
                Serdes.ByteArray().deserializer(),
                Topics.RAW.topicName())
            .addProcessor("copy", () -> new Copy(wire.decoder(Tweet.class)), "raw")
            .addSink("copies", output, Serdes.ByteArray().serializer(), wire.serializer(), "copy");
    return isStateful
        ? topology.addStateStore(
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray()),
            "copy")
        : topology;
  }

  private final class Copy implements Processor<byte[], byte[], byte[], Object> {

    private final WireDecoder<Tweet> decoder;
    private ProcessorContext<byte[], Object> context;
    private KeyValueStore<byte[], byte[]> store;

    private Copy(WireDecoder<Tweet> decoder) {
      this.decoder = decoder;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
      this.context = context;
      this.store = isStateful ? context.getStateStore(STORE) : null;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      Decoded<Tweet> decoded = decoder.decode(Topics.RAW.topicName(), record.value());
      if (isStateful && store.get(record.key()) == null) {
        store.put(record.key(), record.value());
      }
      if (decoded instanceof Decoded.Valid<Tweet> tweet) {
        context.forward(record.withValue(tweet.value()));
      }
      read.incrementAndGet();
    }
  }
}
