package io.tweetsentiment.sql;

import io.tweetsentiment.settings.SettingsException;
import java.util.Locale;

/** The two databases, each with its folder of SQL. */
enum Dialect {
  POSTGRES("jdbc:postgresql:"),
  REDSHIFT("jdbc:redshift:");

  private final String prefix;

  Dialect(String prefix) {
    this.prefix = prefix;
  }

  /** The dialect of a JDBC address. */
  static Dialect of(String jdbcUrl) {
    for (Dialect dialect : values()) {
      if (jdbcUrl.startsWith(dialect.prefix)) {
        return dialect;
      }
    }
    throw new SettingsException(
        "jdbc.url does not start with " + POSTGRES.prefix + " or " + REDSHIFT.prefix + ".");
  }

  Script create() {
    return Script.read(folder(), "1-create.sql");
  }

  Script lock() {
    return Script.read(folder(), "2-lock.sql");
  }

  Script stage(WarehouseTable table) {
    return Script.read(folder(), "3-stage-" + table.tableName() + ".sql");
  }

  Script copy(WarehouseTable table) {
    return Script.read(folder(), "4-copy-" + table.tableName() + ".sql");
  }

  Script merge(WarehouseTable table) {
    return Script.read(folder(), "5-merge-" + table.tableName() + ".sql");
  }

  private String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
