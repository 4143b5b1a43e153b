package io.tweetsentiment.sentiment.local.text;

/**
 * The tokens of one text, in arrays that are reused for the next text.
 *
 * <p>Threading: owned by one thread.
 */
public final class Tokens {

  /** Largest number of tokens; the rest of a longer text is ignored. */
  static final int MAX_TOKENS = 1_024;

  /** Largest number of normalised characters. */
  static final int MAX_CHARS = 8_192;

  /** The token is in the scope of a negation. */
  public static final int NEGATED = 1;

  /** The word was written in capitals. */
  public static final int CAPITALS = 2;

  /** A letter of the word was repeated more than twice. */
  public static final int ELONGATED = 4;

  /** The token is a hashtag, or a part of one. */
  public static final int HASHTAG = 8;

  /** The token represents a link, a mention or an emoticon; it has no letters. */
  public static final int SYMBOL = 16;

  /** The word negates what follows. */
  public static final int NEGATOR = 32;

  /** The word marks a contrast, such as but or however. */
  public static final int CONTRAST = 64;

  /** The token is an emoji. */
  static final int EMOJI = 128;

  final char[] chars = new char[MAX_CHARS];
  final int[] start = new int[MAX_TOKENS];
  final int[] end = new int[MAX_TOKENS];
  public final long[] hash = new long[MAX_TOKENS];
  public final int[] flags = new int[MAX_TOKENS];

  public int size;
  int charCount;
  int exclamations;
  int questions;
  int ellipses;
  int links;
  int mentions;
  int hashtags;

  void clear() {
    size = 0;
    charCount = 0;
    exclamations = 0;
    questions = 0;
    ellipses = 0;
    links = 0;
    mentions = 0;
    hashtags = 0;
  }

  boolean isFull() {
    return size == MAX_TOKENS || charCount > MAX_CHARS - 128;
  }

  public boolean has(int token, int flag) {
    return (flags[token] & flag) != 0;
  }

  /** Adds a token without letters. */
  void addSymbol(long symbol) {
    int token = size++;
    start[token] = charCount;
    end[token] = charCount;
    hash[token] = symbol;
    flags[token] = SYMBOL;
  }

  /** Adds a token of one character. */
  void addCharacter(int codePoint, int marks) {
    int from = charCount;
    int to = from + Character.toChars(codePoint, chars, from);
    int token = size++;
    start[token] = from;
    end[token] = to;
    charCount = to;
    hash[token] = Hash.of(chars, from, to);
    flags[token] = marks;
  }

  /** The token's normalised text, for tests and messages. */
  String text(int token) {
    return new String(chars, start[token], end[token] - start[token]);
  }
}
