package io.tweetsentiment.emulators.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class SampleCorpusTest {
  private final SampleCorpus corpus = new SampleCorpus();

  @Test
  void shouldBeMadeOfWhatItsTotalsSay() {
    SampleTotals totals = corpus.totals();
    int objects = 0;
    Set<String> pairs = new HashSet<>();
    Map<String, Set<String>> topicsById = new HashMap<>();
    Map<String, Integer> servings = new HashMap<>();
    int edits = 0;
    for (String topic : corpus.topics()) {
      for (int i = 0; i < corpus.size(topic); i++) {
        JsonNode tweet = corpus.object(topic, i).data();
        JsonNode history = tweet.get("edit_history_tweet_ids");
        objects++;
        pairs.add(topic + history.get(0).asText());
        topicsById.computeIfAbsent(history.get(0).asText(), id -> new HashSet<>()).add(topic);
        servings.merge(topic + tweet.get("id").asText(), 1, Integer::sum);
        edits += history.size() > 1 ? 1 : 0;
      }
    }
    assertThat(totals.tweets()).isEqualTo(33_000).isEqualTo(topicsById.size());
    assertThat(totals.pairs()).isEqualTo(pairs.size());
    assertThat(totals.objects()).isEqualTo(objects);
    assertThat(totals.edits()).isEqualTo(edits).isPositive();
    assertThat(totals.duplicates())
        .isEqualTo((int) servings.values().stream().filter(times -> times == 2).count())
        .isPositive();
    assertThat(totals.bothTopics())
        .isEqualTo((int) topicsById.values().stream().filter(t -> t.size() == 2).count());
    assertThat(
            corpus.topics().stream()
                .mapToInt(t -> corpus.deletions(t, Instant.EPOCH, Instant.MAX).size())
                .sum())
        .isEqualTo(totals.deletions())
        .isPositive();
    assertThat(totals.byKind()).containsOnlyKeys("original", "long", "retweet", "quote", "reply");
    assertThat(totals.byLanguage())
        .containsOnlyKeys("en", "es", "fr", "de", "ja", "ar", "hi", "und");
    assertThat(totals.byKind().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(33_000);
  }

  @Test
  void shouldMakeTheSameBytesEachTime() {
    assertThat(checksum(new SampleCorpus())).isEqualTo(checksum(corpus)).isEqualTo(CHECKSUM);
    assertThat(checksum(new SampleCorpus(7))).isNotEqualTo(CHECKSUM);
  }

  private static final long CHECKSUM = 1874338953L;

  private static long checksum(TweetCorpus corpus) {
    CRC32 crc = new CRC32();
    for (String topic : corpus.topics()) {
      for (int i = 0; i < corpus.size(topic); i += 5) {
        CorpusObject found = corpus.object(topic, i);
        String all = found.data() + "" + found.users() + found.tweets();
        crc.update(all.getBytes(StandardCharsets.UTF_8));
      }
    }
    return crc.getValue();
  }

  @Test
  void shouldLieInFourDaysWithAPeakOnTheThirdEvening() {
    assertThat(corpus.span(corpus.topics(), Duration.ofMinutes(15)))
        .contains(
            new TimeSpan(
                Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-06T00:00:00Z")));
    assertThat(written("nighttrain", "2026-03-04T19:00:00Z"))
        .isGreaterThan(5 * written("nighttrain", "2026-03-03T19:00:00Z"));
    assertThat(written("espresso", "2026-03-03T20:00:00Z"))
        .isGreaterThan(3 * written("espresso", "2026-03-03T03:00:00Z"));
  }

  private int written(String topic, String hour) {
    Instant start = Instant.parse(hour);
    return corpus.position(topic, start.plusSeconds(3600)) - corpus.position(topic, start);
  }

  @Test
  void shouldCutARetweetAndIncludeTheWholeOriginal() {
    int seen = 0;
    for (int i = 0; i < 3000; i++) {
      CorpusObject found = corpus.object("nighttrain", i);
      JsonNode text = found.data().get("text");
      if (text.asText().startsWith("RT @")) {
        seen++;
        assertThat(text.asText().length()).isLessThanOrEqualTo(140);
        JsonNode original = found.tweets().get(0);
        assertThat(found.data().at("/referenced_tweets/0/type").asText()).isEqualTo("retweeted");
        assertThat(original.get("id")).isEqualTo(found.data().at("/referenced_tweets/0/id"));
        assertThat(found.users())
            .extracting(user -> user.get("id"))
            .contains(original.get("author_id"), found.data().get("author_id"));
      }
    }
    assertThat(seen).isGreaterThan(200);
  }

  @Test
  void shouldHaveLongPostsEmojiAndAVersionAfterAnother() {
    Map<String, String> firstSeen = new HashMap<>();
    int longPosts = 0;
    boolean emoji = false;
    for (int i = 0; i < corpus.size("espresso"); i++) {
      JsonNode tweet = corpus.object("espresso", i).data();
      String note = tweet.path("note_tweet").path("text").asText();
      if (!note.isEmpty()) {
        longPosts++;
        assertThat(note.length()).isBetween(299, 3000);
        assertThat(tweet.get("text").asText().length()).isLessThanOrEqualTo(280);
      }
      emoji |= tweet.get("text").asText().codePoints().anyMatch(c -> c > 0x1F000);
      JsonNode history = tweet.get("edit_history_tweet_ids");
      if (history.size() == 2) {
        assertThat(firstSeen).containsKey(history.get(0).asText());
        assertThat(tweet.get("text").asText())
            .isEqualTo(firstSeen.get(history.get(0).asText()) + " (corrected)");
      }
      firstSeen.putIfAbsent(history.get(0).asText(), tweet.get("text").asText());
    }
    assertThat(longPosts).isGreaterThan(100);
    assertThat(emoji).isTrue();
    assertThat(List.copyOf(firstSeen.values()).stream().distinct().count())
        .isGreaterThan(firstSeen.size() * 2L / 3);
  }
}
