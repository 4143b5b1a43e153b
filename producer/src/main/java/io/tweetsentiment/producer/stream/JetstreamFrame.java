package io.tweetsentiment.producer.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.schemas.rules.TweetObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Reads the frames of both generations of Jetstream. The first one ({@code /subscribe}) sends
 * {@code {"did", "time_us", "kind", "commit"}}; the second one ({@code
 * /xrpc/network.bsky.jetstream.subscribeEvents}) sends {@code {"$type": "message", "payload":
 * {"$type": "...#commit", "did", "time", ...}}}.
 */
final class JetstreamFrame {

  /** The collection of posts. */
  static final String POSTS = "app.bsky.feed.post";

  private static final Pattern DID = Pattern.compile("did:[a-z]+:[A-Za-z0-9._:%-]+");
  private static final Pattern RECORD_KEY = Pattern.compile("[A-Za-z0-9_~.:-]+");

  private JetstreamFrame() {}

  /** The frame is not what the protocol describes; the message says why. */
  static final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  /**
   * Reads a frame.
   *
   * @throws UnreadableException when it is neither
   */
  static JetstreamEvent read(String frame) throws UnreadableException {
    JsonNode json;
    try {
      json = TweetObject.parse(frame.getBytes(UTF_8));
    } catch (TweetObject.UnreadableException e) {
      throw new UnreadableException(e.getMessage(), e);
    }
    return switch (json.path("$type").asText("")) {
      case "message" -> second(json.path("payload"));
      case "error" ->
          new JetstreamEvent.Refused(
              json.path("error").asText("no error named"), json.path("message").asText(""));
      default -> first(json);
    };
  }

  private static JetstreamEvent first(JsonNode json) throws UnreadableException {
    JsonNode time = json.path("time_us");
    long micros = time.canConvertToLong() ? time.asLong() : 0;
    String kind = json.path("kind").asText("");
    if (micros <= 0 && (isRead(kind) || kind.isEmpty())) {
      throw new UnreadableException("the frame has no time_us", null);
    }
    String did = json.path("did").asText("");
    return switch (kind) {
      case "commit" -> commit(did, json.path("commit"), micros);
      case "account" -> account(did, json.path("account"), micros);
      default -> new JetstreamEvent.Other(Math.max(0, micros));
    };
  }

  /** Whether a kind of event says something about posts. Others may have any form. */
  private static boolean isRead(String kind) {
    return kind.equals("commit") || kind.equals("account");
  }

  private static JetstreamEvent second(JsonNode payload) throws UnreadableException {
    String type = payload.path("$type").asText("");
    String kind = type.substring(type.indexOf('#') + 1);
    if (kind.equals("info")) {
      return new JetstreamEvent.Notice(
          payload.path("name").asText(""), payload.path("message").asText(""));
    }
    long micros = 0;
    try {
      micros = micros(payload);
    } catch (UnreadableException e) {
      if (isRead(kind) || kind.isEmpty()) {
        throw e;
      }
    }
    String did = payload.path("did").asText("");
    return switch (kind) {
      case "commit" -> commit(did, payload, micros);
      case "account" -> account(did, payload.path("account"), micros);
      default -> new JetstreamEvent.Other(micros);
    };
  }

  /** What a cursor of microseconds refers to; servers of before it have only the display time. */
  private static long micros(JsonNode payload) throws UnreadableException {
    String time = payload.path("witnessedAt").asText(payload.path("time").asText(""));
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    } catch (DateTimeParseException e) {
      throw new UnreadableException("the frame has the time '" + time + "'", e);
    }
  }

  private static JetstreamEvent commit(String did, JsonNode commit, long micros)
      throws UnreadableException {
    if (!commit.path("collection").asText("").equals(POSTS)) {
      return new JetstreamEvent.Other(micros);
    }
    String rkey = commit.path("rkey").asText("");
    if (!DID.matcher(did).matches() || !RECORD_KEY.matcher(rkey).matches()) {
      throw new UnreadableException("did '" + did + "' with rkey '" + rkey + "' is no post", null);
    }
    return switch (commit.path("operation").asText("")) {
      case "create", "update" ->
          new JetstreamEvent.Written(
              did,
              rkey,
              commit.path("operation").asText().equals("update"),
              commit.path("cid").asText(""),
              commit.path("record"),
              micros);
      case "delete" -> new JetstreamEvent.Deleted(did, rkey, micros);
      default -> new JetstreamEvent.Other(micros);
    };
  }

  /** Other reasons for which an account is not active can be taken back; a deletion cannot. */
  private static JetstreamEvent account(String did, JsonNode account, long micros) {
    boolean deleted =
        account.path("active").isBoolean()
            && !account.path("active").booleanValue()
            && account.path("status").asText("").equals("deleted");
    return deleted && DID.matcher(did).matches()
        ? new JetstreamEvent.AccountDeleted(did, micros)
        : new JetstreamEvent.Other(micros);
  }
}
