package io.tweetsentiment.standalone.parts;

/** A running part of the pipeline. Closing it stops it; closing twice is harmless. */
public interface Part extends AutoCloseable {

  /** Name as it stands in {@code /status}. */
  String name();

  /** Where clients reach it: {@code host:port} or a URL. */
  String address();

  /** Process that it lives in. */
  long pid();

  /** Whether it still runs. */
  boolean alive();

  @Override
  void close();
}
