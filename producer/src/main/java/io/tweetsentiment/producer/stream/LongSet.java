package io.tweetsentiment.producer.stream;

import java.util.Arrays;

/** A set of numbers at about 16 bytes each. Threading: not safe. */
final class LongSet {

  private static final int FIRST = 1 << 10;

  private long[] slots = new long[FIRST];
  private boolean zero;
  private int size;

  void add(long value) {
    if (value == 0) {
      zero = true;
      return;
    }
    int slot = slot(slots, value);
    if (slots[slot] == 0) {
      slots[slot] = value;
      size++;
      if (size > slots.length / 2) {
        grow();
      }
    }
  }

  boolean contains(long value) {
    return value == 0 ? zero : slots[slot(slots, value)] == value;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    Arrays.stream(slots).filter(v -> v != 0).forEach(v -> larger[slot(larger, v)] = v);
    slots = larger;
  }

  private static int slot(long[] slots, long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & (slots.length - 1);
    while (slots[slot] != 0 && slots[slot] != value) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
