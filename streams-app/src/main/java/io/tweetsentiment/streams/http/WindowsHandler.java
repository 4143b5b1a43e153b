package io.tweetsentiment.streams.http;

import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.settings.SettingsException;
import io.tweetsentiment.streams.windows.WindowsQuery;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;

/** The path {@code /windows}: the aggregates that a request selects, as JSON. */
public final class WindowsHandler implements HttpEndpoint.Handler {

  private final Function<WindowsQuery, List<SentimentAggregate>> windows;

  public WindowsHandler(Function<WindowsQuery, List<SentimentAggregate>> windows) {
    this.windows = windows;
  }

  @Override
  public Response get(Map<String, String> parameters) {
    WindowsQuery query =
        new WindowsQuery(
            parameters.get("topic"), instant(parameters, "from"), instant(parameters, "to"));
    return Response.json(windows.apply(query).stream().map(WindowsHandler::fields).toList());
  }

  private static Map<String, Object> fields(SentimentAggregate aggregate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Schema.Field field : aggregate.getSchema().getFields()) {
      Object value = aggregate.get(field.pos());
      fields.put(field.name(), value instanceof Instant instant ? instant.toString() : value);
    }
    return fields;
  }

  private static Instant instant(Map<String, String> parameters, String name) {
    String text = parameters.get(name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new SettingsException(
          name + " is '" + text + "'; it takes an instant such as 2020-10-21T00:00:00Z.", e);
    }
  }
}
