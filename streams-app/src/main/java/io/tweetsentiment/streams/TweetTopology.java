package io.tweetsentiment.streams;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.intake.ArrivalTimeExtractor;
import io.tweetsentiment.streams.intake.DecodeSentimentProcessor;
import io.tweetsentiment.streams.intake.DecodeTweetProcessor;
import io.tweetsentiment.streams.intake.SentimentSender;
import io.tweetsentiment.streams.intake.TweetArrivalExtractor;
import io.tweetsentiment.streams.merge.JoinProcessor;
import io.tweetsentiment.streams.merge.StageProcessor;
import io.tweetsentiment.streams.names.NodeNames;
import io.tweetsentiment.streams.names.StoreNames;
import io.tweetsentiment.streams.names.TopicNames;
import io.tweetsentiment.streams.scoring.Dispatcher;
import io.tweetsentiment.streams.scoring.ScoreProcessor;
import io.tweetsentiment.streams.scoring.ScoringContext;
import io.tweetsentiment.streams.scoring.SentimentFactory;
import io.tweetsentiment.streams.state.PartialTotals;
import io.tweetsentiment.streams.state.ReceivedTweetDecoder;
import io.tweetsentiment.streams.state.StateStores;
import io.tweetsentiment.streams.windows.AccumulateProcessor;
import io.tweetsentiment.streams.windows.SumProcessor;
import io.tweetsentiment.streams.wire.WireFormat;
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
 * Builds the topology. Records are read as bytes, so that a record that cannot be decoded keeps its
 * bytes. Processors name the node that receives each of their records.
 */
final class TweetTopology implements Supplier<Topology> {

  private final StreamsSettings settings;
  private final TopicNames topics;
  private final String partials;
  private final String windows;
  private final WireFormat wire;
  private final Dispatcher dispatcher;
  private final Clock clock;
  private final CounterBoard board;
  private final SentimentSender sender = SentimentSender.random();

  TweetTopology(
      StreamsSettings settings,
      WireFormat wire,
      Dispatcher dispatcher,
      Clock clock,
      CounterBoard board) {
    this.settings = settings;
    this.topics = settings.topics();
    this.partials = StoreNames.partials(settings.windowSize());
    this.windows = StoreNames.windows(settings.windowSize());
    this.wire = wire;
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.board = board;
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    StateStores.of(settings.windowSize()).forEach(builder::addStateStore);
    KStream<Object, Object> staged =
        bytes(builder, topics.raw(), NodeNames.TWEETS_SOURCE, new ArrivalTimeExtractor())
            .process(this::decodeTweet, Named.as(NodeNames.DECODE_TWEET), StoreNames.COUNTERS)
            .process(this::stage, Named.as(NodeNames.STAGE), StateStores.ofTweets());
    KStream<Object, Object> scored =
        staged.process(this::score, Named.as(NodeNames.SCORE), StateStores.ofTweets());
    KStream<Object, Object> joined =
        bytes(builder, topics.sentiment(), NodeNames.SENTIMENT_SOURCE, new TweetArrivalExtractor())
            .process(
                this::decodeSentiment, Named.as(NodeNames.DECODE_SENTIMENT), StoreNames.COUNTERS)
            .process(this::join, Named.as(NodeNames.JOIN), StateStores.ofTweets());
    staged
        .merge(joined, Named.as(NodeNames.STAGE_OR_JOIN_CHANGES))
        .merge(scored, Named.as(NodeNames.CHANGES))
        .process(
            this::accumulate, Named.as(NodeNames.ACCUMULATE), partials, StoreNames.unsent(partials))
        .repartition(
            Repartitioned.<String, PartialTotals>as(partials)
                .withKeySerde(Serdes.String())
                .withValueSerde(PartialTotals.serde()))
        .process(this::sum, Named.as(NodeNames.SUM), windows, StoreNames.unsent(windows));
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
    return new DecodeTweetProcessor(wire.decoder(Tweet.class), board);
  }

  private Processor<byte[], byte[], Object, Object> decodeSentiment() {
    return new DecodeSentimentProcessor(wire.decoder(TweetSentiment.class), sender, board);
  }

  private Processor<Object, Object, Object, Object> stage() {
    return new StageProcessor(board, settings.expiry());
  }

  private Processor<Object, Object, Object, Object> join() {
    return new JoinProcessor(tweets(), board);
  }

  private Processor<Object, Object, Object, Object> score() {
    return new ScoreProcessor(
        new ScoringContext(
            dispatcher,
            new SentimentFactory(dispatcher.engineName(), settings.scoringRun(), clock),
            tweets(),
            sender,
            topics.raw(),
            settings.prefetch(),
            settings.drainInterval(),
            board));
  }

  private Processor<Object, Object, String, PartialTotals> accumulate() {
    return new AccumulateProcessor(settings.windowSize(), settings.flushPace());
  }

  private Processor<String, PartialTotals, String, Object> sum() {
    return new SumProcessor(settings.windowSize(), settings.flushPace(), board);
  }

  private ReceivedTweetDecoder tweets() {
    return new ReceivedTweetDecoder(topics.raw(), wire.decoder(Tweet.class));
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
