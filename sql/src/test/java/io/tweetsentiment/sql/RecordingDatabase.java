package io.tweetsentiment.sql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** A database that only records its statements; every query is empty and every count 0. */
final class RecordingDatabase {

  private final List<Update> updates = new ArrayList<>();
  private final List<String> statements = new ArrayList<>();

  /** Called before a statement is run. */
  interface Hook {
    void before(String sql) throws SQLException;
  }

  Hook hook = sql -> {};

  /** The rows that were inserted into a table, each with its values in their order. */
  List<List<Object>> inserted(String table, int columns) {
    List<List<Object>> rows = new ArrayList<>();
    for (Update update : updates) {
      if (update.sql().startsWith("INSERT INTO " + table + " ")) {
        for (int from = 0; from < update.values().size(); from += columns) {
          rows.add(update.values().subList(from, from + columns));
        }
      }
    }
    return rows;
  }

  private static List<Object> nullsAsText(Collection<Object> values) {
    return values.stream().map(value -> value == null ? "null" : value).toList();
  }

  private record Update(String sql, List<Object> values) {}

  /** Statements in order, parameters of prepared ones behind them, and commit and rollback. */
  List<String> statements() {
    return statements;
  }

  Connection connect() {
    return proxy(
        Connection.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "createStatement" -> statement();
              case "prepareStatement" -> prepared((String) arguments[0]);
              case "commit", "rollback" -> {
                statements.add(method.getName());
                yield null;
              }
              default -> null;
            });
  }

  private Statement statement() {
    return proxy(
        Statement.class,
        (self, method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            hook.before((String) arguments[0]);
            statements.add((String) arguments[0]);
            return method.getName().equals("execute") ? (Object) false : oneZero();
          }
          return null;
        });
  }

  private PreparedStatement prepared(String sql) {
    TreeMap<Integer, Object> parameters = new TreeMap<>();
    return proxy(
        PreparedStatement.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "executeQuery" -> {
                statements.add(sql + " " + parameters.values());
                yield none();
              }
              case "addBatch" -> {
                statements.add(sql + " " + parameters.values());
                yield null;
              }
              case "executeBatch" -> new int[0];
              case "executeUpdate" -> {
                statements.add(sql + " " + parameters.values());
                updates.add(new Update(sql, List.copyOf(nullsAsText(parameters.values()))));
                yield 1;
              }
              case "setNull" -> parameters.put((Integer) arguments[0], "null");
              case "close", "setFetchSize" -> null;
              default -> {
                parameters.put((Integer) arguments[0], arguments[1]);
                yield null;
              }
            });
  }

  private static ResultSet none() {
    return proxy(
        ResultSet.class,
        (self, method, arguments) -> method.getName().equals("next") ? (Object) false : null);
  }

  private static ResultSet oneZero() {
    return proxy(
        ResultSet.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "next" -> true;
              case "getLong" -> 0L;
              default -> null;
            });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            RecordingDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
