package io.tweetsentiment.sql.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Finds the windows in which the sides differ, and the likely cause. */
public final class Comparison {

  /**
   * A window in which they differ.
   *
   * @param stream tweets according to the stream's aggregate; 0 when it has none
   * @param batch tweets according to the batch job; empty when its output was not given
   * @param warehouse tweets according to the warehouse
   */
  public record Difference(
      WindowKey window, long stream, Optional<Long> batch, long warehouse, String cause) {}

  private static final WindowValues NONE = new WindowValues(0, List.of(), OptionalLong.empty(), "");

  private final Map<WindowKey, WindowValues> stream;
  private final Optional<Map<WindowKey, WindowValues>> batch;
  private final Map<WindowKey, WindowValues> warehouse;
  private final Set<String> loaded;
  private final Set<WindowKey> rejected;

  /**
   * A comparison of the sides.
   *
   * @param loaded keys of the objects that the load audit has
   * @param rejected windows that are recorded in {@code load_reject}
   */
  public Comparison(
      Map<WindowKey, WindowValues> stream,
      Optional<Map<WindowKey, WindowValues>> batch,
      Map<WindowKey, WindowValues> warehouse,
      Set<String> loaded,
      Set<WindowKey> rejected) {
    this.stream = stream;
    this.batch = batch;
    this.warehouse = warehouse;
    this.loaded = loaded;
    this.rejected = rejected;
  }

  /** The windows that differ, in order. */
  public List<Difference> differences() {
    Set<WindowKey> all = new TreeSet<>(stream.keySet());
    all.addAll(warehouse.keySet());
    batch.ifPresent(windows -> all.addAll(windows.keySet()));
    List<Difference> differences = new ArrayList<>();
    for (WindowKey window : all) {
      WindowValues ofStream = stream.getOrDefault(window, NONE);
      WindowValues ofWarehouse = warehouse.getOrDefault(window, NONE);
      Optional<WindowValues> ofBatch = batch.map(windows -> windows.getOrDefault(window, NONE));
      boolean isLoaded = ofStream.isSameAs(ofWarehouse);
      boolean isComputed = ofBatch.isEmpty() || ofBatch.get().isSameAs(ofStream);
      if (!isLoaded || !isComputed) {
        differences.add(
            new Difference(
                window,
                ofStream.count(),
                ofBatch.map(WindowValues::count),
                ofWarehouse.count(),
                isLoaded ? causeOfBatch(ofStream, ofBatch.get()) : cause(window)));
      }
    }
    return differences;
  }

  private String cause(WindowKey window) {
    WindowValues ofStream = stream.getOrDefault(window, NONE);
    WindowValues ofWarehouse = warehouse.getOrDefault(window, NONE);
    if (rejected.contains(window)) {
      return "the row does not fit the warehouse, see load_reject";
    }
    if (ofStream.offset().isEmpty()) {
      return "the bucket no longer has the object of the window";
    }
    if (!loaded.contains(ofStream.object())) {
      return "object " + ofStream.object() + " is not loaded";
    }
    if (ofWarehouse.offset().isEmpty()) {
      return "the row was loaded from " + ofStream.object() + " and is gone";
    }
    if (ofWarehouse.offset().getAsLong() > ofStream.offset().getAsLong()) {
      return "the warehouse has a newer row; the bucket no longer has its object";
    }
    return ofWarehouse.offset().equals(ofStream.offset())
        ? "the row was changed in the warehouse after it was loaded"
        : "the row was loaded from " + ofStream.object() + " and replaced by an older one";
  }

  private static String causeOfBatch(WindowValues ofStream, WindowValues ofBatch) {
    return ofStream.count() == ofBatch.count()
        ? "the batch job has other scores; compare the engines, or a later score was given"
        : "the batch job read fewer or other tweets; run it again after the sinks have written";
  }
}
