package io.tweetsentiment.sentiment.remote.shape;

import java.util.Arrays;
import java.util.List;

/**
 * Collects the results of a call by document. What is malformed about the response fails only the
 * documents that it concerns: a document without a result, or with two.
 *
 * <p>Threading: owned by one thread.
 */
public final class CallResults {

  private final DocumentResult[] results;
  private String unknown = "";

  /** Results of a call with a number of documents. */
  public CallResults(int documents) {
    this.results = new DocumentResult[documents];
  }

  /**
   * Adds a result.
   *
   * @param document number of the document from 0, as the response has it
   */
  public void add(String document, DocumentResult result) {
    int index = index(document);
    if (index < 0) {
      unknown = ", and has a result for '" + document + "', which is not in the request";
    } else {
      results[index] =
          results[index] == null
              ? result
              : new DocumentResult.Failed(
                  "DoubledResult", "the response has two results for the document", true);
    }
  }

  private int index(String document) {
    for (int i = 0; i < results.length; i++) {
      if (Integer.toString(i).equals(document)) {
        return i;
      }
    }
    return -1;
  }

  /** One result per document, in order. */
  public List<DocumentResult> all() {
    return Arrays.stream(results).map(result -> result == null ? missing() : result).toList();
  }

  private DocumentResult missing() {
    return new DocumentResult.Failed(
        "MissingResult", "the response leaves the document out" + unknown, true);
  }
}
