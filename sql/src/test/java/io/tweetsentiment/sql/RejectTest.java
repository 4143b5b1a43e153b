package io.tweetsentiment.sql;

import static io.tweetsentiment.sql.SinkRows.DAY;
import static io.tweetsentiment.sql.SinkRows.tweet;
import static io.tweetsentiment.sql.SinkRows.window;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.ColumnLimit;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.schemas.rules.Merge;
import io.tweetsentiment.schemas.rules.Totals;
import io.tweetsentiment.schemas.rules.Validity;
import io.tweetsentiment.schemas.rules.Window;
import io.tweetsentiment.sql.audit.LoadedRange;
import io.tweetsentiment.sql.audit.OffsetGap;
import io.tweetsentiment.sql.staging.ParquetEdits;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever an object contains: rows that fit are loaded, the others are recorded, and other objects
 * are not affected.
 */
final class RejectTest {

  private static final String MERGED = "tweets.merged";
  private static final String KEY =
      "topics/tweets.merged/dt=2020-10-21/tweets.merged+0+0000000000.snappy.parquet";

  private final TestingPostgres postgres = TestingPostgres.newDatabase();
  private final FakeS3 s3 = new FakeS3();
  private Loader loader;

  @BeforeEach
  void open() {
    loader =
        Loader.open(
            LoaderConfig.load(Optional.empty(), Map.of("LOADER_JDBC_URL", postgres.url())),
            s3,
            Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC));
    loader.createTables();
  }

  @AfterEach
  void close() {
    loader.close();
  }

  /** Columns that accept null and texts as bytes, as other writers may create them. */
  private static Schema nullable(Schema schema) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      List<Schema> branches = new ArrayList<>(List.of(Schema.create(Schema.Type.NULL)));
      for (Schema type :
          field.schema().isUnion() ? field.schema().getTypes() : List.of(field.schema())) {
        if (type.getType() == Schema.Type.STRING) {
          branches.add(Schema.create(Schema.Type.STRING));
        } else if (type.getType() != Schema.Type.NULL) {
          branches.add(type);
        }
      }
      fields.add(new Schema.Field(field.name(), Schema.createUnion(branches), null, null));
    }
    return Schema.createRecord("Foreign", null, "other", false, fields);
  }

  private static GenericRecord row(WarehouseTable table, Schema schema, int number) {
    GenericRecord valid =
        table == WarehouseTable.TWEET
            ? tweet("t" + number, number)
            : window(DAY.plus(Duration.ofMinutes(15L * number)), number, 1);
    GenericRecord row = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      row.put(field.name(), valid.get(field.name()));
    }
    return row;
  }

  private static List<Object> badValues(ColumnLimit limit) {
    List<Object> bad = new ArrayList<>();
    if (!limit.nullable()) {
      bad.add(null);
    }
    int most = (int) Math.min(limit.most(), Integer.MAX_VALUE);
    switch (limit.kind()) {
      case TEXT -> {
        bad.add("a".repeat(most + 1));
        bad.add("é".repeat(most / 2) + "bb");
        bad.add("a" + "😀".repeat(most / 4) + "日");
        bad.add("\0".repeat(most / 3 + 1));
        bad.add(new Utf8(new byte[] {'a', (byte) 0xC3}));
        bad.add(new Utf8(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}));
        bad.add(new Utf8(new byte[] {(byte) 0xFF}));
        if (limit.key()) {
          bad.add("a\0");
        }
      }
      case SCORE ->
          bad.addAll(
              List.of(
                  -0.0001,
                  1.0001,
                  Double.NaN,
                  Double.POSITIVE_INFINITY,
                  Double.NEGATIVE_INFINITY,
                  Double.MAX_VALUE));
      case WHOLE ->
          bad.addAll(
              limit.most() == Integer.MAX_VALUE
                  ? List.<Object>of(-1, Integer.MIN_VALUE)
                  : List.<Object>of(-1L, Long.MIN_VALUE));
      case TIME ->
          bad.addAll(List.of(limit.least() - 1, limit.most() + 1, Long.MIN_VALUE, Long.MAX_VALUE));
      case FLAG -> {}
    }
    return bad;
  }

  private static List<Object> edges(ColumnLimit limit) {
    int most = (int) Math.min(limit.most(), Integer.MAX_VALUE);
    return switch (limit.kind()) {
      case TEXT ->
          List.of("a".repeat(most), "é".repeat(most / 2), "😀".repeat(most / 4), "\\N\t\n");
      case SCORE -> List.of(0.0, -0.0, 1.0, Double.MIN_VALUE, 0.00005, 0.99995);
      case WHOLE ->
          limit.most() == Integer.MAX_VALUE
              ? List.of(0, Integer.MAX_VALUE)
              : List.of(0L, Long.MAX_VALUE);
      case TIME -> List.of(limit.least(), limit.most(), -1L, 0L);
      case FLAG -> List.of(false);
    };
  }

  private void put(WarehouseTable table, Schema schema, List<GenericRecord> rows) {
    String topic = table == WarehouseTable.TWEET ? MERGED : "tweets.aggregate";
    s3.put(
        String.format("topics/%s/d/%s+0+0000000000.parquet", topic, topic),
        SinkRows.parquet(schema, rows),
        Map.of());
  }

  @ParameterizedTest
  @EnumSource(WarehouseTable.class)
  void shouldRefuseEachRowThatDoesNotFitAndLoadTheOthers(WarehouseTable table) {
    Schema schema = nullable(table == WarehouseTable.TWEET ? SinkRows.TWEETS : SinkRows.WINDOWS);
    List<GenericRecord> rows = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (ColumnLimit limit : table.limits()) {
      for (Object value : badValues(limit)) {
        GenericRecord bad = row(table, schema, rows.size());
        bad.put(limit.column(), value);
        rows.add(bad);
        expected.add(rows.size() + "|" + limit.column());
        rows.add(row(table, schema, rows.size()));
      }
    }
    put(table, schema, rows);

    LoadResult result = loader.loadOnce();

    int bad = expected.size();
    assertThat(bad).isGreaterThan(50);
    assertThat(postgres.query("SELECT row_number, column_name FROM load_reject ORDER BY 1"))
        .isEqualTo(expected);
    assertThat(result.rejects()).isEqualTo(bad);
    assertThat(result.rows()).isEqualTo(bad);
    assertThat(result.tweets() + result.windows()).isEqualTo(bad);
    assertThat(postgres.query("SELECT row_count, end_offset FROM load_audit"))
        .containsExactly(2 * bad + "|" + (2 * bad - 1));
    assertThat(
            postgres.query(
                "SELECT COUNT(*) FROM load_reject WHERE reason NOT LIKE column_name || '%'"
                    + " OR octet_length(value) > 512"))
        .containsExactly("0");
    assertThat(loader.loadOnce().objects()).isZero();
  }

  @ParameterizedTest
  @EnumSource(WarehouseTable.class)
  void shouldLoadEachValueAtTheEdgeOfItsColumn(WarehouseTable table) {
    Schema schema = nullable(table == WarehouseTable.TWEET ? SinkRows.TWEETS : SinkRows.WINDOWS);
    List<GenericRecord> rows = new ArrayList<>();
    for (ColumnLimit limit : table.limits()) {
      for (Object value : edges(limit)) {
        GenericRecord row = row(table, schema, rows.size());
        row.put(limit.column(), value);
        rows.add(row);
      }
      if (limit.nullable()) {
        GenericRecord row = row(table, schema, rows.size());
        row.put(limit.column(), null);
        rows.add(row);
      }
    }
    put(table, schema, rows);

    LoadResult result = loader.loadOnce();

    assertThat(postgres.query("SELECT row_number, reason FROM load_reject")).isEmpty();
    assertThat(result.rows()).isEqualTo(rows.size());
  }

  @Test
  void shouldNameTheRowInFull() {
    GenericRecord bad = tweet("7200", 5);
    bad.put("lang", "e".repeat(300));
    String key = SinkRows.put(s3, MERGED, "dt=2020-10-21", List.of(tweet("1", 4), bad));

    loader.loadOnce();

    assertThat(postgres.query("SELECT * FROM load_reject"))
        .containsExactly(
            key
                + "|\"00000001\"|tweet|tweets.merged|2|0|5|biden|7200|lang|"
                + "e".repeat(120)
                + "...|lang has 300 bytes of UTF-8; the warehouse holds 256|2026-11-01 12:00:00");
  }

  @Test
  void shouldLeaveOnlyTheNewestRejectsWhenAnObjectIsLoadedAgain() {
    GenericRecord bad = tweet("1", 0);
    bad.put("positive", 1.5);
    SinkRows.put(s3, MERGED, "dt=2020-10-21", List.of(bad, tweet("2", 1)));
    assertThat(loader.loadOnce()).isEqualTo(new LoadResult(1, 1, 1, 0, 1));
    SinkRows.put(s3, MERGED, "dt=2020-10-21", List.of(tweet("1", 0), tweet("2", 1)));

    assertThat(loader.loadOnce()).isEqualTo(new LoadResult(1, 2, 2, 0, 0));
  }

  /** Every record that the topology writes fits the tables. */
  @Test
  void shouldLoadWhateverTheMergeRuleMakes() {
    Random random = new Random(20_261_128);
    List<GenericRecord> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Tweet tweet = anyTweet(random, i);
      if (Validity.problem(tweet).isEmpty()) {
        TweetSentiment sentiment = anySentiment(random, tweet);
        assertThat(Validity.problem(sentiment)).isEmpty();
        rows.add(sinkRow(SinkRows.TWEETS, Merge.of(tweet, sentiment), rows.size()));
      }
    }
    assertThat(rows).hasSizeGreaterThan(200);
    SinkRows.put(s3, MERGED, "dt=2020-10-21", rows);
    List<GenericRecord> windows = new ArrayList<>();
    for (String edge :
        List.of("0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59Z")) {
      for (Duration size : List.of(Window.DEFAULT_SIZE, Duration.ofHours(7), Duration.ofDays(7))) {
        Totals totals = new Totals(1, 2, 0, 0, 5, 10_000, 3, 0, 20_000);
        SentimentAggregate aggregate =
            totals.aggregate(Window.of(Instant.parse(edge), size), "t".repeat(1_024));
        windows.add(sinkRow(SinkRows.WINDOWS, aggregate, windows.size()));
      }
    }
    SinkRows.put(s3, "tweets.aggregate", "d", windows);

    LoadResult result = loader.loadOnce();

    assertThat(postgres.query("SELECT reason FROM load_reject")).isEmpty();
    assertThat(result.rows()).isEqualTo(rows.size() + windows.size());
    assertThat(result.tweets()).isEqualTo(rows.size());
  }

  private static Tweet anyTweet(Random random, int number) {
    return Tweet.newBuilder()
        .setTweetId(number + anyText(random, 700))
        .setTopic("t" + anyText(random, 1_400))
        .setVersionId("1")
        .setCreatedAt(anyTime(random))
        .setIngestedAt(anyTime(random))
        .setText("x" + anyText(random, 90_000))
        .setLang(anyText(random, 400))
        .setAuthorId(anyText(random, 400))
        .setUsername(anyText(random, 1_500))
        .setName(anyText(random, 90_000))
        .setLocation(anyText(random, 90_000))
        .setReferencedTweets(anyText(random, 90_000))
        .setEditVersion(random.nextInt(3))
        .build();
  }

  private static TweetSentiment anySentiment(Random random, Tweet tweet) {
    return TweetSentiment.newBuilder()
        .setTweetId(tweet.getTweetId())
        .setTextHash(Fingerprint.ofText(tweet.getText(), tweet.getLang()))
        .setLabel("MIXED")
        .setPositive(random.nextDouble())
        .setNegative(0.0)
        .setNeutral(1.0)
        .setMixed(random.nextInt(10_001) / 10_000.0)
        .setEngine(anyText(random, 400))
        .setScoredAt(tweet.getIngestedAt())
        .setCreatedAt(tweet.getCreatedAt())
        .build();
  }

  private static String anyText(Random random, int longest) {
    String[] parts = {"a", "é", "日", "😀", "\0", "\ud83d", "\ude00", "\t", "\\"};
    int kind = random.nextInt(parts.length + 2);
    int length = random.nextInt(3) == 0 ? random.nextInt(longest) : random.nextInt(20);
    return kind < parts.length
        ? parts[kind].repeat(random.nextBoolean() ? length : 3)
        : "plain".repeat(kind % 3);
  }

  private static Instant anyTime(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> Instant.parse("0001-01-01T00:00:00Z");
      case 1 -> Instant.parse("9999-12-31T23:59:59.999Z");
      case 2 -> Instant.parse("+10000-01-01T00:00:00Z");
      default -> DAY.plusMillis(random.nextInt(1_000_000));
    };
  }

  private static GenericRecord sinkRow(Schema schema, SpecificRecord record, long offset) {
    GenericRecord row = new GenericData.Record(schema);
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      row.put(field.name(), value instanceof Instant time ? time.toEpochMilli() : value);
    }
    row.put(WarehouseTable.PARTITION, 0);
    row.put(WarehouseTable.OFFSET, offset);
    return row;
  }

  /** A language of 300 letters once made every later start fail. */
  @Test
  void shouldLoadTheTweetWhoseLanguageHas300Letters() {
    Tweet wide =
        Tweet.newBuilder()
            .setTweetId("7200")
            .setTopic("odd")
            .setVersionId("7200")
            .setCreatedAt(Instant.parse("2024-05-01T10:00:00Z"))
            .setIngestedAt(Instant.parse("2024-05-01T10:00:00Z"))
            .setLang("e".repeat(300))
            .setText("a language of 300 letters")
            .build();
    MergedTweet merged = Merge.of(wide, anySentiment(new Random(1), wide));
    SinkRows.put(s3, MERGED, "d", List.of(sinkRow(SinkRows.TWEETS, merged, 0), tweet("7000", 1)));

    assertThat(loader.loadOnce()).isEqualTo(new LoadResult(1, 2, 2, 0, 0));
    assertThat(postgres.query("SELECT length(lang) FROM tweet WHERE tweet_id = '7200'"))
        .containsExactly("256");
  }

  @Test
  void shouldLoadAnObjectOnceItIsWhole() {
    byte[] whole = SinkRows.parquet(SinkRows.TWEETS, List.of(tweet("1", 0), tweet("2", 1)));
    Map<String, String> metadata = Map.of("end-offset", "1", "record-count", "2");
    s3.put(KEY, Arrays.copyOf(whole, whole.length / 2), metadata);
    SinkRows.put(s3, MERGED, "dt=2020-10-22", List.of(tweet("3", 2)));

    assertThat(loader.loadOnce()).isEqualTo(new LoadResult(2, 1, 1, 0, 1));
    assertThat(postgres.query("SELECT object_key, row_number, kafka_offset FROM load_reject"))
        .containsExactly(KEY + "|null|null");
    assertThat(postgres.query("SELECT reason FROM load_reject").get(0))
        .startsWith("it cannot be read as Parquet");
    assertThat(loader.ranges(MERGED, 0))
        .as("its rows are accounted for")
        .contains(new LoadedRange(KEY, 0, OptionalLong.of(1), OptionalLong.of(2)));
    assertThat(loader.loadOnce())
        .as("it is not tried again")
        .isEqualTo(new LoadResult(0, 0, 1, 0, 1));

    s3.put(KEY, whole, metadata);

    assertThat(loader.loadOnce()).isEqualTo(new LoadResult(1, 2, 3, 0, 0));
  }

  @Test
  void shouldRefuseAnObjectOfAnotherSchemaAsAWhole() {
    s3.put(KEY, SinkRows.parquet(SinkRows.WINDOWS, List.of(window(DAY, 0, 1))), Map.of());
    s3.put(KEY.replace("00.snappy", "09.snappy"), new byte[0], Map.of());
    s3.put(KEY.replace("00.snappy", "11.snappy"), "PAR1 no".getBytes(UTF_8), Map.of());
    s3.put(
        KEY.replace("00.snappy", "22.snappy"), renamed("verified", Schema.Type.STRING), Map.of());
    s3.put(KEY.replace("00.snappy", "33.snappy"), renamed("text", Schema.Type.BYTES), Map.of());
    SinkRows.put(s3, MERGED, "dt=2020-10-21", List.of(tweet("1", 40)));

    LoadResult result = loader.loadOnce();

    assertThat(result).isEqualTo(new LoadResult(6, 1, 1, 0, 5));
    assertThat(postgres.query("SELECT reason FROM load_reject ORDER BY object_key"))
        .satisfiesExactly(
            r -> assertThat(r).isEqualTo("it has no column tweet_id"),
            r -> assertThat(r).startsWith("it cannot be read as Parquet"),
            r -> assertThat(r).startsWith("it cannot be read as Parquet"),
            r -> assertThat(r).isEqualTo("its column verified is STRING, not BOOLEAN"),
            r -> assertThat(r).isEqualTo("its column text is of type BYTES, which no table uses"));
    assertThat(loader.loadOnce().objects()).isZero();
  }

  /** Such objects once ended the loader at every start. */
  @Test
  void shouldRefuseAnObjectThatDeclaresTooMuchAndLoadTheOthers() {
    byte[] sound = SinkRows.parquet(SinkRows.TWEETS, List.of(tweet("1", 0)));
    String large = KEY.replace("00.snappy", "07.snappy");
    String deep = KEY.replace("00.snappy", "08.snappy");
    s3.put(large, ParquetEdits.withFirstColumnOf(sound, 1L << 40), Map.of());
    s3.put(deep, ParquetEdits.withNestedColumn(sound, 100_000), Map.of());
    SinkRows.put(s3, MERGED, "dt=2020-10-21", List.of(tweet("1", 40)));

    assertThat(loader.loadOnce()).isEqualTo(new LoadResult(3, 1, 1, 0, 2));

    assertThat(postgres.query("SELECT object_key, reason FROM load_reject ORDER BY object_key"))
        .satisfiesExactly(
            r -> assertThat(r).startsWith(large + "|it declares a column chunk of 1099511627776"),
            r -> assertThat(r).isEqualTo(deep + "|its schema is nested more than 64 levels deep"));
    assertThat(loader.loadOnce().objects()).as("they are not tried again").isZero();
  }

  private static byte[] renamed(String column, Schema.Type type) {
    List<Schema.Field> fields = new ArrayList<>();
    SinkRows.TWEETS
        .getFields()
        .forEach(
            field ->
                fields.add(
                    new Schema.Field(
                        field.name(),
                        field.name().equals(column)
                            ? Schema.createUnion(
                                Schema.create(Schema.Type.NULL), Schema.create(type))
                            : field.schema(),
                        null,
                        null)));
    Schema schema = Schema.createRecord("Other", null, "other", false, fields);
    GenericRecord row = new GenericData.Record(schema);
    GenericRecord valid = tweet("1", 0);
    fields.forEach(
        field ->
            row.put(field.name(), field.name().equals(column) ? null : valid.get(field.name())));
    return SinkRows.parquet(schema, List.of(row));
  }

  @Test
  void shouldTakeAnObjectOfAFutureSchemaThatHasMoreColumns() {
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(
        new Schema.Field("new", Schema.createArray(Schema.create(Schema.Type.BYTES)), null, null));
    SinkRows.TWEETS
        .getFields()
        .forEach(field -> fields.add(new Schema.Field(field.name(), field.schema(), null, null)));
    Schema schema = Schema.createRecord("Future", null, "other", false, fields);
    GenericRecord row = new GenericData.Record(schema);
    GenericRecord valid = tweet("1", 0);
    SinkRows.TWEETS.getFields().forEach(field -> row.put(field.name(), valid.get(field.name())));
    row.put("new", List.of());
    s3.put(KEY, SinkRows.parquet(schema, List.of(row)), Map.of());

    assertThat(loader.loadOnce()).isEqualTo(new LoadResult(1, 1, 1, 0, 0));
  }

  @Test
  void shouldTellWhatTheLoadedObjectsHold() {
    SinkRows.put(s3, MERGED, "dt=2020-10-21", List.of(tweet("1", 0), tweet("2", 4)));
    String second = SinkRows.put(s3, MERGED, "dt=2020-10-22", List.of(tweet("3", 9)));
    loader.loadOnce();
    SinkRows.put(s3, MERGED, "dt=2020-10-21", List.of(tweet("1", 0), tweet("2", 4), tweet("4", 6)));
    loader.loadOnce();

    assertThat(loader.ranges(MERGED, 0))
        .containsExactly(
            new LoadedRange(KEY, 0, OptionalLong.of(6), OptionalLong.of(3)),
            new LoadedRange(second, 9, OptionalLong.of(9), OptionalLong.of(1)));
    assertThat(loader.ranges(MERGED, 1)).isEmpty();
    assertThat(loader.gaps()).containsExactly(new OffsetGap(MERGED, 0, 7, 8));
    assertThat(loader.missingObjects()).isEmpty();

    s3.deleteObject(request -> request.bucket(FakeS3.BUCKET).key(second));

    assertThat(loader.missingObjects()).containsExactly(second);
  }
}
