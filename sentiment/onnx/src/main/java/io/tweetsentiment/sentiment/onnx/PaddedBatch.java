package io.tweetsentiment.sentiment.onnx;

import java.util.Arrays;
import java.util.List;

/**
 * Texts as rows of equal length, that of the longest.
 *
 * @param rows number of texts
 * @param width tokens a row
 * @param ids token ids row by row, filled up with the padding id
 * @param mask 1 where there is a token, 0 where there is padding
 * @param types token type ids
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
record PaddedBatch(int rows, int width, long[] ids, long[] mask, long[] types) {

  static PaddedBatch of(List<EncodedText> texts, int padId) {
    // A model takes no empty rows, not even for texts without any token.
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
