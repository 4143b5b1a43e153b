package io.tweetsentiment.sql.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SQL that Redshift rejects or silently interprets differently. */
final class RedshiftRulesTest {

  private static final Path FOLDER = Path.of("redshift");

  /** The only parameters of a COPY of Parquet, without REGION and MAXERROR. */
  private static final Set<String> COPY_PARAMETERS =
      Set.of("COPY", "FROM", "IAM_ROLE", "FORMAT", "AS", "PARQUET", "MANIFEST");

  private static final List<String> UNKNOWN =
      List.of(
          "\\bTEXT\\b(?!,|\\s*=|\\s+VARCHAR)",
          "ON CONFLICT",
          "\\bSERIAL\\b",
          "CREATE (UNIQUE )?INDEX",
          "ON COMMIT",
          "TRUNCATE",
          "RETURNING",
          "TIMESTAMPTZ",
          "\\bJSONB?\\b",
          "DISTINCT ON",
          "COLLATE",
          "MERGE INTO \\w+ AS ",
          "WHEN (NOT )?MATCHED AND",
          "\\bCHECK\\b");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream();
    }
  }

  private static SqlScript script(Path file) throws IOException {
    return SqlScript.parse(Files.readString(file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void shouldUseNothingThatRedshiftLacks(Path file) throws IOException {
    for (String statement : script(file).statements()) {
      for (String pattern : UNKNOWN) {
        assertThat(Pattern.compile(pattern).matcher(statement).find())
            .as("%s in %s: %s", pattern, file, statement)
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void shouldGiveEveryVarcharItsBytes(Path file) throws IOException {
    for (String statement : script(file).statements()) {
      assertThat(Pattern.compile("VARCHAR(?!\\()").matcher(statement).find()).isFalse();
      assertThat(Pattern.compile("VARCHAR\\((\\d+)\\)").matcher(statement).results())
          .extracting(match -> Integer.parseInt(match.group(1)))
          .allMatch(bytes -> bytes > 0 && bytes <= 65_535);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void shouldCopyParquetWithAllowedParametersOnly(Path file) throws IOException {
    for (String statement : script(file).statements()) {
      if (statement.startsWith("COPY")) {
        String words = statement.replaceAll("'[^']*'|\\$\\{iam_role\\}|\\w+_(stage|batch)", " ");
        assertThat(Pattern.compile("\\S+").matcher(words).results().map(MatchResult::group))
            .isSubsetOf(COPY_PARAMETERS)
            .contains("PARQUET", "IAM_ROLE");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void shouldMergeFromATableWithBothActions(Path file) throws IOException {
    for (String statement : script(file).statements()) {
      if (statement.startsWith("MERGE")) {
        assertThat(statement)
            .matches(
                "(?s)MERGE INTO (\\w+) USING \\1_newest AS s\\s+ON [^W]*"
                    + "WHEN MATCHED THEN UPDATE SET.*WHEN NOT MATCHED THEN INSERT.*");
        assertThat(statement.split("WHEN", -1)).hasSize(3);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void shouldHaveATwinInPostgres(Path file) throws IOException {
    List<String> twin =
        script(Path.of("postgres").resolve(file.getFileName())).statements().stream()
            .filter(s -> !s.matches("(?s)(ANALYZE|CREATE INDEX|SELECT pg_advisory).*"))
            .map(RedshiftRulesTest::kind)
            .toList();

    assertThat(script(file).statements().stream().map(RedshiftRulesTest::kind)).isEqualTo(twin);
    if (file.getFileName().toString().startsWith("load-batch")) {
      // The same but for the names of the types, the lock and where the rows come from.
      assertThat(batch(Path.of("redshift"))).isEqualTo(batch(Path.of("postgres")));
    }
    if (file.getFileName().toString().startsWith("5-merge")) {
      assertThat(script(file).statements())
          .isEqualTo(
              script(Path.of("postgres").resolve(file.getFileName())).statements().stream()
                  .filter(s -> !s.startsWith("ANALYZE"))
                  .toList());
    }
  }

  private static List<String> batch(Path folder) throws IOException {
    return script(folder.resolve("load-batch.sql")).statements().stream()
        .filter(statement -> !statement.startsWith("LOCK") && !statement.startsWith("COPY"))
        .map(statement -> statement.replaceAll("VARCHAR\\(\\d+\\)", "TEXT"))
        .toList();
  }

  @Test
  void shouldCopyOnlyThePartsOfTheJobsOutput() throws IOException {
    // Redshift takes everything below a prefix for Parquet, and Spark writes _SUCCESS beside it.
    assertThat(script(FOLDER.resolve("load-batch.sql")).statements())
        .filteredOn(statement -> statement.startsWith("COPY"))
        .hasSize(2)
        .allMatch(statement -> statement.contains("/part-'"));
  }

  /** The verb and the table of a statement. */
  private static String kind(String statement) {
    String[] words = statement.replace("TABLE ", "").split("[\\s(]+", -1);
    if (words.length == 1) {
      return statement;
    }
    return words[0] + " " + words[1] + (words[0].equals("CREATE") ? " " + words[2] : "");
  }
}
