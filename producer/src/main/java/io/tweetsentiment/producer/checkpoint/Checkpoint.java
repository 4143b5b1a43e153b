package io.tweetsentiment.producer.checkpoint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.producer.plan.Slice;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a slice has come. Everything that it counts is acknowledged.
 *
 * @param slice {@link Slice#id}
 * @param state what becomes of the slice
 * @param fetched tweets that were fetched from X, including those of pages that were fetched again
 * @param counts what was sent
 * @param acknowledged greatest sequence number by shard
 * @param pages number of pages that were sent
 * @param next X's token of the next page; null before the first page and after the last one
 * @param at when this was recorded, ISO-8601; null in checkpoints of earlier versions
 * @param attempts number of times that the slice failed
 * @param reason why it failed or is lost; null in other states
 * @param errors number of errors that X reported beside tweets, by kind
 */
public record Checkpoint(
    String slice,
    State state,
    long fetched,
    SentCounts counts,
    Map<String, String> acknowledged,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int pages,
    @JsonInclude(JsonInclude.Include.NON_NULL) String next,
    @JsonInclude(JsonInclude.Include.NON_NULL) String at,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int attempts,
    @JsonInclude(JsonInclude.Include.NON_NULL) String reason,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Long> errors) {

  /** What becomes of a slice. */
  public enum State {
    /** Pages are left. */
    OPEN,
    /** Pages are left, and the last attempt at the next one failed. */
    FAILED,
    /** X no longer finds its tweets, because they are too old for the endpoint. */
    LOST,
    /** All of it is sent. */
    DONE
  }

  static final ObjectMapper JSON = new ObjectMapper();

  /** The kind of error under which expired tokens are counted. */
  private static final String REFETCHES = "expired-page-token";

  public Checkpoint {
    state = state == null ? State.DONE : state;
    errors = errors == null ? Map.of() : new TreeMap<>(errors);
  }

  /** A slice that is sent completely. */
  public Checkpoint(
      String slice, long fetched, SentCounts counts, Map<String, String> acknowledged) {
    this(slice, State.DONE, fetched, counts, acknowledged, 0, null, null, 0, null, Map.of());
  }

  /** A slice of which nothing is sent. */
  public static Checkpoint begun(String slice) {
    return new Checkpoint(
        slice, State.OPEN, 0, SentCounts.NONE, Map.of(), 0, null, null, 0, null, Map.of());
  }

  /**
   * Adds a page.
   *
   * @param came number of tweets that X sent
   * @param sent what was sent of it
   * @param all greatest sequence number by shard, over all pages
   * @param token of the next page; empty when this is the last one
   * @param problems errors beside the tweets, by kind
   */
  public Checkpoint page(
      int came,
      SentCounts sent,
      Map<String, String> all,
      Optional<String> token,
      Map<String, Long> problems,
      Instant now) {
    Map<String, Long> sum = new TreeMap<>(errors);
    problems.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
    return new Checkpoint(
        slice,
        token.isPresent() ? State.OPEN : State.DONE,
        fetched + came,
        counts.plus(sent),
        all,
        pages + 1,
        token.orElse(null),
        now.toString(),
        token.isPresent() ? attempts : 0,
        null,
        sum);
  }

  /** The slice from its first page on. What its pages have cost stays counted. */
  public Checkpoint again() {
    return new Checkpoint(
        slice,
        State.OPEN,
        fetched,
        SentCounts.NONE,
        acknowledged,
        0,
        null,
        at,
        attempts,
        null,
        Map.of(REFETCHES, (long) refetches() + 1));
  }

  /** How often the slice was begun again because X no longer accepted a token. */
  public int refetches() {
    return errors.getOrDefault(REFETCHES, 0L).intValue();
  }

  public Checkpoint failed(String why, Instant now) {
    return ended(State.FAILED, why, attempts + 1, now);
  }

  public Checkpoint lost(String why, Instant now) {
    return ended(State.LOST, why, attempts, now);
  }

  /** A source that was read to its present end; a later start goes on there. */
  public Checkpoint ended(Instant now) {
    return ended(State.DONE, null, 0, now);
  }

  private Checkpoint ended(State as, String why, int failures, Instant now) {
    return new Checkpoint(
        slice,
        as,
        fetched,
        counts,
        acknowledged,
        pages,
        next,
        now.toString(),
        failures,
        why,
        errors);
  }

  /** The same under another id. */
  Checkpoint named(String id) {
    return new Checkpoint(
        id, state, fetched, counts, acknowledged, pages, next, at, attempts, reason, errors);
  }

  @JsonIgnore
  public boolean isDone() {
    return state == State.DONE;
  }

  /** The checkpoint as one line of JSON, without a line break. */
  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a checkpoint is plain JSON", e);
    }
  }

  static Checkpoint of(String json) throws IOException {
    Checkpoint checkpoint = JSON.readValue(json, Checkpoint.class);
    if (checkpoint.slice == null || checkpoint.counts == null || checkpoint.acknowledged == null) {
      throw new IOException("not a checkpoint: " + json);
    }
    return checkpoint;
  }
}
