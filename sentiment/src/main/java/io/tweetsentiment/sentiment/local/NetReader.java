package io.tweetsentiment.sentiment.local;

import java.util.Arrays;

/**
 * Reads texts with a {@link ConvNet}, and remembers what it made of a word: its embedding and that
 * embedding's share in the answers of all filters. Tweets say the same words again and again, so
 * most tokens cost a few additions.
 *
 * <p>Threading: thread-safe without locks. A remembered word is immutable; two threads may make the
 * same one, with the same numbers. So the result never depends on what was remembered.
 */
final class NetReader {

  /** Words that are remembered, at most. */
  private static final int SLOTS = 1 << 14;

  private final ConvNet net;
  private final Word[] remembered = new Word[SLOTS];

  /** A token that answers nothing. */
  private final float[] silence;

  /** Weights of a channel for all answers' parts, channel after channel. */
  private final float[][] weights;

  NetReader(ConvNet net) {
    this.net = net;
    this.silence = new float[net.dim + 6 * net.filters];
    this.weights = new float[net.channels][6 * net.filters];
    for (int k = 0; k < net.channels; k++) {
      int at = 0;
      for (int offset = 0; offset < 3; offset++) {
        int width = (3 - offset) * net.filters;
        System.arraycopy(net.conv[offset][k], 0, weights[k], at, width);
        at += width;
      }
    }
  }

  /** What the net makes of a word, wherever it stands. */
  private static final class Word {
    private final long hash;

    /** The embedding; then the answers' parts by the word's offset in a filter, 0, 1 and 2. */
    private final float[] numbers;

    private Word(long hash, float[] numbers) {
      this.hash = hash;
      this.numbers = numbers;
    }
  }

  /** Space for one text. Threading: owned by one thread. */
  static final class Scratch {
    /** The tokens' numbers; two tokens that answer nothing follow the last one. */
    private final float[][] tokens = new float[NetInput.MAX_TOKENS + 2][];

    /** Room for the numbers of tokens about which more is known than their word. */
    private final float[][] rooms = new float[NetInput.MAX_TOKENS][];

    /** The text's features. */
    final float[] features;

    Scratch(ConvNet net) {
      features = new float[net.features];
    }
  }

  /**
   * The text's features, in {@code scratch.features}.
   *
   * @param grams space behind the words for runs of characters
   */
  void read(Tokens tokens, Grams grams, NetInput input, Scratch scratch) {
    int size = input.size;
    for (int t = 0; t < size; t++) {
      scratch.tokens[t] = known(word(tokens, grams, input, t).numbers, input, t, scratch);
    }
    scratch.tokens[size] = silence;
    scratch.tokens[size + 1] = silence;
    float[] features = scratch.features;
    Arrays.fill(features, 0);
    for (int t = 0; t < size; t++) {
      answer(scratch.tokens[t], scratch.tokens[t + 1], scratch.tokens[t + 2], features);
    }
    mean(input, scratch);
  }

  /** Raises the features to what the filters answer at a token, seen with the next two. */
  private void answer(float[] token, float[] next, float[] afterNext, float[] features) {
    int filters = net.filters;
    int first = net.dim;
    int second = first + 3 * filters;
    int third = second + 2 * filters;
    float[] bias = net.bias;
    for (int f = 0; f < filters; f++) {
      float answer = bias[f] + token[first + f] + next[second + f] + afterNext[third + f];
      features[f] = Math.max(features[f], answer);
    }
    for (int f = filters; f < 2 * filters; f++) {
      features[f] = Math.max(features[f], bias[f] + token[first + f] + next[second + f]);
    }
    for (int f = 2 * filters; f < 3 * filters; f++) {
      features[f] = Math.max(features[f], bias[f] + token[first + f]);
    }
  }

  /** The word's numbers with what else is known about the token. */
  private float[] known(float[] word, NetInput input, int t, Scratch scratch) {
    float[] numbers = word;
    for (int k = 0; k < NetInput.EXTRA; k++) {
      float extra = input.extra[t * NetInput.EXTRA + k];
      if (extra != 0) {
        if (numbers == word) {
          numbers = room(word, t, scratch);
        }
        add(extra, weights[net.dim + k], numbers, net.dim);
      }
    }
    return numbers;
  }

  private static float[] room(float[] word, int t, Scratch scratch) {
    if (scratch.rooms[t] == null) {
      scratch.rooms[t] = new float[word.length];
    }
    System.arraycopy(word, 0, scratch.rooms[t], 0, word.length);
    return scratch.rooms[t];
  }

  private void mean(NetInput input, Scratch scratch) {
    int at = 3 * net.filters;
    float[] features = scratch.features;
    float share = input.size == 0 ? 0 : 1f / input.size;
    for (int t = 0; t < input.size; t++) {
      float[] numbers = scratch.tokens[t];
      for (int d = 0; d < net.dim; d++) {
        features[at + d] += numbers[d] * share;
      }
      for (int k = 0; k < NetInput.EXTRA; k++) {
        features[at + net.dim + k] += input.extra[t * NetInput.EXTRA + k] * share;
      }
    }
  }

  private Word word(Tokens tokens, Grams grams, NetInput input, int t) {
    long hash = tokens.hash[t];
    int slot = (int) (hash >>> 40) & (SLOTS - 2);
    Word first = remembered[slot];
    if (first != null && first.hash == hash) {
      return first;
    }
    // A word that comes again moves to the first place of its slot, where rare ones do not get.
    Word second = remembered[slot + 1];
    if (second != null && second.hash == hash) {
      remembered[slot + 1] = first;
      remembered[slot] = second;
      return second;
    }
    Word word = new Word(hash, numbers(tokens, grams, input.words[t], t));
    remembered[first == null ? slot : slot + 1] = word;
    return word;
  }

  private float[] numbers(Tokens tokens, Grams grams, int word, int t) {
    float[] numbers = new float[net.dim + 6 * net.filters];
    int from = grams.words;
    int to = tokens.has(t, Tokens.SYMBOL) ? from : grams.characters(tokens, t, from);
    net.embed(word, grams.hashes, from, to, numbers, 0);
    for (int d = 0; d < net.dim; d++) {
      add(numbers[d], weights[d], numbers, net.dim);
    }
    return numbers;
  }

  /** Adds {@code factor * what} to the places of {@code to} from {@code at} on. */
  private static void add(float factor, float[] what, float[] to, int at) {
    for (int f = 0; f < what.length; f++) {
      to[at + f] += factor * what[f];
    }
  }
}
