package io.tweetsentiment.producer.stream;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The frames of one connection, in their order. The server sends no more than is read, so memory is
 * bounded.
 *
 * <p>Threading: the client's threads fill the queue, one reader empties it.
 */
final class JetstreamConnection implements WebSocket.Listener, AutoCloseable {

  /** Frames that may wait for the reader. */
  private static final int AHEAD = 1_000;

  /** Of a longer frame, only so many characters are kept; a post has a few thousand. */
  private static final int LONGEST = 1 << 20;

  private final BlockingQueue<Received> queue = new LinkedBlockingQueue<>();
  private final StringBuilder frame = new StringBuilder();
  private volatile WebSocket socket;
  private volatile boolean closed;

  /** A frame, or why there are no more. */
  private record Received(String frame, String end, boolean malformed) {}

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    if (closed) {
      // It was given up before it opened.
      opened.abort();
      return;
    }
    opened.request(AHEAD);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    frame.append(part, 0, Math.min(part.length(), LONGEST - frame.length()));
    if (last) {
      queue.add(new Received(frame.toString(), null, false));
      frame.setLength(0);
    } else {
      from.request(1);
    }
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    queue.add(
        new Received(
            null, "the server closed it: " + code + (reason.isEmpty() ? "" : " " + reason), false));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    queue.add(
        new Received(
            null,
            String.valueOf(error.getMessage() == null ? error : error.getMessage()),
            error instanceof ProtocolException));
  }

  /**
   * The next frame; empty when none comes in time.
   *
   * @throws ProtocolException when the server sent what is no frame
   * @throws IOException when the connection has ended
   */
  Optional<String> next(Duration patience) throws IOException, InterruptedException {
    Received received = queue.poll(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
    if (received == null) {
      return Optional.empty();
    }
    if (received.malformed()) {
      throw new ProtocolException(received.end());
    }
    if (received.end() != null) {
      throw new IOException(received.end());
    }
    socket.request(1);
    return Optional.of(received.frame());
  }

  @Override
  public void close() {
    closed = true;
    WebSocket opened = socket;
    if (opened != null) {
      opened.abort();
    }
  }
}
