package io.tweetsentiment.producer.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of the S3 object {@code spent}.
 *
 * @param writes marks of the last writes, so that a writer whose answer was lost finds its own
 */
record SpentObject(Spending spent, List<String> writes) {

  static final SpentObject NONE = new SpentObject(Spending.NONE, List.of());

  /** So many machines can write before a writer looks whether its own write is there. */
  private static final int REMEMBERED = 50;

  boolean has(String mark) {
    return writes.contains(mark);
  }

  SpentObject plus(Spending more, String mark) {
    List<String> last = new ArrayList<>(writes);
    last.add(mark);
    return new SpentObject(
        spent.plus(more), last.subList(Math.max(0, last.size() - REMEMBERED), last.size()));
  }

  byte[] bytes() throws IOException {
    ObjectNode json = (ObjectNode) Checkpoint.JSON.readTree(spent.json());
    writes.forEach(json.putArray("writes")::add);
    return json.toString().getBytes(UTF_8);
  }

  static SpentObject of(byte[] content) throws IOException {
    JsonNode json = Checkpoint.JSON.readTree(content);
    List<String> writes = new ArrayList<>();
    json.path("writes").forEach(mark -> writes.add(mark.asText()));
    return new SpentObject(Spending.of(json), writes);
  }
}
