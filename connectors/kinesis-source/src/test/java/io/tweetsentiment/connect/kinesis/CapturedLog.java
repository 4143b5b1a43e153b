package io.tweetsentiment.connect.kinesis;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** Captures the warnings and errors that one class logs while a test runs. */
final class CapturedLog implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final Level before;
  private final AbstractAppender appender =
      new AbstractAppender("lines", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
          lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
        }
      };

  CapturedLog(Class<?> of) {
    this.logger = (Logger) LogManager.getLogger(of);
    before = logger.getLevel();
    appender.start();
    logger.addAppender(appender);
    Configurator.setLevel(logger, Level.WARN);
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    Configurator.setLevel(logger, before);
    logger.removeAppender(appender);
    appender.stop();
  }
}
