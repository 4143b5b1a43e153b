package io.tweetsentiment.standalone.x;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * What the index needs to know about a line.
 *
 * @param malformed the line is not JSON, or has no {@code data.id}
 * @param topic null when the line names none
 * @param createdAt null when it is missing or no time
 */
record LineFacts(boolean malformed, String topic, Instant createdAt) {
  private static final LineFacts MALFORMED = new LineFacts(true, null, null);
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads a line once from end to end without building a tree of it. */
  static LineFacts of(byte[] line) {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return MALFORMED;
      }
      String id = null;
      String topic = null;
      Instant createdAt = null;
      String parent = null;
      int depth = 1;
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          return MALFORMED;
        }
        if (token.isStructStart()) {
          parent = depth == 1 ? parser.currentName() : parent;
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.VALUE_STRING) {
          String name = parser.currentName();
          if (depth == 1 && "topic".equals(name)) {
            topic = parser.getText();
          } else if (depth == 2 && "data".equals(parent) && "id".equals(name)) {
            id = parser.getText();
          } else if (depth == 2 && "data".equals(parent) && "created_at".equals(name)) {
            createdAt = time(parser.getText());
          }
        }
      }
      boolean whole = id != null && !id.isEmpty() && parser.nextToken() == null;
      return whole ? new LineFacts(false, topic, createdAt) : MALFORMED;
    } catch (IOException e) {
      return MALFORMED;
    }
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
