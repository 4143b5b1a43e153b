package io.tweetsentiment.emulators.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The events of one answer that is a stream. Threading: one caller at a time. */
public interface AwsEvents extends AutoCloseable {

  /** Opens the streams of a service. */
  @FunctionalInterface
  interface Opener {
    /**
     * Returns the events of a call; empty if the operation answers with one object.
     *
     * @throws AwsErrorException if the call is refused
     */
    Optional<AwsEvents> open(String operation, JsonNode input, AwsEncoding wire);
  }

  /** The type of all events. */
  String type();

  /** Returns the next event; empty if there is none at the moment. */
  Optional<ObjectNode> poll();

  /** Whether no event will follow. */
  boolean ended();

  /** Ends the stream; also called when the client has gone. */
  @Override
  void close();
}
