package io.tweetsentiment.standalone.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The rows of one query. Values are milliseconds since the epoch in a column of kind {@code time},
 * numbers in a column of kind {@code number}, and text otherwise; null for NULL.
 */
record QueryResult(List<Column> columns, List<List<Object>> rows) {

  record Column(String name, Kind kind) {}

  enum Kind {
    @JsonProperty("time")
    TIME,
    @JsonProperty("number")
    NUMBER,
    @JsonProperty("text")
    TEXT
  }
}
