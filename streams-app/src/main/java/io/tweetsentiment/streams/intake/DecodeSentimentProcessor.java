package io.tweetsentiment.streams.intake;

import io.tweetsentiment.schemas.TweetSentiment;
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
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Decodes the sentiments of other scorers and of earlier processes of this app. Invalid ones go to
 * the dead-letter topic.
 */
public final class DecodeSentimentProcessor implements Processor<byte[], byte[], Object, Object> {

  private static final String STAGE = "sentiment";

  private final WireDecoder<TweetSentiment> decoder;
  private final SentimentSender self;
  private final CounterBoard board;
  private ProcessorContext<Object, Object> context;
  private Counters counters;

  public DecodeSentimentProcessor(
      WireDecoder<TweetSentiment> decoder, SentimentSender self, CounterBoard board) {
    this.decoder = decoder;
    this.self = self;
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
    if (self.sent(record.headers())) {
      return;
    }
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    Decoded<TweetSentiment> decoded =
        checked(record.key(), decoder.decode(origin.topic(), record.value()));
    if (decoded instanceof Valid<TweetSentiment> valid) {
      context.forward(
          record.withKey(valid.value().getTweetId()).withValue(valid.value()), NodeNames.JOIN);
    } else if (decoded instanceof Malformed<TweetSentiment> malformed) {
      counters.add(Counter.SENTIMENTS_DEAD_LETTERED);
      long now = context.currentSystemTimeMs();
      context.forward(DeadLetter.of(STAGE, malformed, "", origin, record, now), NodeNames.DLQ_SINK);
    }
    counters.keep();
  }

  private static Decoded<TweetSentiment> checked(byte[] key, Decoded<TweetSentiment> decoded) {
    return decoded instanceof Valid<TweetSentiment> valid
        ? problem(key, valid.value()).<Decoded<TweetSentiment>>map(Malformed::new).orElse(decoded)
        : decoded;
  }

  private static Optional<String> problem(byte[] key, TweetSentiment sentiment) {
    return Validity.problem(sentiment).or(() -> KeyCheck.problem(key, sentiment.getTweetId()));
  }
}
