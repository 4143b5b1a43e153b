package io.tweetsentiment.emulators.corpus;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Lines in memory, compressed in blocks of 64 lines or a megabyte to about a third of their size.
 * Reading adjacent lines is cheap, because the last blocks that were read stay uncompressed.
 *
 * <p>Threading: filled by one thread; thread-safe after {@link #sealed}.
 */
final class LineBlocks {
  private static final int LINES = 64;
  private static final int CACHED = 16;
  private static final int FULL = 1 << 20;

  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Block(int first, byte[] compressed, int size, int[] ends) {}

  private final List<Block> blocks = new ArrayList<>();
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private final List<Integer> openEnds = new ArrayList<>();
  private int lines;
  private final Map<Integer, byte[]> cache =
      new LinkedHashMap<>(CACHED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
          return size() > CACHED;
        }
      };

  void add(byte[] line) {
    open.write(line, 0, line.length);
    openEnds.add(open.size());
    if (openEnds.size() == LINES || open.size() >= FULL) {
      compress();
    }
  }

  LineBlocks sealed() {
    if (!openEnds.isEmpty()) {
      compress();
    }
    return this;
  }

  private void compress() {
    byte[] plain = open.toByteArray();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setInput(plain);
    deflater.finish();
    byte[] target = new byte[plain.length + plain.length / 100 + 64];
    int length = deflater.deflate(target);
    deflater.end();
    int[] ends = openEnds.stream().mapToInt(Integer::intValue).toArray();
    blocks.add(new Block(lines, Arrays.copyOf(target, length), plain.length, ends));
    lines += ends.length;
    open.reset();
    openEnds.clear();
  }

  byte[] line(int number) {
    int index = index(number);
    Block block = blocks.get(index);
    int place = number - block.first();
    int start = place == 0 ? 0 : block.ends()[place - 1];
    return Arrays.copyOfRange(plain(index), start, block.ends()[place]);
  }

  /** The index of the block that contains a line. */
  private int index(int number) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (blocks.get(middle).first() <= number) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private byte[] plain(int index) {
    synchronized (cache) {
      return cache.computeIfAbsent(index, i -> inflate(blocks.get(i)));
    }
  }

  private static byte[] inflate(Block block) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(block.compressed());
      byte[] plain = new byte[block.size()];
      if (block.size() > 0 && inflater.inflate(plain) != block.size()) {
        throw new IllegalStateException("a decompressed block of lines is too short");
      }
      return plain;
    } catch (DataFormatException e) {
      throw new IllegalStateException("a block of lines is damaged", e);
    } finally {
      inflater.end();
    }
  }
}
