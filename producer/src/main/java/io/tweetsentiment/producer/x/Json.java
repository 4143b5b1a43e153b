package io.tweetsentiment.producer.x;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.schemas.rules.TweetObject;

/**
 * The configured reader and writer of JSON. It reads whole pages, so its limits are wider than
 * those of {@link TweetObject}, which reads single tweets.
 */
final class Json {

  private static final int DEEPEST = 10_000;

  static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEEPEST)
                      .maxStringLength(Integer.MAX_VALUE)
                      .maxNameLength(Integer.MAX_VALUE)
                      .maxNumberLength(Integer.MAX_VALUE)
                      .build())
              .build());

  private Json() {}
}
