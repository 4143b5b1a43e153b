package io.tweetsentiment.streams.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LetterSummaryTest {

  private static FoundLetter letter(long offset, byte[] value, String... headers) {
    RecordHeaders all = new RecordHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    return new FoundLetter(
        new ConsumerRecord<>(
            "tweets.dlq",
            1,
            offset,
            offset * 1_000,
            TimestampType.CREATE_TIME,
            1,
            1,
            "7".getBytes(UTF_8),
            value,
            all,
            Optional.empty()));
  }

  private static FoundLetter topologys(long offset, String reason) {
    return letter(
        offset,
        "{}".getBytes(UTF_8),
        "mine",
        "m",
        "stage",
        "tweet",
        "reason",
        reason,
        "exception",
        "",
        "origin.topic",
        "tweets.raw");
  }

  private static FoundLetter connects(long offset) {
    return letter(
        offset,
        new byte[] {0, 1},
        "mine",
        "m",
        "__connect.errors.topic",
        "tweets.merged",
        "__connect.errors.stage",
        "VALUE_CONVERTER",
        "__connect.errors.connector.name",
        "s3-sink-merged",
        "__connect.errors.exception.message",
        "no such schema");
  }

  @Test
  void shouldCountReasonsThatDifferInValuesTogether() {
    LetterSummary summary = new LetterSummary();
    summary.add(topologys(1, "the key is '2' instead of the tweet_id 1"));
    summary.add(connects(2));
    summary.add(topologys(3, "the key is 'abc' instead of the tweet_id 99"));

    assertThat(summary.lines())
        .containsExactly(
            new LetterSummary.Line(
                "tweets.dlq",
                "tweet",
                "the key is '...' instead of the tweet_id N",
                2,
                Instant.ofEpochSecond(1),
                Instant.ofEpochSecond(3),
                "tweets.dlq-1@1"),
            new LetterSummary.Line(
                "tweets.dlq",
                "VALUE_CONVERTER of s3-sink-merged",
                "no such schema",
                1,
                Instant.ofEpochSecond(2),
                Instant.ofEpochSecond(2),
                "tweets.dlq-1@2"));
  }

  @Test
  void shouldKnowTheRecordBeforeItWasDeadLettered() {
    for (FoundLetter letter : new FoundLetter[] {topologys(1, "x"), connects(1)}) {
      assertThat(letter.originalHeaders()).extracting(header -> header.key()).containsOnly("mine");
    }
    assertThat(topologys(1, "x").originTopic()).contains("tweets.raw");
    assertThat(connects(1).originTopic()).contains("tweets.merged");
  }

  @Test
  void shouldWriteTextAsTextAndOtherBytesAsBase64() {
    assertThat(LetterJson.line(topologys(1, "no \"text\"")))
        .isEqualTo(
            "{\"position\":\"tweets.dlq-1@1\",\"time\":\"1970-01-01T00:00:01Z\",\"stage\":\"tweet\","
                + "\"reason\":\"no \\\"text\\\"\",\"origin_topic\":\"tweets.raw\",\"key\":\"7\",\"value\":\"{}\","
                + "\"headers\":{\"mine\":\"m\",\"stage\":\"tweet\",\"reason\":\"no \\\"text\\\"\",\"exception\":\"\","
                + "\"origin.topic\":\"tweets.raw\"}}");
    assertThat(LetterJson.line(connects(1))).contains("\"value_base64\":\"AAE=\"");
  }

  @Test
  void shouldFilterByReasonStageTimeAndPosition() {
    FoundLetter letter = topologys(5, "no text");
    assertThat(LetterFilter.ALL.accepts(letter)).isTrue();
    assertThat(filter("no t.xt", "tweet", 5, 6, null).accepts(letter)).isTrue();
    assertThat(filter("other", "tweet", 5, 6, null).accepts(letter)).isFalse();
    assertThat(filter("no", "score", 5, 6, null).accepts(letter)).isFalse();
    assertThat(filter("no", "tweet", 6, 7, null).accepts(letter)).isFalse();
    assertThat(filter("no", "tweet", 4, 5, null).accepts(letter)).isFalse();
    assertThat(filter("no", "tweet", 5, 6, "tweets.dlq-1@5").accepts(letter)).isTrue();
    assertThat(filter("no", "tweet", 5, 6, "tweets.dlq-1@6").accepts(letter)).isFalse();
  }

  private static LetterFilter filter(
      String reason, String stage, long from, long to, String position) {
    return new LetterFilter(
        Optional.of(Pattern.compile(reason)),
        Optional.of(Pattern.compile(stage)),
        Optional.of(Instant.ofEpochSecond(from)),
        Optional.of(Instant.ofEpochSecond(to)),
        Optional.ofNullable(position));
  }
}
