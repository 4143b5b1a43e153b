package io.tweetsentiment.standalone.cli;

import io.tweetsentiment.cli.CommandException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Edits a value with a command of the shell. */
final class ValueEditor {

  private static final Logger LOG = LoggerFactory.getLogger(ValueEditor.class);

  private final String command;

  ValueEditor(String command) {
    this.command = command;
  }

  /**
   * Runs the command.
   *
   * @param value its input; null is empty
   * @return its output; empty when it ends with another code than 0
   */
  Optional<byte[]> edit(byte[] value) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", command).redirectError(Redirect.INHERIT).start();
      // Written beside the reading, or two full pipes would wait for each other.
      CompletableFuture<Void> written =
          CompletableFuture.runAsync(() -> write(process, value == null ? new byte[0] : value));
      byte[] edited = process.getInputStream().readAllBytes();
      int code = process.waitFor();
      written.join();
      return code == 0 ? Optional.of(edited) : Optional.empty();
    } catch (IOException e) {
      throw CommandException.failed(
          "the command of --edit cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted while a value was edited", e);
    }
  }

  private static void write(Process process, byte[] value) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(value);
    } catch (IOException e) {
      // A command that does not read its input closes it; its exit code decides.
      LOG.debug("the command of --edit has closed its input", e);
    }
  }
}
