package io.tweetsentiment.sentiment.onnx;

/**
 * A text as tokens.
 *
 * @param ids token ids, special ones included
 * @param types token type ids, as many
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
record EncodedText(long[] ids, long[] types) {}
