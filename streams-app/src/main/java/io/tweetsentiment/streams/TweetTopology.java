package io.tweetsentiment.streams;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.intake.ArrivalTime;
import io.tweetsentiment.streams.intake.DecodeSentiment;
import io.tweetsentiment.streams.intake.DecodeTweet;
import io.tweetsentiment.streams.intake.TweetArrival;
import io.tweetsentiment.streams.merge.Join;
import io.tweetsentiment.streams.merge.Stage;
import io.tweetsentiment.streams.names.NodeNames;
import io.tweetsentiment.streams.names.StoreNames;
import io.tweetsentiment.streams.names.TopicNames;
import io.tweetsentiment.streams.scoring.Dispatcher;
import io.tweetsentiment.streams.scoring.Score;
import io.tweetsentiment.streams.scoring.ScoringParts;
import io.tweetsentiment.streams.scoring.Sentiments;
import io.tweetsentiment.streams.state.Partial;
import io.tweetsentiment.streams.state.Storage;
import io.tweetsentiment.streams.state.TextDecoder;
import io.tweetsentiment.streams.windows.Accumulate;
import io.tweetsentiment.streams.windows.Sum;
import io.tweetsentiment.streams.wire.Wire;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;

/**
 * The topology. Records come as bytes, so that what cannot be decoded keeps them; processors name
 * the node each of their records goes to.
 */
final class TweetTopology implements Supplier<Topology> {

  private final StreamsSettings settings;
  private final TopicNames topics;
  private final String partials;
  private final Wire wire;
  private final Dispatcher dispatcher;
  private final Clock clock;
  private final CounterBoard board;

  TweetTopology(
      StreamsSettings settings, Wire wire, Dispatcher dispatcher, Clock clock, CounterBoard board) {
    this.settings = settings;
    this.topics = settings.topics();
    this.partials = StoreNames.partials(settings.windowSize());
    this.wire = wire;
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.board = board;
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    Storage.of(settings.windowSize()).forEach(builder::addStateStore);
    KStream<Object, Object> staged =
        bytes(builder, topics.raw(), NodeNames.TWEETS_SOURCE, new ArrivalTime())
            .process(this::decodeTweet, Named.as(NodeNames.DECODE_TWEET), StoreNames.COUNTERS)
            .process(this::stage, Named.as(NodeNames.STAGE), Storage.OF_TWEETS);
    KStream<Object, Object> scored =
        staged.process(this::score, Named.as(NodeNames.SCORE), Storage.OF_TWEETS);
    KStream<Object, Object> joined =
        bytes(builder, topics.sentiment(), NodeNames.SENTIMENT_SOURCE, new TweetArrival())
            .process(
                this::decodeSentiment, Named.as(NodeNames.DECODE_SENTIMENT), StoreNames.COUNTERS)
            .process(this::join, Named.as(NodeNames.JOIN), Storage.OF_TWEETS);
    staged
        .merge(joined, Named.as(NodeNames.STAGE_OR_JOIN_CHANGES))
        .merge(scored, Named.as(NodeNames.CHANGES))
        .process(this::accumulate, Named.as(NodeNames.ACCUMULATE), partials)
        .repartition(
            Repartitioned.<String, Partial>as(partials)
                .withKeySerde(Serdes.String())
                .withValueSerde(Partial.serde()))
        .process(this::sum, Named.as(NodeNames.SUM), StoreNames.windows(settings.windowSize()));
    return withSinks(builder.build());
  }

  private Topology withSinks(Topology topology) {
    StringSerializer text = new StringSerializer();
    ByteArraySerializer bytes = new ByteArraySerializer();
    return topology
        .addSink(
            NodeNames.MERGED_SINK,
            topics.merged(),
            text,
            wire.serializer(),
            NodeNames.STAGE,
            NodeNames.JOIN,
            NodeNames.SCORE)
        .addSink(
            NodeNames.SENTIMENT_SINK, topics.sentiment(), text, wire.serializer(), NodeNames.SCORE)
        .addSink(
            NodeNames.DLQ_SINK,
            topics.dlq(),
            bytes,
            bytes,
            NodeNames.DECODE_TWEET,
            NodeNames.DECODE_SENTIMENT,
            NodeNames.SCORE)
        .addSink(
            NodeNames.AGGREGATE_SINK, topics.aggregate(), text, wire.serializer(), NodeNames.SUM);
  }

  private Processor<byte[], byte[], Object, Object> decodeTweet() {
    return new DecodeTweet(wire.decoder(Tweet.class), board);
  }

  private Processor<byte[], byte[], Object, Object> decodeSentiment() {
    return new DecodeSentiment(wire.decoder(TweetSentiment.class), board);
  }

  private Processor<Object, Object, Object, Object> stage() {
    return new Stage(board, settings.expiry());
  }

  private Processor<Object, Object, Object, Object> join() {
    return new Join(texts(), board);
  }

  private Processor<Object, Object, Object, Object> score() {
    return new Score(
        new ScoringParts(
            dispatcher,
            new Sentiments(dispatcher.engineName(), settings.scoringRun(), clock),
            texts(),
            topics.raw(),
            settings.prefetch(),
            settings.drainInterval(),
            board));
  }

  private Processor<Object, Object, String, Partial> accumulate() {
    return new Accumulate(settings.windowSize(), settings.flushInterval());
  }

  private Processor<String, Partial, String, Object> sum() {
    return new Sum(settings.windowSize(), settings.flushInterval(), board);
  }

  private TextDecoder texts() {
    return new TextDecoder(topics.raw(), wire.decoder(Tweet.class));
  }

  private static KStream<byte[], byte[]> bytes(
      StreamsBuilder builder, String topic, String name, TimestampExtractor times) {
    return builder.stream(
        topic,
        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
            .withName(name)
            .withTimestampExtractor(times));
  }
}
