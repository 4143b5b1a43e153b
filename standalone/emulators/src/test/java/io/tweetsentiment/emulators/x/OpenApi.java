package io.tweetsentiment.emulators.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks responses against an OpenAPI description. Supports the part of JSON Schema that X uses.
 */
final class OpenApi {
  private final JsonNode root;

  OpenApi(Path file) throws IOException {
    root = new ObjectMapper().readTree(file.toFile());
  }

  /** The faults of the response to a successful GET of {@code path}; empty if it has none. */
  List<String> faults(String path, JsonNode answer) {
    JsonNode schema =
        root.path("paths").path(path).at("/get/responses/200/content/application~1json/schema");
    if (schema.isMissingNode()) {
      throw new IllegalArgumentException("no schema for " + path);
    }
    List<String> faults = new ArrayList<>();
    check(schema, answer, path, faults);
    return faults;
  }

  /** Names of the query parameters of {@code path}. */
  List<String> parameters(String path) {
    List<String> names = new ArrayList<>();
    root.path("paths")
        .path(path)
        .at("/get/parameters")
        .forEach(parameter -> names.add(resolve(parameter).path("name").asText()));
    return names;
  }

  private JsonNode resolve(JsonNode schema) {
    return schema.has("$ref") ? resolve(root.at(schema.get("$ref").asText().substring(1))) : schema;
  }

  private void check(JsonNode reference, JsonNode value, String where, List<String> faults) {
    JsonNode schema = resolve(reference);
    // The excerpts refer to some schemas that they do not contain.
    if (schema.has("discriminator")) {
      String type = value.path("type").asText();
      if (!schema.at("/discriminator/mapping").has(type)) {
        faults.add(where + ": problem type " + type + " is unknown");
      }
    }
    switch (schema.path("type").asText()) {
      case "object" -> object(schema, value, where, faults);
      case "array" -> {
        if (!value.isArray() || value.size() < schema.path("minItems").asInt(0)) {
          faults.add(where + ": not an array with enough items: " + value);
        }
        value.forEach(item -> check(schema.path("items"), item, where + "[]", faults));
      }
      case "string" -> string(schema, value, where, faults);
      case "integer" -> {
        if (!value.isIntegralNumber()) {
          faults.add(where + ": not an integer: " + value);
        }
      }
      case "boolean" -> {
        if (!value.isBoolean()) {
          faults.add(where + ": not a boolean: " + value);
        }
      }
      default -> {}
    }
  }

  private void object(JsonNode schema, JsonNode value, String where, List<String> faults) {
    if (!value.isObject()) {
      faults.add(where + ": not an object: " + value);
      return;
    }
    schema
        .path("required")
        .forEach(
            name -> {
              if (!value.has(name.asText())) {
                faults.add(where + ": " + name.asText() + " is missing");
              }
            });
    JsonNode properties = schema.path("properties");
    boolean open = schema.has("discriminator") || properties.isMissingNode();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      if (properties.has(field.getKey())) {
        String name = where + "." + field.getKey();
        check(properties.get(field.getKey()), field.getValue(), name, faults);
      } else if (!open) {
        faults.add(where + ": " + field.getKey() + " is unknown");
      }
    }
  }

  private static void string(JsonNode schema, JsonNode value, String where, List<String> faults) {
    String text = value.asText();
    if (!value.isTextual()) {
      faults.add(where + ": not a string: " + value);
    } else if (schema.has("pattern") && !text.matches(schema.get("pattern").asText())) {
      faults.add(where + ": " + text + " does not match " + schema.get("pattern"));
    } else if (schema.path("format").asText().equals("date-time")) {
      try {
        OffsetDateTime.parse(text);
      } catch (DateTimeParseException e) {
        faults.add(where + ": " + text + " is not a time");
      }
    }
    if (schema.has("enum")) {
      boolean known = false;
      for (JsonNode one : schema.get("enum")) {
        known |= one.asText().equals(text);
      }
      if (!known) {
        faults.add(where + ": " + text + " is not one of " + schema.get("enum"));
      }
    }
  }
}
