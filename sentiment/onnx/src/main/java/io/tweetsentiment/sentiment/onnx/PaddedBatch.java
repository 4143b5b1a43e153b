package io.tweetsentiment.sentiment.onnx;

import java.util.Arrays;
import java.util.List;

/**
 * Texts as rows of equal length, the length of the longest text.
 *
 * @param rows number of texts
 * @param width tokens per row
 * @param ids token ids, row by row, padded with the padding id
 * @param mask 1 for a token, 0 for padding
 * @param types token type ids, 0 for padding
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
record PaddedBatch(int rows, int width, long[] ids, long[] mask, long[] types) {

  static PaddedBatch of(List<EncodedText> texts, int padId) {
    // Models reject rows of length 0, which texts without tokens would give.
    int width = Math.max(1, texts.stream().mapToInt(text -> text.ids().length).max().orElse(0));
    int size = texts.size() * width;
    PaddedBatch batch =
        new PaddedBatch(texts.size(), width, new long[size], new long[size], new long[size]);
    Arrays.fill(batch.ids, padId);
    for (int row = 0; row < texts.size(); row++) {
      EncodedText text = texts.get(row);
      int at = row * width;
      System.arraycopy(text.ids(), 0, batch.ids, at, text.ids().length);
      System.arraycopy(text.types(), 0, batch.types, at, text.ids().length);
      Arrays.fill(batch.mask, at, at + text.ids().length, 1);
    }
    return batch;
  }
}
