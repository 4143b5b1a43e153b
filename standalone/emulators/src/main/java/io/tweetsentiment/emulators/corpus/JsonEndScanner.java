package io.tweetsentiment.emulators.corpus;

/**
 * Finds where a JSON object or array ends by counting its brackets, those within strings aside,
 * over as many arrays of bytes as it takes.
 */
final class JsonEndScanner {

  private int depth;
  private boolean quoted;
  private boolean escaped;

  /** Place behind the closing bracket, -1 when it is not in these bytes. */
  int end(byte[] bytes, int start) {
    for (int i = start; i < bytes.length; i++) {
      byte b = bytes[i];
      if (quoted) {
        quoted = escaped || b != '"';
        escaped = !escaped && b == '\\';
      } else if (b == '"') {
        quoted = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }
}
