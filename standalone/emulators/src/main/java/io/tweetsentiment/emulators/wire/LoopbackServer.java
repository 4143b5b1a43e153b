package io.tweetsentiment.emulators.wire;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP server with a bounded number of threads, usually on 127.0.0.1. For development and tests:
 * it supports only HTTP/1.1 without TLS.
 */
public final class LoopbackServer implements AutoCloseable {

  /** The address that can be reached only from this machine. */
  public static final String HOST = "127.0.0.1";

  private static final int BACKLOG = 512;

  static {
    // Without it, each small response waits for the client's delayed acknowledgement (40 ms). The
    // server reads both properties once, when the first server in the JVM is created.
    setIfAbsent("sun.net.httpserver.nodelay", "true");
    // Longer than the idle time after which AWS clients close a connection (60 s). The client, not
    // the server, closes an idle connection, so no request is sent on a connection that the server
    // has just closed.
    setIfAbsent("sun.net.httpserver.idleInterval", "300");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private LoopbackServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /** Any free port of 127.0.0.1. */
  public static InetSocketAddress freePort() {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1}), 0);
    } catch (UnknownHostException e) {
      // Thrown only for an address of the wrong length.
      throw new IllegalStateException(e);
    }
  }

  /**
   * Starts a server.
   *
   * @param name prefix of its threads' names
   * @param address address to listen on; 0.0.0.0 for all addresses of this machine, port 0 for any
   *     free port
   * @throws UncheckedIOException when the port is taken; the message names it
   */
  public static LoopbackServer start(
      String name, InetSocketAddress address, int threads, HttpHandler handler) {
    String host = address.getHostString();
    int port = address.getPort();
    if (address.isUnresolved()) {
      throw new UncheckedIOException(
          name + " could not start on " + host + ":" + port, new UnknownHostException(host));
    }
    try {
      HttpServer server = HttpServer.create(address, BACKLOG);
      ExecutorService pool = Executors.newFixedThreadPool(threads, r -> thread(name, r));
      server.setExecutor(pool);
      server.createContext("/", handler);
      server.start();
      return new LoopbackServer(server, pool);
    } catch (BindException e) {
      throw new UncheckedIOException(
          "port "
              + port
              + " of "
              + host
              + " is in use ("
              + name
              + "); stop that process or choose another port",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not start on " + host + ":" + port, e);
    }
  }

  private static final AtomicInteger COUNT = new AtomicInteger();

  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name + "-" + COUNT.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Address for clients on this machine, for instance {@code http://127.0.0.1:4567}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** Stops immediately; requests in progress are aborted, as in a crash of the service. */
  @Override
  public void close() {
    server.stop(0);
    // Threads are not interrupted: that would close file channels that they are writing to.
    threads.shutdown();
    try {
      threads.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
