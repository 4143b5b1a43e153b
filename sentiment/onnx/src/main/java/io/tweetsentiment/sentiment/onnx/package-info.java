/** The engine {@code onnx}: a classifier in ONNX form with its tokenizer, from a folder. */
package io.tweetsentiment.sentiment.onnx;
