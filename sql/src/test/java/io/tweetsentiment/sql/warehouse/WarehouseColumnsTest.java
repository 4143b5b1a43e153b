package io.tweetsentiment.sql.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.schemas.rules.ColumnLimit;
import io.tweetsentiment.schemas.rules.ColumnLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the SQL files with the Avro schemas and with the columns that users know. */
final class WarehouseColumnsTest {

  private static final List<String> TWEET =
      List.of(
          ("topic tweet_id created_at text lang author_id username name verified location"
                  + " referenced_tweets label positive negative neutral mixed engine scored_at"
                  + " ingested_at kafka_partition kafka_offset")
              .split(" "));

  private static final List<String> SENTIMENT =
      List.of(
          ("topic window_time count_tweets avg_positive avg_negative avg_neutral avg_mixed"
                  + " perc_tweet_positive perc_tweet_negative perc_tweet_neutral"
                  + " perc_tweet_mixed kafka_partition kafka_offset")
              .split(" "));

  private record DdlColumn(String name, String type, boolean notNull) {}

  private static final Pattern COLUMN =
      Pattern.compile(
          "(\\w+)\\s+(TEXT|VARCHAR\\(\\d+\\)|TIMESTAMP|BOOLEAN|INT|BIGINT|DOUBLE PRECISION"
              + "|DECIMAL\\(5,4\\))(?: COLLATE \"C\")?( NOT NULL)?(?: CHECK .*)?,?");

  private static List<DdlColumn> columns(SqlScript script, String table) {
    String ddl =
        script.statements().stream()
            .filter(s -> s.matches("(?s)CREATE (TEMP )?TABLE (IF NOT EXISTS )?" + table + " .*"))
            .findFirst()
            .orElseThrow();
    List<DdlColumn> columns = new ArrayList<>();
    for (String line : ddl.lines().skip(1).map(String::strip).toList()) {
      if (line.startsWith("PRIMARY KEY") || line.startsWith(")")) {
        break;
      }
      Matcher matcher = COLUMN.matcher(line);
      assertThat(matcher.matches()).as(line).isTrue();
      columns.add(new DdlColumn(matcher.group(1), matcher.group(2), matcher.group(3) != null));
    }
    return columns;
  }

  private static String sqlType(Schema.Field field) {
    Schema schema = field.schema();
    if (schema.isUnion()) {
      assertThat(schema.getTypes()).as(field.name()).hasSize(2);
      schema =
          schema.getTypes().get(0).getType() == Schema.Type.NULL
              ? schema.getTypes().get(1)
              : schema.getTypes().get(0);
    }
    if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
      return "TIMESTAMP";
    }
    return switch (schema.getType()) {
      case STRING -> "string";
      case BOOLEAN -> "BOOLEAN";
      case INT -> "INT";
      case LONG -> "BIGINT";
      case DOUBLE -> "DOUBLE PRECISION";
      default -> throw new AssertionError(field.name() + " is not flat: " + schema);
    };
  }

  private static void stagingMatches(Dialect dialect, WarehouseTable table, Schema schema) {
    List<DdlColumn> expected = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      expected.add(new DdlColumn(field.name(), sqlType(field), !field.schema().isNullable()));
    }
    expected.add(new DdlColumn("_kafka_partition", "INT", true));
    expected.add(new DdlColumn("_kafka_offset", "BIGINT", true));
    assertThat(columns(dialect.stage(table), table.stageName()))
        .map(
            c ->
                new DdlColumn(
                    c.name(), c.type().replaceAll("TEXT|VARCHAR.*", "string"), c.notNull()))
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void shouldStageTheColumnsOfTheAvroSchemas(Dialect dialect) {
    stagingMatches(dialect, WarehouseTable.TWEET, MergedTweet.getClassSchema());
    stagingMatches(dialect, WarehouseTable.SENTIMENT, SentimentAggregate.getClassSchema());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void shouldHaveTheColumnsThatUsersKnow(Dialect dialect) {
    List<DdlColumn> tweet = columns(dialect.create(), "tweet");
    List<DdlColumn> sentiment = columns(dialect.create(), "sentiment");

    assertThat(tweet).map(DdlColumn::name).containsExactlyElementsOf(TWEET);
    assertThat(sentiment).map(DdlColumn::name).containsExactlyElementsOf(SENTIMENT);
    assertThat(tweet)
        .filteredOn(c -> List.of("positive", "negative", "neutral", "mixed").contains(c.name()))
        .allMatch(c -> c.type().equals("DECIMAL(5,4)"));
    assertThat(sentiment)
        .filteredOn(c -> c.name().startsWith("avg_") || c.name().startsWith("perc_"))
        .hasSize(8)
        .allMatch(c -> c.type().equals("DECIMAL(5,4)"));
  }

  @Test
  void shouldHaveTheSameColumnsInBothDialects() {
    for (String table :
        List.of(
            "tweet",
            "sentiment",
            "tweet_tombstone",
            "sentiment_tombstone",
            "load_audit",
            "load_reject")) {
      assertThat(columns(Dialect.REDSHIFT.create(), table))
          .as(table)
          .map(c -> new DdlColumn(c.name(), c.type().replaceAll("VARCHAR.*", "TEXT"), c.notNull()))
          .isEqualTo(columns(Dialect.POSTGRES.create(), table));
    }
  }

  @Test
  void shouldCheckInPostgresTheBytesThatRedshiftDeclares() {
    for (WarehouseTable table : WarehouseTable.values()) {
      String postgres = Dialect.POSTGRES.stage(table).single();
      for (DdlColumn column : columns(Dialect.REDSHIFT.stage(table), table.stageName())) {
        if (column.type().startsWith("VARCHAR")) {
          assertThat(postgres)
              .contains(
                  "octet_length("
                      + column.name()
                      + ") <= "
                      + column.type().replaceAll("\\D", "")
                      + ")");
        }
      }
    }
  }

  /** The widths are defined once, in the rules; the SQL must agree with them. */
  @ParameterizedTest
  @EnumSource(WarehouseTable.class)
  void shouldDeclareTheWidthsOfTheRules(WarehouseTable table) {
    Map<String, Long> widths = new TreeMap<>();
    for (ColumnLimit limit : table.limits()) {
      if (limit.kind() == ColumnLimit.Kind.TEXT) {
        widths.put(limit.column(), limit.most());
      }
    }
    Map<String, Long> declared = new TreeMap<>();
    for (DdlColumn column : columns(Dialect.REDSHIFT.stage(table), table.stageName())) {
      if (column.type().startsWith("VARCHAR")) {
        declared.put(column.name(), Long.valueOf(column.type().replaceAll("\\D", "")));
      }
    }
    Map<String, Long> checked = new TreeMap<>();
    Matcher check =
        Pattern.compile("octet_length\\((\\w+)\\) <= (\\d+)")
            .matcher(Dialect.POSTGRES.stage(table).single());
    while (check.find()) {
      checked.put(check.group(1), Long.valueOf(check.group(2)));
    }

    assertThat(declared).isEqualTo(widths);
    assertThat(checked).isEqualTo(widths);
    for (String column : List.of("topic", "tweet_id")) {
      for (String tombstones : List.of("tweet_tombstone", "sentiment_tombstone")) {
        assertThat(columns(Dialect.REDSHIFT.create(), tombstones))
            .filteredOn(c -> c.name().equals(column))
            .allMatch(
                c -> c.type().equals("VARCHAR(" + ColumnLimits.TWEET.of(column).most() + ")"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(WarehouseTable.class)
  void shouldTakeNullWhereTheRulesDo(WarehouseTable table) {
    for (Dialect dialect : Dialect.values()) {
      List<String> notNull =
          table.limits().stream().filter(l -> !l.nullable()).map(ColumnLimit::column).toList();

      assertThat(columns(dialect.stage(table), table.stageName()))
          .filteredOn(DdlColumn::notNull)
          .map(DdlColumn::name)
          .isEqualTo(notNull);
    }
  }

  @ParameterizedTest
  @EnumSource(WarehouseTable.class)
  void shouldStageNoTextThatItsTargetCannotHold(WarehouseTable table) {
    List<DdlColumn> target = columns(Dialect.REDSHIFT.create(), table.tableName());
    for (DdlColumn staged : columns(Dialect.REDSHIFT.stage(table), table.stageName())) {
      if (staged.type().startsWith("VARCHAR")) {
        assertThat(target).contains(staged);
      }
    }
  }
}
