package io.tweetsentiment.sentiment.remote.shape;

import java.util.List;

/** The form of requests and responses of one kind of HTTP service. Threading: thread-safe. */
public interface HttpShape {

  /** Documents that fit into a request of this form. */
  int mostDocuments();

  /** Media type of the request. */
  default String contentType() {
    return "application/json";
  }

  /**
   * Writes a request.
   *
   * @param route language of the documents
   */
  byte[] request(String route, List<String> texts);

  /**
   * Reads a response.
   *
   * @return one result per document, in order
   * @throws java.io.UncheckedIOException when the body does not have this form: none of it is used
   *     then
   * @throws WrongSettingException when the settings do not fit the service
   */
  List<DocumentResult> answers(byte[] body, int documents);
}
