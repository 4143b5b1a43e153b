package io.tweetsentiment.standalone.page;

import java.util.List;

/** A statement with a question mark for each of its values, in the same order. */
record BoundSql(String text, List<Object> values) {

  BoundSql {
    values = List.copyOf(values);
  }
}
