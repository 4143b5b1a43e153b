package io.tweetsentiment.sql.warehouse;

import io.tweetsentiment.settings.SettingsException;
import java.util.Locale;

/** The two supported databases, each with its folder of SQL files. */
public enum Dialect {
  POSTGRES("jdbc:postgresql:"),
  REDSHIFT("jdbc:redshift:");

  private final String prefix;

  Dialect(String prefix) {
    this.prefix = prefix;
  }

  /** The dialect of a JDBC address. */
  public static Dialect of(String jdbcUrl) {
    for (Dialect dialect : values()) {
      if (jdbcUrl.startsWith(dialect.prefix)) {
        return dialect;
      }
    }
    throw new SettingsException(
        "jdbc.url does not start with " + POSTGRES.prefix + " or " + REDSHIFT.prefix + ".");
  }

  public SqlScript create() {
    return SqlScript.read(folder(), "1-create.sql");
  }

  public SqlScript lock() {
    return SqlScript.read(folder(), "2-lock.sql");
  }

  public SqlScript stage(WarehouseTable table) {
    return SqlScript.read(folder(), "3-stage-" + table.tableName() + ".sql");
  }

  public SqlScript copy(WarehouseTable table) {
    return SqlScript.read(folder(), "4-copy-" + table.tableName() + ".sql");
  }

  public SqlScript merge(WarehouseTable table) {
    return SqlScript.read(folder(), "5-merge-" + table.tableName() + ".sql");
  }

  private String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
