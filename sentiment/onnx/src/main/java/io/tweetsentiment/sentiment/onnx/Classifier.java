package io.tweetsentiment.sentiment.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The ONNX model: computes logits for padded batches. One thread computes a batch, in the order of
 * the graph, so that the same batch gives the same bits. Threading: thread-safe until it is closed.
 */
final class Classifier implements AutoCloseable {

  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";
  private static final Set<String> FED = Set.of(IDS, MASK, TYPES);
  private static final String LOGITS = "logits";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Map<String, OnnxJavaType> inputs;
  private final String output;

  private Classifier(
      OrtEnvironment environment,
      OrtSession session,
      Map<String, OnnxJavaType> inputs,
      String output) {
    this.environment = environment;
    this.session = session;
    this.inputs = inputs;
    this.output = output;
  }

  /**
   * Opens a model.
   *
   * @throws IllegalArgumentException when the file is not a valid model, requires inputs that a
   *     text classifier does not have, or the runtime has no native library for this machine
   */
  static Classifier open(Path model) {
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setDeterministicCompute(true);
        // Errors are thrown as exceptions; without this the runtime prints them to the console,
        // too.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        OrtSession session = environment.createSession(model.toString(), options);
        return new Classifier(environment, session, inputs(model, session), output(session));
      }
    } catch (OrtException e) {
      throw ModelFolder.broken(model, "cannot be read as an ONNX model: " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw new IllegalArgumentException(
          "the ONNX runtime has no library for "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch")
              + ": "
              + e.getMessage()
              + "; it supports Linux (x86-64, arm64), macOS (arm64) and Windows (x86-64).",
          e);
    }
  }

  private static Map<String, OnnxJavaType> inputs(Path model, OrtSession session)
      throws OrtException {
    Map<String, OnnxJavaType> inputs = new HashMap<>();
    for (NodeInfo input : session.getInputInfo().values()) {
      boolean isFed = FED.contains(input.getName()) && input.getInfo() instanceof TensorInfo;
      OnnxJavaType type = isFed ? ((TensorInfo) input.getInfo()).type : OnnxJavaType.UNKNOWN;
      if (type != OnnxJavaType.INT64 && type != OnnxJavaType.INT32) {
        session.close();
        throw ModelFolder.broken(
            model,
            "requires the input "
                + input
                + "; the engine provides only the integer inputs "
                + IDS
                + ", "
                + MASK
                + " and "
                + TYPES,
            null);
      }
      inputs.put(input.getName(), type);
    }
    return inputs;
  }

  private static String output(OrtSession session) {
    Set<String> names = session.getOutputNames();
    return names.contains(LOGITS) ? LOGITS : names.iterator().next();
  }

  /**
   * Computes the logits of a batch.
   *
   * @return one row per text, one column per class
   * @throws OrtException when the model rejects this batch
   */
  float[][] logits(PaddedBatch batch) throws OrtException {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      for (Map.Entry<String, OnnxJavaType> input : inputs.entrySet()) {
        long[] values =
            switch (input.getKey()) {
              case IDS -> batch.ids();
              case MASK -> batch.mask();
              default -> batch.types();
            };
        tensors.put(input.getKey(), tensor(values, batch, input.getValue()));
      }
      try (OrtSession.Result result = session.run(tensors, Set.of(output))) {
        return rows((OnnxTensor) result.get(0), batch.rows());
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(long[] values, PaddedBatch batch, OnnxJavaType type)
      throws OrtException {
    long[] shape = {batch.rows(), batch.width()};
    return type == OnnxJavaType.INT64
        ? OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape)
        : OnnxTensor.createTensor(
            environment,
            IntBuffer.wrap(Arrays.stream(values).mapToInt(value -> (int) value).toArray()),
            shape);
  }

  private static float[][] rows(OnnxTensor tensor, int rows) throws OrtException {
    FloatBuffer values = tensor.getFloatBuffer();
    if (values == null || tensor.getInfo().getShape()[0] != rows) {
      throw new OrtException("the model returned " + tensor.getInfo() + " for " + rows + " texts");
    }
    float[][] logits = new float[rows][values.remaining() / rows];
    for (float[] row : logits) {
      values.get(row);
    }
    return logits;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("cannot close the model", e);
    }
  }
}
