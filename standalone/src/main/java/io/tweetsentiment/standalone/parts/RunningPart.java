package io.tweetsentiment.standalone.parts;

import java.util.Optional;

/** A running part of the pipeline. Closing it stops it; closing twice is harmless. */
public interface RunningPart extends AutoCloseable {

  /** Name as it stands in {@code /status}. */
  String name();

  /** Where clients reach it: {@code host:port} or a URL. */
  String address();

  /** Process that it lives in. */
  long pid();

  /** Whether it still runs. */
  boolean alive();

  /** Whether it only uses other parts. Such a part stops before those that it uses. */
  default boolean client() {
    return false;
  }

  /** Why it stopped on its own, where it knows. */
  default Optional<String> failure() {
    return Optional.empty();
  }

  @Override
  void close();
}
