package io.tweetsentiment.emulators.kinesis;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** An emulator in its own JVM, which a test kills. Prints its port. */
public final class KinesisProcess {
  private KinesisProcess() {}

  public static void main(String[] args) throws InterruptedException {
    try (KinesisEmulator emulator =
        KinesisEmulator.start(Path.of(args[0]), Map.of(), Clock.systemUTC())) {
      System.out.println(emulator.port());
      new CountDownLatch(1).await();
    }
  }
}
