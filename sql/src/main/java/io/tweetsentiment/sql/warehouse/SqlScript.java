package io.tweetsentiment.sql.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements of one SQL file.
 *
 * <p>A file contains statements that end with a semicolon, and comments that take whole lines. No
 * literal contains a semicolon.
 */
public record SqlScript(List<String> statements) {

  /** Where the build puts the folders {@code sql/postgres} and {@code sql/redshift}. */
  private static final String ROOT = "/io/tweetsentiment/sql/";

  /** Reads a file of the resources, for instance {@code postgres} and {@code 2-lock.sql}. */
  static SqlScript read(String folder, String file) {
    String resource = ROOT + folder + "/" + file;
    try (InputStream in = SqlScript.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks its SQL file " + resource);
      }
      return parse(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the SQL file " + resource, e);
    }
  }

  static SqlScript parse(String text) {
    String code =
        text.lines()
            .filter(line -> !line.stripLeading().startsWith("--"))
            .collect(Collectors.joining("\n"));
    return new SqlScript(
        Arrays.stream(code.split(";", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList());
  }

  /** The script with {@code ${name}} replaced. */
  public SqlScript with(String name, String value) {
    return new SqlScript(
        statements.stream().map(s -> s.replace("${" + name + "}", value)).toList());
  }

  public void run(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The statement of a script with exactly one. */
  public String single() {
    if (statements.size() != 1) {
      throw new IllegalStateException("expected one statement, found " + statements.size());
    }
    return statements.get(0);
  }
}
