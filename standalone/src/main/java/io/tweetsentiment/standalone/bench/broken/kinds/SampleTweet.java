package io.tweetsentiment.standalone.bench.broken.kinds;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** A valid tweet in the forms into which the kinds put their faults. */
public final class SampleTweet {

  /** The topic of all tweets of the file. */
  public static final String TOPIC = "mix";

  public static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  public static final Duration SPAN = Duration.ofHours(3);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TEXTS =
      List.of("I love this tea", "this is awful", "served at eight", "grüße ☕ — so nice 😀");

  private final String id;
  private final Random random;

  /**
   * Creates a tweet.
   *
   * @param id its id: the marker, if the record will be broken
   * @param random source of the values that do not matter
   */
  public SampleTweet(String id, Random random) {
    this.id = id;
    this.random = random;
  }

  String id() {
    return id;
  }

  Random random() {
    return random;
  }

  /** Random bytes. */
  byte[] garbage(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  Instant createdAt() {
    return START.plusMillis((long) (random.nextDouble() * (SPAN.toMillis() - 1)));
  }

  /** The tweet as X returns it. */
  public ObjectNode tweet() {
    ObjectNode tweet = JSON.createObjectNode();
    tweet.put("id", id);
    tweet.put("text", TEXTS.get(random.nextInt(TEXTS.size())) + " " + random.nextInt(1_000));
    tweet.put("created_at", createdAt().toString());
    tweet.put("author_id", "9");
    tweet.put("lang", "en");
    return tweet;
  }

  private ObjectNode whole() {
    ObjectNode line = JSON.createObjectNode();
    line.set("data", tweet());
    ObjectNode user = line.putObject("includes").putArray("users").addObject();
    user.put("id", "9").put("username", "user").put("name", "A User").put("location", "Here");
    line.put("topic", TOPIC);
    return line;
  }

  /** A valid line. */
  public String line() {
    return whole().toString();
  }

  /** A line with a change. */
  Draft line(Consumer<ObjectNode> change) {
    ObjectNode line = whole();
    change.accept(line);
    return Draft.of(line.toString());
  }

  /** A line with a change in its tweet. */
  Draft data(Consumer<ObjectNode> change) {
    return line(line -> change.accept((ObjectNode) line.get("data")));
  }

  /** A line with a change in its author. */
  Draft author(Consumer<ObjectNode> change) {
    return line(line -> change.accept((ObjectNode) line.at("/includes/users/0")));
  }

  /** A line whose tweet is this JSON. */
  Draft instead(String data) {
    return Draft.of("{\"data\":" + data + ",\"topic\":\"" + TOPIC + "\"}");
  }

  /** A line in which some text is replaced. */
  Draft replaced(String part, String by) {
    return Draft.of(line().replace(part, by));
  }

  /** A line whose tweet has a member twice. */
  Draft twice(String member, String json) {
    return replaced("{\"data\":{", "{\"data\":{\"" + member + "\":" + json + ",");
  }

  /** A line in another encoding. */
  Draft encoded(Charset charset) {
    return Draft.of(line().getBytes(charset));
  }

  /** A line with the given bytes in the middle of its text. */
  Draft bytesInText(int... bytes) {
    byte[] line = data(tweet -> tweet.put("text", "a @@ b")).value();
    int at = new String(line, UTF_8).indexOf("@@");
    byte[] changed = new byte[line.length - 2 + bytes.length];
    System.arraycopy(line, 0, changed, 0, at);
    for (int i = 0; i < bytes.length; i++) {
      changed[at + i] = (byte) bytes[i];
    }
    System.arraycopy(line, at + 2, changed, at + bytes.length, line.length - at - 2);
    return Draft.of(changed);
  }
}
