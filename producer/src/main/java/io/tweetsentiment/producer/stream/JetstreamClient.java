package io.tweetsentiment.producer.stream;

import io.tweetsentiment.producer.failure.IngestException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections to Jetstream. */
final class JetstreamClient {

  private static final Logger log = LoggerFactory.getLogger(JetstreamClient.class);
  private static final Duration CONNECTING = Duration.ofSeconds(30);
  private static final int BAD_REQUEST = 400;

  /** Name of the error in both an answer and a frame. */
  static final String TOO_OLD = "CursorTooOld";

  private final StreamConfig config;
  private final HttpClient http;

  JetstreamClient(StreamConfig config, HttpClient http) {
    this.config = config;
    this.http = http;
  }

  /** The server no longer has the events of the cursor. */
  static final class CursorTooOldException extends Exception {

    private static final long serialVersionUID = 1L;

    CursorTooOldException(String message) {
      super(message);
    }
  }

  /** The address of a connection that begins at a time, 0 for now. */
  URI address(long cursor) {
    String parameters =
        config.secondGeneration()
            ? "kinds=commit&kinds=account&collections=" + JetstreamFrame.POSTS
            : "wantedCollections=" + JetstreamFrame.POSTS;
    return URI.create(
        config.jetstream() + "?" + parameters + (cursor > 0 ? "&cursor=" + cursor : ""));
  }

  /**
   * Connects.
   *
   * @param worked whether the address has worked before, so that a refusal may pass
   * @throws IngestException when the server refuses the address
   * @throws IOException when another attempt may succeed
   */
  JetstreamConnection connect(long cursor, boolean worked)
      throws IOException, InterruptedException, CursorTooOldException {
    URI address = address(cursor);
    JetstreamConnection connection = new JetstreamConnection();
    CompletableFuture<WebSocket> opening =
        http.newWebSocketBuilder().connectTimeout(CONNECTING).buildAsync(address, connection);
    boolean opened = false;
    try {
      opening.get(CONNECTING.toSeconds() * 2, TimeUnit.SECONDS);
      opened = true;
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof CompletionException inner ? inner.getCause() : e.getCause();
      throw refusal(address, cursor, worked, cause);
    } catch (TimeoutException e) {
      throw new IOException("no answer from " + address.getHost(), e);
    } finally {
      if (!opened) {
        connection.close();
        opening.cancel(true);
      }
    }
    log.info("connected to {}", address);
    return connection;
  }

  private static IOException refusal(URI address, long cursor, boolean worked, Throwable cause)
      throws CursorTooOldException {
    if (!(cause instanceof WebSocketHandshakeException handshake)) {
      return new IOException(address.getHost() + ": " + cause, cause);
    }
    int status = handshake.getResponse().statusCode();
    String body = Objects.toString(handshake.getResponse().body(), "");
    if (status == BAD_REQUEST && cursor > 0 && body.contains(TOO_OLD)) {
      throw new CursorTooOldException(body);
    }
    if (!worked && status >= BAD_REQUEST && status < 500 && status != 408 && status != 429) {
      throw new IngestException(
          address.getHost()
              + " answered "
              + status
              + " to "
              + address
              + (body.isBlank() ? "" : ": " + shortened(body))
              + ". Check jetstream.url: its path tells the generation of the protocol.",
          cause);
    }
    return new IOException(address.getHost() + " answered " + status, cause);
  }

  private static String shortened(String body) {
    String line = body.strip().replaceAll("\\s+", " ");
    return line.length() > 200 ? line.substring(0, 200) + "..." : line;
  }
}
