package io.tweetsentiment.standalone.page;

import java.util.List;

/** A statement with one question mark for each of its values, in their order. */
record BoundSql(String text, List<Object> values) {

  BoundSql {
    values = List.copyOf(values);
  }
}
