/** The engine {@code onnx}: a text classifier in ONNX format with its tokenizer, from a folder. */
package io.tweetsentiment.sentiment.onnx;
