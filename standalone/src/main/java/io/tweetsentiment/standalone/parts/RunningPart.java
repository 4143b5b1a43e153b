package io.tweetsentiment.standalone.parts;

import java.util.Optional;

/** A running part of the pipeline. {@code close} stops it and may be called twice. */
public interface RunningPart extends AutoCloseable {

  /** Its name in {@code /status}. */
  String name();

  /** Its address for clients: {@code host:port} or a URL. */
  String address();

  /** Id of its process. */
  long pid();

  /** Whether it still runs. */
  boolean alive();

  /** Whether it is only a client of other parts. Such a part stops before those that it uses. */
  default boolean client() {
    return false;
  }

  /** Why it stopped on its own, if known. */
  default Optional<String> failure() {
    return Optional.empty();
  }

  @Override
  void close();
}
