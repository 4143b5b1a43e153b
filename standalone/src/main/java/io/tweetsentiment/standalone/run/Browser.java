package io.tweetsentiment.standalone.run;

import io.tweetsentiment.standalone.parts.Secrets;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a page in the user's browser, if a browser can be started. */
final class Browser {

  private static final Logger LOG = LoggerFactory.getLogger(Browser.class);

  private Browser() {}

  static void open(URI page) {
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    try {
      Secrets.removeFrom(new ProcessBuilder(List.of(mac ? "open" : "xdg-open", page.toString())))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      LOG.warn("cannot open a browser: {}", e.getMessage());
    }
  }
}
