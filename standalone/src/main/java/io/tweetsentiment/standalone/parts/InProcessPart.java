package io.tweetsentiment.standalone.parts;

import java.util.function.BooleanSupplier;

/**
 * A part that lives in this JVM and says nothing more of itself than whether it runs.
 *
 * @param name name as it stands in {@code /status}
 * @param address where clients reach it
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
