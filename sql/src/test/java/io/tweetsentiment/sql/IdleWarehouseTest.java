package io.tweetsentiment.sql;

import static io.tweetsentiment.sql.SinkRows.DAY;
import static io.tweetsentiment.sql.SinkRows.tweet;
import static io.tweetsentiment.sql.SinkRows.window;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the loader costs when little or nothing changes. */
final class IdleWarehouseTest {

  private final FakeS3 s3 = new FakeS3();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));

  private void putTweet(String day, int offset) {
    SinkRows.put(s3, "tweets.merged", "dt=" + day, List.of(tweet("t" + offset, offset)));
  }

  @Test
  void shouldLeaveTheWarehouseAloneWhenNothingIsNew() {
    RecordingDatabase database = new RecordingDatabase();
    LoaderConfig config =
        LoaderConfig.load(
            Optional.empty(), Map.of("LOADER_JDBC_URL", "jdbc:redshift://host:5439/dev"));
    putTweet("2020-10-21", 0);
    SinkRows.put(s3, "tweets.aggregate", "dt=2020-10-21", List.of(window(DAY, 0, 1)));
    try (Loader loader = new Loader(config, s3, false, database::connect, clock)) {
      assertThat(loader.loadChanges().objects()).isEqualTo(2);
      List<String> before = List.copyOf(database.statements());

      for (int hour = 0; hour < 24; hour++) {
        clock.advance(Duration.ofHours(1));
        assertThat(loader.loadChanges().objects()).isZero();
      }

      assertThat(database.statements()).isEqualTo(before);
      putTweet("2020-10-21", 5);
      assertThat(loader.loadChanges().objects()).isEqualTo(1);
      assertThat(database.statements()).hasSizeGreaterThan(before.size());
    }
  }

  @Test
  void shouldFindLateObjectsInOldDays() {
    TestingPostgres postgres = TestingPostgres.newDatabase();
    try (Loader loader = loader(postgres)) {
      loader.createTables();
      for (int day = 1; day < 10; day++) {
        putTweet("2020-10-0" + day, 10 * day);
      }
      assertThat(loader.loadChanges().objects()).isEqualTo(9);
      clock.advance(Duration.ofHours(2));
      loader.loadChanges();

      putTweet("2020-10-03", 31);
      assertThat(loader.loadChanges().objects()).as("an old day is not listed").isZero();
      putTweet("2020-09-30", 1);
      assertThat(loader.loadChanges().objects()).as("a day that appears is listed").isEqualTo(1);
      putTweet("2020-09-30", 2);
      putTweet("2020-10-09", 91);
      assertThat(loader.loadChanges().objects()).as("active days are listed").isEqualTo(2);
      clock.advance(Duration.ofMinutes(10));
      assertThat(loader.loadChanges().objects()).as("all days are listed").isEqualTo(1);
      putTweet("2020-10-03", 32);
      assertThat(loader.loadChanges().objects()).as("and that one is active now").isEqualTo(1);
      putTweet("2020-10-05", 51);
      assertThat(loader.loadOnce().objects()).as("one pass alone lists all").isEqualTo(1);
    }
  }

  @Test
  void shouldLoadOneNewObjectBesideAHundredThousandAtOnce() {
    s3.page = 1_000;
    TestingPostgres postgres = TestingPostgres.newDatabase();
    byte[] none = {};
    for (int i = 0; i < 100_000; i++) {
      s3.put(key(i), none, Map.of());
    }
    try (Loader loader = loader(postgres)) {
      loader.createTables();
      postgres.run(
          "INSERT INTO load_audit SELECT 'topics/tweets.merged/dt=2020-'"
              + " || to_char(1 + i % 12, 'FM00') || '-' || to_char(1 + i % 28, 'FM00')"
              + " || '/tweets.merged+0+' || to_char(i, 'FM0000000000') || '.parquet',"
              + " '\"' || lpad(to_hex(i + 1), 8, '0') || '\"', 'tweet', 'tweets.merged', 0, i, i, 1,"
              + " now() FROM generate_series(0, 99999) AS i");
      assertThat(loader.loadChanges().objects()).isZero();
      assertThat(loader.listRequests()).isBetween(100L, 110L);
      clock.advance(Duration.ofMinutes(1));
      long before = loader.listRequests();
      putTweet("2020-10-22", 200_000);
      putTweet("2020-12-28", 200_001);

      Instant start = Instant.now();
      LoadResult result = loader.loadChanges();
      Duration took = Duration.between(start, Instant.now());

      assertThat(result.objects()).as("the newest day only").isEqualTo(1);
      assertThat(loader.listRequests() - before).isLessThanOrEqualTo(8);
      assertThat(took).isLessThan(Duration.ofSeconds(2));
    }
  }

  private static String key(int i) {
    return String.format(
        "topics/tweets.merged/dt=2020-%02d-%02d/tweets.merged+0+%010d.parquet",
        1 + i % 12, 1 + i % 28, i);
  }

  private Loader loader(TestingPostgres postgres) {
    Clock time = clock;
    return Loader.open(
        LoaderConfig.load(Optional.empty(), Map.of("LOADER_JDBC_URL", postgres.url())), s3, time);
  }
}
