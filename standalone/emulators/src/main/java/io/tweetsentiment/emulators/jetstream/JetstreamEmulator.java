package io.tweetsentiment.emulators.jetstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.emulators.wire.LoopbackServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Serves a session: lines of frames in their order, and lines that begin with {@code #}, each of
 * which acts once: {@code #cut} drops the connection, {@code #close} ends it properly, {@code #busy
 * N} answers the next N connections with 503, and {@code #frame JSON} sends a frame without a time.
 * A connection gets the frames from its cursor on, which is inclusive and in microseconds; one
 * without a cursor gets all. After the last frame it stays open.
 *
 * <p>Three lines act in every connection: {@code #oldest MICROS}, anywhere in the session, refuses
 * an earlier cursor in the second generation; {@code #broken MICROS} sends a frame that is no UTF-8
 * to a cursor that is not behind this time; {@code #error JSON} sends a frame and ends it.
 *
 * <p>{@code /subscribe} is the first generation of the protocol. {@code
 * /xrpc/network.bsky.jetstream.subscribeEvents} is the second one, which refuses the parameters of
 * the first one. A session has frames of one generation.
 */
public final class JetstreamEmulator implements AutoCloseable {

  /** Path of the first generation. */
  public static final String FIRST = "/subscribe";

  /** Path of the second generation. */
  public static final String SECOND = "/xrpc/network.bsky.jetstream.subscribeEvents";

  private static final String ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer frames are sent in two parts, which clients must put together. */
  private static final int WHOLE = 400;

  private static final String TOO_OLD = "400 Cursor Too Old";
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int FINAL = 0x80;
  private static final int GOING_AWAY = 1001;

  private final List<String> session;
  private final ServerSocket server;
  private final Set<Integer> acted = new HashSet<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
  private int busy;

  private JetstreamEmulator(List<String> session, ServerSocket server) {
    this.session = List.copyOf(session);
    this.server = server;
  }

  /** Serves a session on any free port of this machine. */
  public static JetstreamEmulator start(List<String> session) {
    try {
      ServerSocket server = new ServerSocket(0, 50, LoopbackServer.freePort().getAddress());
      JetstreamEmulator emulator = new JetstreamEmulator(session, server);
      thread(emulator::accept);
      return emulator;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A session made by hand, with reconnections, repeats, edits and deletions. It is about the
   * climate, on 2 March 2026 from 12:00 UTC on, and ends after 12:01.
   *
   * @param path {@link #FIRST} or {@link #SECOND}
   */
  public static List<String> session(String path) {
    String name = path.equals(FIRST) ? "session-1.jsonl" : "session-2.jsonl";
    try (InputStream in = JetstreamEmulator.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "jetstream-emulator");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The address of a generation.
   *
   * @param path {@link #FIRST} or {@link #SECOND}
   */
  public URI uri(String path) {
    return URI.create("ws://" + LoopbackServer.HOST + ":" + server.getLocalPort() + path);
  }

  /** Paths and parameters of all connections so far. */
  public List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        thread(() -> serve(socket));
      } catch (IOException e) {
        // The server is closed, or the next client may have more luck.
      }
    }
  }

  private void serve(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      URI asked = URI.create(in.readLine().split(" ", -1)[1]);
      String key = "";
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
          key = line.substring(18).strip();
        }
      }
      requests.add(asked.toString());
      Optional<String> refusal = refusal(asked);
      if (refusal.isPresent()) {
        answer(out, refusal.get());
        socket.close();
        return;
      }
      out.write(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + accept(key)
                  + "\r\n\r\n")
              .getBytes(ISO_8859_1));
      if (!play(out, cursor(asked))) {
        socket.close();
      }
    } catch (IOException | RuntimeException e) {
      // The client has gone.
    }
  }

  private static void answer(DataOutputStream out, String status) throws IOException {
    String body =
        status.equals(TOO_OLD)
            ? "{\"error\":\"CursorTooOld\",\"message\":\"the cursor is no longer kept\"}"
            : "";
    out.write(
        ("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
            .getBytes(ISO_8859_1));
    out.flush();
  }

  private synchronized Optional<String> refusal(URI asked) {
    if (busy > 0) {
      busy--;
      return Optional.of("503 Service Unavailable");
    }
    String query = Optional.ofNullable(asked.getQuery()).orElse("");
    return switch (asked.getPath()) {
      case FIRST -> Optional.empty();
      case SECOND ->
          query.contains("wanted")
              ? Optional.of("400 Bad Request")
              : isTooOld(cursor(asked)) ? Optional.of(TOO_OLD) : Optional.empty();
      default -> Optional.of("404 Not Found");
    };
  }

  private boolean isTooOld(long cursor) {
    return cursor > 0
        && session.stream()
            .filter(line -> line.startsWith("#oldest"))
            .anyMatch(line -> cursor < number(line));
  }

  private static long number(String line) {
    return Long.parseLong(line.substring(line.indexOf(' ')).strip());
  }

  private static long cursor(URI asked) {
    for (String parameter : Optional.ofNullable(asked.getQuery()).orElse("").split("&", -1)) {
      if (parameter.startsWith("cursor=")) {
        return Long.parseLong(parameter.substring("cursor=".length()));
      }
    }
    return 0;
  }

  /** Plays the session; returns whether the connection stays open. */
  private boolean play(DataOutputStream out, long cursor) throws IOException {
    write(out, FINAL | PING, new byte[0]);
    for (int i = 0; i < session.size(); i++) {
      String line = session.get(i);
      if (line.startsWith("#error")) {
        text(out, line.substring("#error".length()).strip().getBytes(UTF_8));
        out.flush();
        return false;
      } else if (line.startsWith("#broken")) {
        if (cursor <= number(line)) {
          write(out, FINAL | TEXT, new byte[] {(byte) 0xC3, (byte) 0x28});
          out.flush();
        }
      } else if (line.startsWith("#")) {
        if (!line.startsWith("#oldest") && actsNow(i)) {
          if (line.startsWith("#frame")) {
            text(out, line.substring("#frame".length()).strip().getBytes(UTF_8));
          } else if (line.startsWith("#busy")) {
            busy(Integer.parseInt(line.substring("#busy".length()).strip()));
          } else if (line.startsWith("#close")) {
            ByteArrayOutputStream code = new ByteArrayOutputStream();
            new DataOutputStream(code).writeShort(GOING_AWAY);
            write(out, FINAL | CLOSE, code.toByteArray());
            return true;
          } else {
            out.flush();
            return false;
          }
        }
      } else if (!line.isBlank() && micros(line) >= cursor) {
        text(out, line.getBytes(UTF_8));
      }
    }
    out.flush();
    return true;
  }

  private synchronized boolean actsNow(int line) {
    return acted.add(line);
  }

  private synchronized void busy(int connections) {
    busy = connections;
  }

  /** The time of a frame; what has none is sent to everyone. */
  private static long micros(String frame) {
    try {
      JsonNode json = JSON.readTree(frame);
      JsonNode payload = json.path("payload");
      String time = payload.path("witnessedAt").asText(payload.path("time").asText(""));
      return time.isEmpty()
          ? json.path("time_us").asLong(Long.MAX_VALUE)
          : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  private static void text(DataOutputStream out, byte[] content) throws IOException {
    if (content.length <= WHOLE) {
      write(out, FINAL | TEXT, content);
      return;
    }
    write(out, TEXT, Arrays.copyOfRange(content, 0, WHOLE));
    write(out, FINAL, Arrays.copyOfRange(content, WHOLE, content.length));
  }

  private static void write(DataOutputStream out, int head, byte[] content) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    DataOutputStream bytes = new DataOutputStream(frame);
    bytes.write(head);
    if (content.length < 126) {
      bytes.write(content.length);
    } else if (content.length < 1 << 16) {
      bytes.write(126);
      bytes.writeShort(content.length);
    } else {
      bytes.write(127);
      bytes.writeLong(content.length);
    }
    bytes.write(content);
    out.write(frame.toByteArray());
  }

  private static String accept(String key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder().encodeToString(sha.digest((key + ACCEPT).getBytes(ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** Drops all connections. */
  @Override
  public void close() {
    try {
      server.close();
      synchronized (open) {
        for (Socket socket : open) {
          socket.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
