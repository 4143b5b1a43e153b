package io.tweetsentiment.sql;

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
 * <p>A file holds statements that end with a semicolon and whole lines of comment; no literal of it
 * contains a semicolon.
 */
record Script(List<String> statements) {

  /** A file of the package's resources, for instance {@code postgres} and {@code 2-lock.sql}. */
  static Script read(String folder, String file) {
    String resource = folder + "/" + file;
    try (InputStream in = Script.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks its SQL file " + resource);
      }
      return parse(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the SQL file " + resource, e);
    }
  }

  static Script parse(String text) {
    String code =
        text.lines()
            .filter(line -> !line.stripLeading().startsWith("--"))
            .collect(Collectors.joining("\n"));
    return new Script(
        Arrays.stream(code.split(";", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList());
  }

  /** The script with {@code ${name}} replaced. */
  Script with(String name, String value) {
    return new Script(statements.stream().map(s -> s.replace("${" + name + "}", value)).toList());
  }

  void run(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The statement of a script that has one. */
  String single() {
    if (statements.size() != 1) {
      throw new IllegalStateException("one statement expected, there are " + statements.size());
    }
    return statements.get(0);
  }
}
