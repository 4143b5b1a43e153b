package io.tweetsentiment.streams.merge;

import static io.tweetsentiment.streams.TestTweets.CREATED;
import static io.tweetsentiment.streams.TestTweets.deletion;
import static io.tweetsentiment.streams.TestTweets.edit;
import static io.tweetsentiment.streams.TestTweets.sentiment;
import static io.tweetsentiment.streams.TestTweets.tweet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.streams.TestPipeline;
import io.tweetsentiment.streams.names.StoreNames;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which versions count when tweets arrive twice, late, edited or deleted. */
class VersionRulesTest {

  private static final String WINDOW = "2026-03-02T10:00:00Z|espresso";

  private final TestPipeline pipeline = new TestPipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void shouldMergeAndAggregateWhenTweetsArrive() {
    pipeline.tweets(tweet("1", "good"), tweet("2", "bad"));

    MergedTweet merged = pipeline.merged().get("1 espresso");
    assertThat(merged.getText()).isEqualTo("good");
    assertThat(merged.getLabel()).isEqualTo("POSITIVE");
    assertThat(merged.getPositive()).isEqualTo(0.8765);
    assertThat(merged.getNegative()).isEqualTo(0.0235);
    assertThat(merged.getEngine()).isEqualTo("fake-1");
    assertThat(merged.getScoredAt()).isEqualTo(TestPipeline.START);
    SentimentAggregate aggregate = pipeline.aggregates().get(WINDOW);
    assertThat(aggregate.getCountTweets()).isEqualTo(2);
    assertThat(aggregate.getSumPositive()).isEqualTo(8_765 + 100);
    assertThat(aggregate.getPercTweetNegative()).isEqualTo(0.5);
    assertThat(pipeline.counted())
        .isEqualTo(Map.of("received", 2L, "merged", 2L, "scored", 2L, "windows", 1L));
  }

  @Test
  void shouldCountOnceWhenTheSameTweetComesAgain() {
    pipeline.tweets(
        tweet("1", "good"),
        tweet("1", "good").setIngestedAt(CREATED.plusSeconds(900)),
        tweet("1", "good").setIngestedAt(CREATED));

    assertThat(pipeline.mergedRecords).hasSize(1);
    assertThat(pipeline.aggregates().get(WINDOW).getCountTweets()).isEqualTo(1);
    assertThat(pipeline.counted())
        .isEqualTo(
            Map.of("received", 3L, "merged", 1L, "duplicate", 2L, "scored", 1L, "windows", 1L));
  }

  @Test
  void shouldKeepTheGreatestVersionWhenADuplicateRaisedIt() {
    pipeline.tweets(
        tweet("1", "good"),
        tweet("1", "good").setIngestedAt(CREATED.plusSeconds(900)),
        tweet("1", "bad").setIngestedAt(CREATED.plusSeconds(500)));

    assertThat(pipeline.merged().get("1 espresso").getText()).isEqualTo("good");
    assertThat(pipeline.counted()).containsEntry("superseded", 1L).containsEntry("duplicate", 1L);
  }

  @Test
  void shouldMoveTheAggregateWhenATweetIsEdited() {
    pipeline.tweets(tweet("1", "good"));
    pipeline.tweets(edit("1", 1, "bad").setCreatedAt(CREATED.plus(Duration.ofMinutes(10))));

    assertThat(pipeline.merged().get("1 espresso").getLabel()).isEqualTo("NEGATIVE");
    assertThat(pipeline.aggregates()).containsOnlyKeys("2026-03-02T10:15:00Z|espresso");
    SentimentAggregate emptied =
        pipeline.aggregateRecords.stream()
            .filter(a -> a.getCountTweets() == 0)
            .findFirst()
            .orElseThrow();
    assertThat(emptied.getWindowStart()).isEqualTo(CREATED.minusSeconds(7 * 60));
    assertThat(emptied.getAvgPositive()).isZero();
    assertThat(pipeline.counted())
        .isEqualTo(
            Map.of("received", 2L, "merged", 1L, "superseded", 1L, "scored", 2L, "windows", 1L));
  }

  @Test
  void shouldKeepTheOldContributionWhenTheEditIsNotScoredYet() {
    pipeline.tweets(tweet("1", "good"));
    pipeline.engine.isSlow = true;
    pipeline.tweets(edit("1", 1, "bad"));

    assertThat(pipeline.merged().get("1 espresso").getText()).isEqualTo("good");
    assertThat(pipeline.aggregates().get(WINDOW).getCountPositive()).isEqualTo(1);
    assertThat(pipeline.counted()).containsEntry("pending", 1L).doesNotContainKey("merged");

    pipeline.engine.answer();
    pipeline.settle();

    assertThat(pipeline.aggregates().get(WINDOW).getCountPositive()).isZero();
    assertThat(pipeline.aggregates().get(WINDOW).getCountNegative()).isEqualTo(1);
  }

  @Test
  void shouldNotScoreAgainWhenTheTextIsTheSame() {
    pipeline.tweets(tweet("1", "good"), edit("1", 1, "good").setUsername("new"));

    assertThat(pipeline.merged().get("1 espresso").getUsername()).isEqualTo("new");
    assertThat(pipeline.sentimentRecords).hasSize(1);
    pipeline.tweets(edit("1", 2, "good").setUsername("newer"));
    assertThat(pipeline.merged().get("1 espresso").getUsername()).isEqualTo("newer");
    assertThat(pipeline.engine.calls).hasSize(1);
  }

  @Test
  void shouldScoreAgainWhenOnlyTheLanguageIsAnother() {
    pipeline.tweets(tweet("1", "good"));
    pipeline.tweets(edit("1", 1, "good").setLang("xx"));
    assertThat(pipeline.merged().get("1 espresso").getLabel()).isEqualTo("UNSCORED");
    pipeline.tweets(edit("1", 2, "good").setLang("en").setUsername("new"));

    assertThat(pipeline.merged().get("1 espresso").getLabel()).isEqualTo("POSITIVE");
    assertThat(pipeline.engine.calls).hasSize(1);
  }

  @Test
  void shouldCountInEachTopicAndScoreOnceWhenFoundUnderTwo() {
    pipeline.tweets(tweet("1", "good"), tweet("1", "good").setTopic("tea"));

    assertThat(pipeline.merged()).containsOnlyKeys("1 espresso", "1 tea");
    assertThat(pipeline.aggregates()).hasSize(2);
    assertThat(pipeline.engine.calls).hasSize(1);
    pipeline.tweets(tweet("1", "good").setTopic("coffee"));
    assertThat(pipeline.merged()).hasSize(3);
    assertThat(pipeline.engine.calls).hasSize(1);
    assertThat(pipeline.counted()).containsEntry("merged", 3L).containsEntry("scored", 1L);
  }

  @Test
  void shouldTakeOutWhenATweetIsDeleted() {
    pipeline.tweets(tweet("1", "good"), tweet("1", "good").setTopic("tea"));
    pipeline.tweets(deletion("1", "espresso"), deletion("1", "espresso"));

    MergedTweet deletion = pipeline.mergedRecords.get(2);
    assertThat(deletion.getDeleted()).isTrue();
    assertThat(deletion.getCreatedAt()).isEqualTo(CREATED);
    assertThat(deletion.getText()).isNull();
    assertThat(pipeline.mergedRecords).hasSize(3);
    assertThat(pipeline.merged()).containsOnlyKeys("1 tea");
    assertThat(pipeline.aggregates()).containsOnlyKeys("2026-03-02T10:00:00Z|tea");
    assertThat(pipeline.counted())
        .containsEntry("deleted", 1L)
        .containsEntry("duplicate", 1L)
        .containsEntry("superseded", 1L)
        .containsEntry("windows", 1L);
  }

  @Test
  void shouldTakeOutEverywhereWhenADeletionNamesNoTopic() {
    pipeline.tweets(tweet("1", "good"), tweet("1", "good").setTopic("tea"));
    pipeline.tweets(deletion("1", null), tweet("1", "good").setTopic("coffee"));

    assertThat(pipeline.merged()).isEmpty();
    assertThat(pipeline.aggregates()).isEmpty();
    assertThat(pipeline.counted())
        .isEqualTo(Map.of("received", 4L, "superseded", 3L, "deleted", 1L, "scored", 1L));
  }

  @Test
  void shouldStayDeletedWhenTheDeletionCameFirst() {
    pipeline.tweets(deletion("1", "espresso"), deletion("2", null));
    pipeline.tweets(tweet("1", "good"), tweet("2", "good"), edit("1", 5, "bad"));

    assertThat(pipeline.mergedRecords).isEmpty();
    assertThat(pipeline.engine.calls).isEmpty();
    assertThat(pipeline.counted())
        .isEqualTo(Map.of("received", 5L, "deleted", 2L, "superseded", 3L));
  }

  @Test
  void shouldNotScoreWhenATweetIsDeletedWhileItWaits() {
    pipeline.engine.isSlow = true;
    pipeline.tweets(tweet("1", "good"));
    pipeline.tweets(deletion("1", "espresso"));
    pipeline.engine.answer();
    pipeline.settle();

    assertThat(pipeline.sentimentRecords).isEmpty();
    assertThat(pipeline.merged()).isEmpty();
    assertThat(pipeline.store(StoreNames.PENDING).approximateNumEntries()).isZero();
    assertThat(pipeline.counted())
        .isEqualTo(Map.of("received", 2L, "superseded", 1L, "deleted", 1L));
  }

  @Test
  void shouldPublishAgainWhenATextIsScoredAgain() {
    pipeline.tweets(tweet("1", "bad"), tweet("1", "bad").setTopic("tea"));
    pipeline.sentiments(sentiment("1", "bad").setScoringRun(1));

    assertThat(pipeline.merged().get("1 espresso").getEngine()).isEqualTo("other-1");
    assertThat(pipeline.merged().get("1 tea").getLabel()).isEqualTo("POSITIVE");
    assertThat(pipeline.aggregates().get(WINDOW).getCountPositive()).isEqualTo(1);
    assertThat(pipeline.aggregates().get(WINDOW).getCountNegative()).isZero();

    pipeline.sentiments(sentiment("1", "bad").setScoringRun(0).setLabel("MIXED"));
    assertThat(pipeline.merged().get("1 espresso").getLabel()).isEqualTo("POSITIVE");
    assertThat(pipeline.mergedRecords).hasSize(4);
  }

  @Test
  void shouldJoinAtOnceWhenTheSentimentCameFirst() {
    pipeline.sentiments(sentiment("1", "text"));
    pipeline.tweets(tweet("1", "text"));

    assertThat(pipeline.merged().get("1 espresso").getEngine()).isEqualTo("other-1");
    assertThat(pipeline.engine.calls).isEmpty();
  }

  @Test
  void shouldIgnoreASentimentWhenItIsOfAnotherText() {
    pipeline.tweets(tweet("1", "good"));
    pipeline.sentiments(sentiment("1", "old text").setScoringRun(9));

    assertThat(pipeline.merged().get("1 espresso").getEngine()).isEqualTo("fake-1");
    assertThat(pipeline.mergedRecords).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "0123456789ABCDEF0123456789ABCDEF", "0123456789abcdef0123456789abcdeg"})
  void shouldGoOnWhenATextHashOfAnotherScorerIsNoHash(String hash) {
    pipeline.sentiments(sentiment("1", "good").setTextHash(hash).setScoringRun(9));
    pipeline.tweets(tweet("1", "good"));
    pipeline.sentiments(sentiment("1", "good").setTextHash(hash).setScoringRun(10));

    assertThat(pipeline.merged().get("1 espresso").getEngine()).isEqualTo("fake-1");
    assertThat(pipeline.mergedRecords).hasSize(1);
  }

  @Test
  void shouldMergeUnscoredWhenPolicyLeavesTheLanguageOut() {
    pipeline.tweets(tweet("1", "good").setLang("xx"), tweet("2", "good"));

    MergedTweet merged = pipeline.merged().get("1 espresso");
    assertThat(merged.getLabel()).isEqualTo("UNSCORED");
    assertThat(merged.getPositive()).isNull();
    SentimentAggregate aggregate = pipeline.aggregates().get(WINDOW);
    assertThat(aggregate.getCountTweets()).isEqualTo(1);
    assertThat(aggregate.getCountUnscored()).isEqualTo(1);
    assertThat(pipeline.counted()).containsEntry("unscored", 1L).containsEntry("merged", 2L);

    pipeline.sentiments(sentiment("1", "good", "xx").setScoringRun(1));
    assertThat(pipeline.aggregates().get(WINDOW).getCountTweets()).isEqualTo(2);
    assertThat(pipeline.counted()).doesNotContainKey("unscored").containsEntry("merged", 2L);
  }

  @Test
  void shouldLoseNothingWhenTweetsAreYearsApart() {
    pipeline.tweets(
        tweet("1", "good"),
        tweet("2", "good").setCreatedAt(CREATED.minus(Duration.ofDays(730))),
        tweet("3", "good").setCreatedAt(CREATED.plus(Duration.ofDays(30))));

    assertThat(pipeline.aggregates()).hasSize(3);
    assertThat(pipeline.counted()).containsEntry("windows", 3L);
  }

  @Test
  void shouldKeepTextAsWrittenWhenItIsUnusual() {
    String text = "line\nbreak \uD83D\uDE00 \u0627\u0644 " + "x".repeat(70_000) + "\0";
    pipeline.tweets(tweet("1", text));

    assertThat(pipeline.engine.calls.get(0)).containsExactly(text);
    assertThat(
            pipeline
                .merged()
                .get("1 espresso")
                .getText()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .hasSize(65_535);
  }

  @Test
  void shouldWriteArrivalTimesWhenItPublishes() {
    pipeline.tweets(tweet("1", "good"));

    assertThat(pipeline.records)
        .allSatisfy(
            record ->
                assertThat(record.getRecordTime())
                    .isBetween(
                        TestPipeline.START.minusSeconds(5), TestPipeline.START.plusSeconds(2)));
    assertThat(pipeline.records).extracting(TestRecord::key).contains("1", WINDOW);
  }

  @Test
  void shouldPutSentimentsInLineWithTheirTweets() {
    pipeline.tweets(tweet("1", "good"), tweet("2", "good").setLang("xx"));

    assertThat(pipeline.sentimentTimes)
        .hasSize(2)
        .allSatisfy(
            times -> {
              assertThat(times.ofTweet())
                  .isEqualTo(TestPipeline.START.minusSeconds(5).toEpochMilli());
              assertThat(times.own()).isAfterOrEqualTo(TestPipeline.START);
            });
  }

  @Test
  void shouldPublishAWindowOnceAFlushWhenManyTweetsChangeIt() {
    for (int i = 0; i < 100; i++) {
      pipeline.send(tweet("id" + i, "good").build());
    }
    pipeline.settle();

    assertThat(pipeline.aggregates().get(WINDOW).getCountTweets()).isEqualTo(100);
    assertThat(pipeline.aggregateRecords.size()).isLessThan(5);
  }
}
