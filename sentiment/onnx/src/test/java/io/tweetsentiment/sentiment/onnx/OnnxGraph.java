package io.tweetsentiment.sentiment.onnx;

import java.util.List;

/** Builds an ONNX model node by node. Field numbers: onnx.proto of ONNX 1.x, IR version 8. */
final class OnnxGraph {

  static final int FLOAT = 1;
  static final int INT32 = 6;
  static final int INT64 = 7;

  private static final int IR_VERSION = 8;
  private static final int OPERATORS = 13;

  private final Protobuf graph = new Protobuf().text(2, "tiny");

  OnnxGraph node(String operator, List<String> inputs, String output, Protobuf... attributes) {
    Protobuf node = new Protobuf();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, output).text(4, operator);
    for (Protobuf attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
    return this;
  }

  /** A whole number that belongs to a node. */
  static Protobuf attribute(String name, long value) {
    return new Protobuf().text(1, name).number(3, value).number(20, 2);
  }

  OnnxGraph floats(String name, float[] values, long... shape) {
    Protobuf tensor = new Protobuf();
    for (long size : shape) {
      tensor.number(1, size);
    }
    graph.message(5, tensor.number(2, FLOAT).text(8, name).floats(9, values));
    return this;
  }

  OnnxGraph number(String name, long value) {
    graph.message(5, new Protobuf().number(1, 1).number(2, INT64).number(7, value).text(8, name));
    return this;
  }

  OnnxGraph input(String name, int type) {
    graph.message(11, value(name, type, "rows", "width"));
    return this;
  }

  OnnxGraph output(String name) {
    graph.message(12, value(name, FLOAT, "rows", "classes"));
    return this;
  }

  byte[] model() {
    return new Protobuf()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, new Protobuf().text(1, "").number(2, OPERATORS))
        .bytes();
  }

  private static Protobuf value(String name, int type, String... dimensions) {
    Protobuf shape = new Protobuf();
    for (String dimension : dimensions) {
      shape.message(1, new Protobuf().text(2, dimension));
    }
    Protobuf tensor = new Protobuf().number(1, type).message(2, shape);
    return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
  }
}
