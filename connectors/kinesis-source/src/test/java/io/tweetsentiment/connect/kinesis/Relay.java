package io.tweetsentiment.connect.kinesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A network path to a server that can be cut. Threading: thread-safe. */
final class Relay implements AutoCloseable {
  private final URI server;
  private final ServerSocket door;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  Relay(URI server) {
    this.server = server;
    try {
      door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** Resets all connections. */
  void cut() {
    for (Socket socket : open) {
      reset(socket);
    }
    open.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        Socket target = new Socket(server.getHost(), server.getPort());
        open.add(client);
        open.add(target);
        threads.execute(() -> copy(client, target));
        threads.execute(() -> copy(target, client));
      }
    } catch (IOException e) {
      cut();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.close();
    } catch (IOException e) {
      reset(from);
      reset(to);
    }
  }

  private static void reset(Socket socket) {
    try {
      // Without lingering, closing a socket resets its connection.
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (SocketException e) {
      // The other direction has closed it.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
    threads.shutdownNow();
  }
}
