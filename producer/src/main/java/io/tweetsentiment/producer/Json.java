package io.tweetsentiment.producer;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The one configured reader and writer of JSON. */
final class Json {

  static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}
}
