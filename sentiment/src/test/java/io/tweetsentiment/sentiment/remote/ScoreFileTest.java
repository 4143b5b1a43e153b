package io.tweetsentiment.sentiment.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sentiment.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreFileTest {

  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration AGE = Duration.ofDays(30);

  @TempDir private Path folder;

  private ScoreFile open(String engine, long bytes, Instant now) throws IOException {
    return new ScoreFile(
        folder.resolve("scores.bin"), engine, bytes, AGE, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Scores scores(int i) {
    double positive = (i % 1000) / 1000.0;
    return new Scores(positive, 1 - positive, 0, 0);
  }

  @Test
  void shouldKeepScoresOfEngineRouteAndText() throws Exception {
    try (ScoreFile file = open("a-1", 1 << 16, NOW)) {
      file.put("en", "text", scores(1));
      file.put("en", "text", scores(2));
      file.put("de", "text", scores(3));
    }
    try (ScoreFile file = open("a-1", 1 << 16, NOW.plus(AGE))) {
      assertThat(file.find("en", "text")).contains(scores(2));
      assertThat(file.find("de", "text")).contains(scores(3));
      assertThat(file.find("en", "text ")).isEmpty();
      assertThat(file.find("e", "ntext")).isEmpty();
    }
    try (ScoreFile file = open("a-2", 1 << 16, NOW)) {
      assertThat(file.find("en", "text")).isEmpty();
    }
    try (ScoreFile file = open("a-1", 1 << 16, NOW.plus(AGE).plusMillis(1))) {
      assertThat(file.find("en", "text")).as("too old").isEmpty();
    }
  }

  @Test
  void shouldNeverExceedItsSizeAndKeepMostOfTheNewest() throws Exception {
    int bytes = 100_000;
    int texts = 20_000;
    try (ScoreFile file = open("a-1", bytes, NOW)) {
      for (int i = 0; i < texts; i++) {
        file.put("en", "text " + i, scores(i));
      }
      int found = 0;
      for (int i = 0; i < texts; i++) {
        if (file.find("en", "text " + i).isPresent()) {
          assertThat(file.find("en", "text " + i)).contains(scores(i));
          found++;
        }
      }
      assertThat(found).isGreaterThan(bytes / 64 * 9 / 10);
    }
    assertThat(Files.size(folder.resolve("scores.bin"))).isLessThanOrEqualTo(bytes);
    try (ScoreFile smaller = open("a-1", 10_000, NOW)) {
      smaller.put("en", "one", scores(7));
      assertThat(smaller.find("en", "one")).contains(scores(7));
    }
    assertThat(Files.size(folder.resolve("scores.bin"))).isLessThanOrEqualTo(10_000);
  }

  @Test
  void shouldReturnNothingWrongFromADamagedFile() throws Exception {
    Path place = folder.resolve("scores.bin");
    try (ScoreFile file = open("a-1", 30_000, NOW)) {
      for (int i = 0; i < 400; i++) {
        file.put("en", "text " + i, scores(i));
      }
    }
    Random random = new Random(1);
    byte[] sound = Files.readAllBytes(place);
    for (int n = 0; n < 200; n++) {
      byte[] damaged = sound.clone();
      for (int i = 0; i < 60; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Files.write(place, damaged);
      try (ScoreFile file = open("a-1", 30_000, NOW)) {
        for (int i = 0; i < 400; i++) {
          int text = i;
          file.find("en", "text " + i)
              .ifPresent(found -> assertThat(found).isEqualTo(scores(text)));
        }
      }
    }
  }
}
