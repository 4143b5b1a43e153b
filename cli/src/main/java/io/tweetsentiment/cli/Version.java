package io.tweetsentiment.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import picocli.CommandLine.IVersionProvider;

/** The version of the project, from a resource that the build writes. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
      return new String[] {Program.NAME + " " + new String(in.readAllBytes(), UTF_8).strip()};
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
