package io.tweetsentiment.standalone.parts;

import java.util.function.BooleanSupplier;

/**
 * A part in this JVM that only reports whether it runs.
 *
 * @param name name in {@code /status}
 * @param address address for clients
 * @param running whether it runs
 * @param stop stops it
 */
public record InProcessPart(String name, String address, BooleanSupplier running, Runnable stop)
    implements RunningPart {

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public boolean alive() {
    return running.getAsBoolean();
  }

  @Override
  public void close() {
    stop.run();
  }
}
