package io.tweetsentiment.standalone.page;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The query string of a request: {@code from}, {@code to} and {@code var-NAME}, as in Grafana. */
record RequestParameters(Map<String, List<String>> parameters) {

  private static final String VARIABLE = "var-";

  static RequestParameters of(URI address) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    String raw = address.getRawQuery() == null ? "" : address.getRawQuery();
    for (String pair : raw.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        parameters.computeIfAbsent(decode(parts[0]), k -> new ArrayList<>()).add(decode(parts[1]));
      }
    }
    return new RequestParameters(parameters);
  }

  Optional<TimeRange> range() {
    Optional<String> from = first("from");
    Optional<String> to = first("to");
    if (from.isPresent() != to.isPresent()) {
      throw new BadRequestException("give both from and to, or neither");
    }
    return from.map(start -> TimeRange.parse(start, to.orElseThrow()));
  }

  Map<String, List<String>> variables() {
    Map<String, List<String>> variables = new LinkedHashMap<>();
    parameters.forEach(
        (name, values) -> {
          if (name.startsWith(VARIABLE)) {
            variables.put(name.substring(VARIABLE.length()), values);
          }
        });
    return variables;
  }

  private Optional<String> first(String name) {
    return Optional.ofNullable(parameters.get(name)).map(values -> values.get(0));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("malformed query string at " + text, e);
    }
  }
}
