package io.tweetsentiment.standalone.page;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** The static files of the page and of the web jars, read from the class path. */
final class StaticFiles {

  /** The reader closes the stream. */
  record Content(InputStream stream, String type) {}

  private static final String WEB_JARS = "/webjars/";
  private static final Pattern SAFE = Pattern.compile("(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private StaticFiles() {}

  /**
   * @param path {@code /} and {@code /name} for the page; {@code /webjars/NAME/FILE} for a file of
   *     a web jar, without the version
   */
  static Optional<Content> find(String path) throws IOException {
    String name = path.equals("/") ? "/index.html" : path;
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !SAFE.matcher(name).matches()) {
      return Optional.empty();
    }
    Optional<String> resource =
        name.startsWith(WEB_JARS) ? webJar(name) : Optional.of("/page" + name);
    if (resource.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(StaticFiles.class.getResourceAsStream(resource.get()))
        .map(stream -> new Content(stream, type));
  }

  private static Optional<String> webJar(String path) throws IOException {
    String[] parts = path.substring(WEB_JARS.length()).split("/", 2);
    String about = "/META-INF/maven/org.webjars.npm/" + parts[0] + "/pom.properties";
    Properties properties = new Properties();
    try (InputStream in = StaticFiles.class.getResourceAsStream(about)) {
      if (in == null || parts.length < 2) {
        return Optional.empty();
      }
      properties.load(in);
    }
    String version = properties.getProperty("version");
    return Optional.of("/META-INF/resources/webjars/" + parts[0] + "/" + version + "/" + parts[1]);
  }
}
