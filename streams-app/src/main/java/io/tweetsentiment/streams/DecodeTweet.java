package io.tweetsentiment.streams;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Validity;
import io.tweetsentiment.streams.Decoded.Malformed;
import io.tweetsentiment.streams.Decoded.Valid;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Reads raw records; what is no usable tweet goes to the dead-letter topic as it came. */
final class DecodeTweet implements Processor<byte[], byte[], Object, Object> {

  private static final String STAGE = "tweet";

  private final WireDecoder<Tweet> decoder;
  private final CounterBoard board;
  private ProcessorContext<Object, Object> context;
  private Counters counters;

  DecodeTweet(WireDecoder<Tweet> decoder, CounterBoard board) {
    this.decoder = decoder;
    this.board = board;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
    this.counters = new Counters(context.getStateStore(Nodes.COUNTERS), context.taskId(), board);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    Decoded<Tweet> decoded = checked(record.key(), decoder.decode(origin.topic(), record.value()));
    counters.add(Counter.RECEIVED);
    if (decoded instanceof Valid<Tweet> valid) {
      RawTweet raw =
          new RawTweet(valid.value(), record.value(), origin.offset(), record.timestamp());
      context.forward(record.withKey(raw.tweetId()).withValue(raw), Nodes.STAGE);
    } else if (decoded instanceof Malformed<Tweet> malformed) {
      counters.add(Counter.DEAD_LETTERED);
      long now = context.currentSystemTimeMs();
      context.forward(DeadLetter.of(STAGE, malformed, origin, record, now), Nodes.DLQ_SINK);
    }
    counters.keep();
  }

  @Override
  public void close() {
    if (counters != null) {
      counters.close();
    }
  }

  private static Decoded<Tweet> checked(byte[] key, Decoded<Tweet> decoded) {
    return decoded instanceof Valid<Tweet> valid
        ? fault(key, valid.value()).<Decoded<Tweet>>map(Malformed::new).orElse(decoded)
        : decoded;
  }

  /** Why a tweet cannot be used, if it cannot. */
  private static Optional<String> fault(byte[] key, Tweet tweet) {
    return Validity.problem(tweet).or(() -> Keys.fault(key, tweet.getTweetId()));
  }
}
