package io.tweetsentiment.sentiment.local.text;

/**
 * Marks negators, the words in their scope, and words of contrast, which end the scope. Part of the
 * model's format.
 */
final class Negation {

  /** Words in the scope of a negator, unless punctuation or a contrast ends it earlier. */
  private static final int SCOPE = 4;

  private static final short IS_NEGATOR = 1;
  private static final short IS_CONTRAST = 2;

  private static final WordTable ROLES = roles();

  private Negation() {}

  /**
   * Marks a token.
   *
   * @param scope words left in the scope of an earlier negator
   * @return the same, after this token
   */
  static int mark(Tokens tokens, int token, int scope) {
    int role = ROLES.get(tokens.hash[token]);
    if (role == IS_CONTRAST) {
      tokens.flags[token] |= Tokens.CONTRAST;
      return 0;
    }
    int left = scope;
    if (left > 0 && !tokens.has(token, Tokens.SYMBOL | Tokens.EMOJI)) {
      tokens.flags[token] |= Tokens.NEGATED;
      left--;
    }
    if (role == IS_NEGATOR || endsInNt(tokens, token)) {
      tokens.flags[token] |= Tokens.NEGATOR;
      left = SCOPE;
    }
    return left;
  }

  private static boolean endsInNt(Tokens tokens, int token) {
    int end = tokens.end[token];
    return end - tokens.start[token] > 3
        && tokens.chars[end - 1] == 't'
        && tokens.chars[end - 2] == '\''
        && tokens.chars[end - 3] == 'n';
  }

  private static WordTable roles() {
    String[] negators =
        ("not no never none nobody nothing nowhere neither nor cannot cant dont wont isnt arent"
                + " wasnt werent doesnt didnt hasnt havent hadnt couldnt shouldnt wouldnt aint"
                + " without hardly barely rarely seldom")
            .split(" ", -1);
    String[] contrasts = {"but", "however", "although", "though", "yet", "except"};
    long[] hashes = new long[negators.length + contrasts.length];
    short[] roles = new short[hashes.length];
    for (int i = 0; i < hashes.length; i++) {
      boolean negator = i < negators.length;
      hashes[i] = Hash.of(negator ? negators[i] : contrasts[i - negators.length]);
      roles[i] = negator ? IS_NEGATOR : IS_CONTRAST;
    }
    return new WordTable(hashes, roles);
  }
}
