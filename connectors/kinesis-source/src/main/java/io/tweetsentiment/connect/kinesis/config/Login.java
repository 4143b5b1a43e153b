package io.tweetsentiment.connect.kinesis.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Optional;

/** User and password that an address contains, as in {@code http://user:password@proxy:3128}. */
record Login(Optional<String> user, Optional<String> password) {

  static Login of(URI address) {
    String raw = address.getRawUserInfo() == null ? "" : address.getRawUserInfo();
    int colon = raw.indexOf(':');
    return colon < 0
        ? new Login(decoded(raw), Optional.empty())
        : new Login(decoded(raw.substring(0, colon)), decoded(raw.substring(colon + 1)));
  }

  private static Optional<String> decoded(String part) {
    return Optional.of(URLDecoder.decode(part.replace("+", "%2B"), UTF_8))
        .filter(text -> !text.isEmpty());
  }

  /** Returns the address without user and password. */
  static URI removed(URI address) {
    return address.getRawUserInfo() == null
        ? address
        : URI.create(address.toString().replace(address.getRawUserInfo() + "@", ""));
  }

  /** Returns a text, which need not be an address, for a message. */
  static String hidden(String address) {
    return address.replaceFirst("^([a-zA-Z]+://)?.*@", "$1***@");
  }

  @Override
  public String toString() {
    return "Login[user=" + user + "]";
  }
}
