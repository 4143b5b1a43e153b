package io.tweetsentiment.producer.stream;

import com.fasterxml.jackson.databind.JsonNode;

/** What a frame of Jetstream says, in either generation of the protocol. */
sealed interface JetstreamEvent {

  /** When the server saw it, in microseconds since 1970; 0 in a notice. */
  long micros();

  /**
   * A post was written or edited.
   *
   * @param did the author
   * @param rkey the post's key among those of the author
   * @param cid hash of this version; may be empty
   */
  record Written(String did, String rkey, boolean edit, String cid, JsonNode record, long micros)
      implements JetstreamEvent {

    String uri() {
      return postUri(did, rkey);
    }
  }

  /** A post was deleted. */
  record Deleted(String did, String rkey, long micros) implements JetstreamEvent {

    String uri() {
      return postUri(did, rkey);
    }
  }

  /** An account was deleted, with all of its posts. */
  record AccountDeleted(String did, long micros) implements JetstreamEvent {}

  /** Anything else; its time is 0 when it has none. */
  record Other(long micros) implements JetstreamEvent {}

  /** The server says something about the connection, such as that the cursor was too old. */
  record Notice(String name, String message) implements JetstreamEvent {

    @Override
    public long micros() {
      return 0;
    }
  }

  /** The server ends the connection and says why. */
  record Refused(String error, String message) implements JetstreamEvent {

    @Override
    public long micros() {
      return 0;
    }
  }

  /** The id of a post. */
  static String postUri(String did, String rkey) {
    return "at://" + did + "/" + JetstreamFrame.POSTS + "/" + rkey;
  }
}
