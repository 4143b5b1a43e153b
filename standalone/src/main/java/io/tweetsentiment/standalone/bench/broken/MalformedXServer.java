package io.tweetsentiment.standalone.bench.broken;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.tweetsentiment.emulators.wire.LoopbackServer;
import io.tweetsentiment.standalone.bench.broken.kinds.SampleTweet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that replaces X and responds to every search with prepared pages. Its counts are those
 * of the pages.
 */
final class MalformedXServer implements AutoCloseable {

  private static final int ELEMENTS = 25;
  private static final Pattern TOKEN = Pattern.compile("[?&]next_token=p([0-9]{1,6})(&|$)");

  private final List<byte[]> pages;
  private final int tweets;
  private final LoopbackServer server;

  private MalformedXServer(List<byte[]> pages, int tweets) {
    this.pages = pages;
    this.tweets = tweets;
    this.server = LoopbackServer.start("malformed-x", LoopbackServer.freePort(), 2, this::answer);
  }

  /**
   * Starts the server on any free port.
   *
   * @param elements JSON of the elements of {@code data}
   * @param answers members of whole responses, including {@code data}
   */
  static MalformedXServer start(List<byte[]> elements, List<byte[]> answers) {
    List<byte[]> bodies = new ArrayList<>(answers);
    for (int i = 0; i < elements.size(); i += ELEMENTS) {
      bodies.add(data(elements.subList(i, Math.min(elements.size(), i + ELEMENTS))));
    }
    List<byte[]> pages = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      pages.add(page(bodies.get(i), i + 1 < bodies.size() ? i + 1 : 0));
    }
    return new MalformedXServer(pages, elements.size() + answers.size());
  }

  URI address() {
    return server.uri();
  }

  @Override
  public void close() {
    server.close();
  }

  private static byte[] data(List<byte[]> elements) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes("\"data\":[".getBytes(UTF_8));
    for (int i = 0; i < elements.size(); i++) {
      if (i > 0) {
        data.write(',');
      }
      data.writeBytes(elements.get(i));
    }
    data.write(']');
    return data.toByteArray();
  }

  private static byte[] page(byte[] members, int next) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    page.write('{');
    page.writeBytes(members);
    String token = next == 0 ? "" : "\"next_token\":\"p" + next + "\"";
    page.writeBytes((",\"meta\":{" + token + "}}").getBytes(UTF_8));
    return page.toByteArray();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String query = exchange.getRequestURI().toString();
      byte[] body = query.contains("/counts/") ? counts() : pages.get(number(query));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private int number(String query) {
    Matcher token = TOKEN.matcher(query);
    return token.find() ? Math.min(Integer.parseInt(token.group(1)), pages.size() - 1) : 0;
  }

  private byte[] counts() {
    return String.format(
            "{\"data\":[{\"start\":\"%s\",\"end\":\"%s\",\"tweet_count\":%d}],\"meta\":{}}",
            SampleTweet.START, SampleTweet.START.plus(SampleTweet.SPAN), tweets)
        .getBytes(UTF_8);
  }
}
