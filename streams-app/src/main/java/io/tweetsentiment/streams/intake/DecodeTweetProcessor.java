package io.tweetsentiment.streams.intake;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Envelope;
import io.tweetsentiment.schemas.rules.Validity;
import io.tweetsentiment.streams.counters.Counter;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.counters.Counters;
import io.tweetsentiment.streams.names.NodeNames;
import io.tweetsentiment.streams.names.StoreNames;
import io.tweetsentiment.streams.wire.Decoded;
import io.tweetsentiment.streams.wire.Decoded.Malformed;
import io.tweetsentiment.streams.wire.Decoded.Valid;
import io.tweetsentiment.streams.wire.WireDecoder;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Decodes raw records. A record that is not a valid tweet goes to the dead-letter topic as it was
 * received, or without its envelope if the producer put it into one.
 */
public final class DecodeTweetProcessor implements Processor<byte[], byte[], Object, Object> {

  private static final String STAGE = "tweet";

  /** Header of a record that was sent back from the dead letters. */
  private static final String REDRIVEN = "redriven";

  private final WireDecoder<Tweet> decoder;
  private final CounterBoard board;
  private ProcessorContext<Object, Object> context;
  private Counters counters;

  public DecodeTweetProcessor(WireDecoder<Tweet> decoder, CounterBoard board) {
    this.decoder = decoder;
    this.board = board;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
    this.counters =
        new Counters(context.getStateStore(StoreNames.COUNTERS), context.taskId(), board);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    counters.add(Counter.RECEIVED);
    if (Envelope.isIn(record.value())) {
      open(record, origin);
    } else {
      decode(record, origin);
    }
    counters.keep();
  }

  private void decode(Record<byte[], byte[]> record, RecordMetadata origin) {
    Decoded<Tweet> decoded = checked(record.key(), decoder.decode(origin.topic(), record.value()));
    if (decoded instanceof Valid<Tweet> valid) {
      RawTweet raw =
          new RawTweet(
              valid.value(),
              record.value(),
              origin.offset(),
              record.timestamp(),
              record.headers().lastHeader(REDRIVEN) != null);
      context.forward(record.withKey(raw.tweetId()).withValue(raw), NodeNames.STAGE);
    } else if (decoded instanceof Malformed<Tweet> malformed) {
      deadLetter(Counter.DEAD_LETTERED, malformed, "", origin, record);
    }
  }

  /**
   * Dead-letters a record that the producer could not send as a tweet, with the producer's reason.
   */
  private void open(Record<byte[], byte[]> record, RecordMetadata origin) {
    Envelope envelope;
    try {
      envelope = Envelope.read(record.value());
    } catch (IllegalArgumentException e) {
      deadLetter(Counter.DEAD_LETTERED, new Malformed<>(e.getMessage()), "", origin, record);
      return;
    }
    deadLetter(
        envelope.kind() == Envelope.Kind.OVERSIZE ? Counter.OVERSIZE : Counter.DEAD_LETTERED,
        new Malformed<>(envelope.message()),
        envelope.kind().name().toLowerCase(Locale.ROOT),
        origin,
        record.withValue(envelope.original()));
  }

  private void deadLetter(
      Counter counter,
      Malformed<Tweet> malformed,
      String envelope,
      RecordMetadata origin,
      Record<byte[], byte[]> record) {
    counters.add(counter);
    long now = context.currentSystemTimeMs();
    context.forward(
        DeadLetter.of(STAGE, malformed, envelope, origin, record, now), NodeNames.DLQ_SINK);
  }

  @Override
  public void close() {
    if (counters != null) {
      counters.close();
    }
  }

  private static Decoded<Tweet> checked(byte[] key, Decoded<Tweet> decoded) {
    return decoded instanceof Valid<Tweet> valid
        ? problem(key, valid.value()).<Decoded<Tweet>>map(Malformed::new).orElse(decoded)
        : decoded;
  }

  /** Why a tweet cannot be used; empty when it can. */
  private static Optional<String> problem(byte[] key, Tweet tweet) {
    return Validity.problem(tweet).or(() -> KeyCheck.problem(key, tweet.getTweetId()));
  }
}
