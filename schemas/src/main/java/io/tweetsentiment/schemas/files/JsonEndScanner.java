package io.tweetsentiment.schemas.files;

/**
 * Finds the end of a JSON object or array by counting the brackets outside of strings. The value
 * may extend over several byte arrays, which are passed one after the other.
 */
final class JsonEndScanner {

  private int depth;
  private boolean quoted;
  private boolean escaped;

  /** Index after the closing bracket; -1 when the value does not end in these bytes. */
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
