package io.tweetsentiment.producer.staging;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Objects by name. Threading: safe. */
public interface PageStore extends AutoCloseable {

  /** Keeps an object; durable when this returns. One that is there already is replaced. */
  void put(String name, byte[] content) throws IOException;

  /** The object, if it is there. */
  Optional<byte[]> get(String name) throws IOException;

  /** The names of all objects. */
  List<String> names() throws IOException;

  @Override
  void close();

  /** Keeps nothing. */
  PageStore NONE =
      new PageStore() {
        @Override
        public void put(String name, byte[] content) {
          // Nothing is kept.
        }

        @Override
        public Optional<byte[]> get(String name) {
          return Optional.empty();
        }

        @Override
        public List<String> names() {
          return List.of();
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
}
