package io.tweetsentiment.sentiment.onnx;

/**
 * The tokens of a text.
 *
 * @param ids token ids, including special tokens
 * @param types token type ids, one for each token
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
record EncodedText(long[] ids, long[] types) {}
