package io.tweetsentiment.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.SentCounts;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.plan.SlicePlan;
import io.tweetsentiment.producer.plan.Span;
import io.tweetsentiment.producer.x.XRefusedException;
import io.tweetsentiment.settings.SettingsException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RunPlannerTest {

  private static final Instant FROM = Instant.parse("2020-01-01T05:07:00Z");
  private static final Instant TO = Instant.parse("2020-04-01T11:13:00Z");
  private static final int MINUTES = 131_000;

  private final Map<String, Checkpoint> finished = new HashMap<>();
  private final Set<Instant> tweets = new HashSet<>();
  private int asked;

  private static IngestConfig config(String freq, String... more) {
    Map<String, String> values = new HashMap<>();
    values.put("topics", "tea,a_b");
    values.put("from", FROM.toString());
    values.put("to", TO.toString());
    values.put("freq", freq);
    values.put("plan.counts.above", "20");
    values.put("x.recent.reach", "PT0S");
    values.put("x.bearer.token", "t");
    values.put("schema.registry.url", "mock://plan");
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return IngestConfig.of(values);
  }

  private List<Slice> plan(IngestConfig config) throws Exception {
    return new RunPlanner(config, this::days, this::save)
        .slices(config.spansByTopic(), Map.copyOf(finished), TO);
  }

  /** Only the topic tea has tweets. */
  private List<Span> days(String query, Span span) {
    asked++;
    List<Span> days = new ArrayList<>();
    for (Instant start = span.start(); start.isBefore(span.end()); ) {
      Instant midnight = start.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
      Instant end = midnight.isBefore(span.end()) ? midnight : span.end();
      Span day = new Span(start, end);
      if (query.equals("tea") && tweets.stream().anyMatch(at -> holds(day, at))) {
        days.add(day);
      }
      start = end;
    }
    return days;
  }

  private void save(Checkpoint checkpoint) {
    finished.put(checkpoint.slice(), checkpoint);
  }

  private static boolean holds(Span span, Instant at) {
    return !at.isBefore(span.start()) && at.isBefore(span.end());
  }

  @Property(tries = 100)
  void shouldHoldEveryTweetInOneSliceWhateverTheLengthOfASlice(
      @ForAll @Size(max = 12) List<@IntRange(max = MINUTES) Integer> minutes,
      @ForAll @IntRange(min = 0, max = 3) int choice)
      throws Exception {
    finished.clear();
    tweets.clear();
    minutes.forEach(minute -> tweets.add(FROM.plus(minute, ChronoUnit.MINUTES)));
    IngestConfig config = config(List.of("15min", "1h", "7h", "3h").get(choice));
    List<Slice> slices = plan(config);
    for (Instant at : tweets) {
      assertThat(slices.stream().filter(s -> holds(new Span(s.start(), s.end()), at)))
          .as("slices that hold %s", at)
          .hasSize(1);
    }
    assertThat(slices.stream().map(Slice::id)).doesNotHaveDuplicates();
    assertThat(slices)
        .as("two days of slices around each tweet at most")
        .hasSizeLessThanOrEqualTo(tweets.size() * 192);

    Set<Slice> all =
        Set.copyOf(SlicePlan.of(config.queries(), config.spansByTopic(), config.freq()));
    assertThat(all).as("ids are those of the whole plan").containsAll(slices);
    assertThat(plan(config)).as("a restart").isEqualTo(slices);
  }

  @Test
  void shouldNotAskAgainForWhatWasFoundEmpty() throws Exception {
    tweets.add(FROM.plus(40, ChronoUnit.DAYS));
    IngestConfig config = config("15min", "plan.counts.above", "500");
    List<Slice> slices = plan(config);
    int before = asked;
    assertThat(plan(config)).isEqualTo(slices).hasSize(96);
    assertThat(asked).isEqualTo(before);
  }

  @Test
  void shouldKeepWhatWasFetchedUnderAnotherPlan() throws Exception {
    Slice fetched =
        new Slice(
            "a_b", Instant.parse("2020-02-01T00:00:00Z"), Instant.parse("2020-02-01T00:15:00Z"));
    finished.put(fetched.id(), new Checkpoint(fetched.id(), 5, SentCounts.NONE, Map.of()));
    assertThat(plan(config("15min"))).containsExactly(fetched);
  }

  /** Journals of any cuts: the time that is not fetched yet is in one slice, and no other time. */
  @Property(tries = 200)
  void shouldCoverEachMinuteOnceWhateverWasFetchedBefore(
      @ForAll @Size(max = 6) List<@IntRange(max = 1_200) Integer> starts,
      @ForAll @IntRange(min = 1, max = 200) int length,
      @ForAll @IntRange(min = 0, max = 3) int choice)
      throws Exception {
    finished.clear();
    List<Span> before = new ArrayList<>();
    for (int start : starts) {
      Instant at = FROM.plus(start, ChronoUnit.MINUTES);
      before.add(new Span(at, at.plus(length, ChronoUnit.MINUTES)));
    }
    for (Span span : before) {
      String id = new Slice("tea", span.start(), span.end()).id();
      finished.put(id, new Checkpoint(id, 1, SentCounts.NONE, Map.of()));
    }
    IngestConfig config =
        config(
            List.of("15min", "1h", "7min", "3h").get(choice),
            "to",
            FROM.plus(1_000, ChronoUnit.MINUTES).toString(),
            "plan.counts.above",
            "0");
    List<Slice> slices = plan(config);
    for (int minute = 0; minute < 1_000; minute++) {
      Instant at = FROM.plus(minute, ChronoUnit.MINUTES);
      boolean fetched = before.stream().anyMatch(span -> holds(span, at));
      assertThat(
              slices.stream()
                  .filter(s -> s.topic().equals("tea") && !finished.containsKey(s.id()))
                  .filter(s -> holds(s.span(), at)))
          .as("new slices that hold %s", at)
          .hasSize(fetched ? 0 : 1);
    }
    assertThat(slices.stream().map(Slice::id)).doesNotHaveDuplicates();
  }

  @Test
  void shouldKeepASliceThatHasPagesLeftAsItWasCut() throws Exception {
    Slice open =
        new Slice(
            "tea", Instant.parse("2020-01-02T00:00:00Z"), Instant.parse("2020-01-02T05:00:00Z"));
    finished.put(open.id(), Checkpoint.begun(open.id()));
    List<Slice> slices = plan(config("1h", "plan.counts.above", "0"));
    assertThat(slices).contains(open);
    assertThat(slices)
        .filteredOn(s -> s.topic().equals("tea") && !s.equals(open))
        .noneMatch(s -> holds(open.span(), s.start()));
  }

  @Test
  void shouldFetchAnewWhenTheQueryOfATopicChanged() throws Exception {
    Slice old = new Slice("tea", FROM, TO);
    finished.put(old.id(), new Checkpoint(old.id(), 1, SentCounts.NONE, Map.of()));
    assertThat(plan(config("30D", "topics", "tea"))).containsExactly(old);
    List<Slice> slices = plan(config("30D", "topics", "tea", "query.tea", "tea -is:retweet"));
    assertThat(slices).hasSizeGreaterThan(3).doesNotContain(old);
    assertThat(slices).allMatch(s -> s.id().matches(".*_tea~q[0-9a-f]{12}"));
  }

  @Test
  void shouldRecordAsLostWhatTheEndpointNoLongerSearches() throws Exception {
    IngestConfig config =
        config("1D", "topics", "tea", "x.recent.reach", "P7D", "plan.counts.above", "0");
    Instant horizon = config.horizon().oldest(TO).orElseThrow();
    List<Slice> slices = plan(config);
    Slice lost = slices.stream().filter(s -> s.start().equals(FROM)).findFirst().orElseThrow();
    assertThat(lost.end()).isEqualTo(horizon);
    assertThat(finished.get(lost.id()).state()).isEqualTo(Checkpoint.State.LOST);
    assertThat(finished.get(lost.id()).reason()).contains("x.endpoint=all");
    assertThat(slices).filteredOn(s -> !s.equals(lost)).hasSize(8);
    assertThat(plan(config)).as("a later start").isEqualTo(slices);
    assertThat(
            plan(
                config(
                    "1D",
                    "topics",
                    "tea",
                    "x.recent.reach",
                    "P7D",
                    "x.recent.lost",
                    "all",
                    "plan.counts.above",
                    "0")))
        .contains(lost)
        .hasSize(9);
  }

  @Test
  void shouldAskNothingWhenTheSlicesAreFew() throws Exception {
    IngestConfig config = config("30D");
    assertThat(plan(config)).hasSize((int) config.slices()).hasSizeLessThan(20);
    assertThat(asked).isZero();
  }

  @Test
  void shouldRefuseMoreSlicesThanARunCanCarryWhenXDoesNotCount() {
    IngestConfig config = config("1s");
    RunPlanner plan =
        new RunPlanner(
            config,
            (query, span) -> {
              throw new XRefusedException(403, "no", true);
            },
            this::save);
    assertThatThrownBy(() -> plan.slices(config.spansByTopic(), Map.of(), TO))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("more than 2000000");
    assertThatThrownBy(() -> config("1s", "plan.counts.above", "0"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("more than 2000000");
  }
}
