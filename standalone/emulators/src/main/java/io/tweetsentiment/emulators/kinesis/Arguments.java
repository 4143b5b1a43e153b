package io.tweetsentiment.emulators.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.emulators.wire.AwsErrorException;
import java.io.IOException;
import java.math.BigInteger;

/** The fields of a request, checked as the service checks them. */
record Arguments(JsonNode input) {
  static AwsErrorException invalid(String message) {
    return AwsErrorException.of("ValidationException", message);
  }

  boolean has(String field) {
    return input.hasNonNull(field);
  }

  String text(String field) {
    if (!has(field)) {
      throw invalid("Value null at '" + field + "' failed to satisfy constraint: must not be null");
    }
    return input.get(field).asText();
  }

  String text(String field, String otherwise) {
    return has(field) ? text(field) : otherwise;
  }

  int number(String field, int otherwise, int min, int max) {
    int value = has(field) ? input.get(field).asInt() : otherwise;
    if (value < min || value > max) {
      throw invalid(
          "Value '" + value + "' at '" + field + "' must be between " + min + " and " + max);
    }
    return value;
  }

  /** Name of the stream, which the request states as a name or an ARN. */
  String stream() {
    String name =
        has("StreamName")
            ? text("StreamName")
            : text("StreamARN").substring(text("StreamARN").lastIndexOf('/') + 1);
    if (!name.matches("[a-zA-Z0-9_.-]{1,128}")) {
      throw invalid("Value '" + name + "' at 'streamName' must match [a-zA-Z0-9_.-]{1,128}");
    }
    return name;
  }

  BigInteger hashKey(String field) {
    String value = text(field);
    if (!value.matches("0|([1-9]\\d{0,38})") || !HashRange.valid(new BigInteger(value))) {
      throw AwsErrorException.of(
          "InvalidArgumentException", field + " " + value + " must be between 0 and 2^128 - 1");
    }
    return new BigInteger(value);
  }

  byte[] data() {
    if (!has("Data")) {
      throw invalid("Value null at 'data' failed to satisfy constraint: must not be null");
    }
    try {
      return input.get("Data").binaryValue();
    } catch (IOException e) {
      throw AwsErrorException.of("SerializationException", "Data is not Base64: " + e.getMessage());
    }
  }
}
