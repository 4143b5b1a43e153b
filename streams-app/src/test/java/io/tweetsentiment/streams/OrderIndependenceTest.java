package io.tweetsentiment.streams;

import static io.tweetsentiment.streams.TestTweets.CREATED;
import static io.tweetsentiment.streams.TestTweets.deletion;
import static io.tweetsentiment.streams.TestTweets.edit;
import static io.tweetsentiment.streams.TestTweets.sentiment;
import static io.tweetsentiment.streams.TestTweets.tweet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The final state depends on the records, not on the time, the order or the number of their
 * arrivals.
 */
class OrderIndependenceTest {

  /** The engine leaves {@code xx} unscored; each text occurs in all of these languages. */
  private static final String[] LANGUAGES = {"en", "xx", "en", "", null};

  private static final String[] TEXTS = {"good", "bad", "mixed", "plain", "reject", "good bad"};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldEndTheSameWhenTheOrderIsAnother(long seed) {
    Random random = new Random(seed);
    List<Object> input = input(random);
    List<Object> shuffled = new ArrayList<>(input);
    input.forEach(
        record -> {
          if (random.nextInt(3) == 0) {
            shuffled.add(record);
          }
        });
    Collections.shuffle(shuffled, random);

    End expected = run(input, random, 0, false);
    End actual = run(shuffled, random, 5, false);

    assertThat(actual.merged()).isEqualTo(expected.merged());
    assertThat(actual.aggregates()).isEqualTo(expected.aggregates());
    assertThat(actual.merged()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldEndTheSameWhenTheEngineAnswersAtOnce(long seed) {
    Random random = new Random(seed);
    List<Object> input = input(random);
    List<Object> shuffled = new ArrayList<>(input);
    Collections.shuffle(shuffled, random);

    End expected = run(input, random, 3, false);
    End actual = run(shuffled, random, 3, true);

    assertThat(actual.merged()).isEqualTo(expected.merged());
    assertThat(actual.aggregates()).isEqualTo(expected.aggregates());
  }

  @Test
  void shouldHoldAsManyTweetsInTheWindowsAsAreMerged() {
    Random random = new Random(99);
    End end = run(input(random), random, 4, true);

    long inWindows =
        end.aggregates().values().stream()
            .mapToLong(a -> a.getCountTweets() + a.getCountUnscored())
            .sum();
    assertThat(inWindows).isEqualTo(end.merged().size());
  }

  private record End(Map<String, MergedTweet> merged, Map<String, SentimentAggregate> aggregates) {}

  /**
   * Sends the records and lets time pass between some of them, so that results arrive in between.
   */
  private static End run(List<Object> input, Random random, int pauses, boolean atOnce) {
    try (TestPipeline pipeline = new TestPipeline()) {
      pipeline.engine.isInCallingThread = atOnce;
      for (Object record : input) {
        if (record instanceof Tweet tweet) {
          pipeline.send(tweet);
        } else if (record instanceof TweetSentiment rescored) {
          pipeline.sentiment(
              rescored.getTweetId(), pipeline.avro.serialize("tweets.sentiment", rescored));
        }
        if (pauses > 0 && random.nextInt(pauses) == 0) {
          pipeline.tick();
        }
      }
      pipeline.settle();
      assertThat(pipeline.counters()).containsEntry("pending", 0L);
      Map<String, MergedTweet> merged = pipeline.merged();
      // Wall-clock columns differ between runs.
      merged.values().forEach(m -> m.setIngestedAt(Instant.EPOCH));
      return new End(merged, pipeline.aggregates());
    }
  }

  private static List<Object> input(Random random) {
    List<Object> input = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      String id = "id" + i;
      String topic = random.nextBoolean() ? "espresso" : "tea";
      String text = TEXTS[random.nextInt(TEXTS.length)];
      for (int version = 0; version <= random.nextInt(4); version++) {
        // Half of the edits keep the text and may change only the language.
        text = random.nextBoolean() ? text : TEXTS[random.nextInt(TEXTS.length)];
        input.add(
            edit(id, version, text)
                .setTopic(random.nextInt(4) == 0 ? "tea" : topic)
                .setLang(LANGUAGES[random.nextInt(LANGUAGES.length)])
                .setCreatedAt(CREATED.plusSeconds(random.nextInt(3_600)))
                .build());
      }
      if (random.nextInt(3) == 0) {
        input.add(
            tweet(id, "good")
                .setTopic("espresso")
                .setIngestedAt(CREATED.plusSeconds(random.nextInt(9_000)))
                .build());
      }
      if (random.nextInt(5) == 0) {
        input.add(deletion(id, random.nextBoolean() ? null : "tea").build());
      }
      if (random.nextInt(3) == 0) {
        input.add(
            sentiment(
                    id,
                    TEXTS[random.nextInt(TEXTS.length)],
                    LANGUAGES[random.nextInt(LANGUAGES.length)])
                .setScoringRun(1 + random.nextInt(2))
                .setMixed(0.001 * random.nextInt(100))
                .build());
      }
    }
    Map<String, Object> distinct = new TreeMap<>();
    input.forEach(record -> distinct.put(record.toString(), record));
    return new ArrayList<>(distinct.values());
  }
}
