package io.tweetsentiment.standalone.bench.broken.kinds;

import java.util.ArrayList;
import java.util.List;

/** Collects the kinds of one entry point, and lists all kinds. */
public final class Kinds {

  /**
   * Maximum for kinds whose records have several megabytes, or of which more records would show
   * nothing new.
   */
  static final int FEW = 2;

  private final EntryPoint place;
  private final List<Kind> list = new ArrayList<>();

  Kinds(EntryPoint place) {
    this.place = place;
  }

  /** All kinds, in a fixed order. */
  public static List<Kind> all() {
    List<Kind> all = new ArrayList<>();
    all.addAll(SyntaxKinds.list());
    all.addAll(TweetKinds.list());
    all.addAll(TimeKinds.list());
    all.addAll(FileKinds.list());
    all.addAll(ElementKinds.list());
    all.addAll(AnswerKinds.list());
    all.addAll(KinesisKinds.list());
    all.addAll(RawKinds.list());
    all.addAll(SentimentKinds.list());
    all.addAll(ObjectKinds.list());
    return all;
  }

  Kinds rejected(String name, Kind.Form form) {
    return add(name, Proof.REJECTED, Integer.MAX_VALUE, form);
  }

  Kinds either(String name, Kind.Form form) {
    return add(name, Proof.EITHER, Integer.MAX_VALUE, form);
  }

  Kinds add(String name, Proof proof, int most, Kind.Form form) {
    list.add(new Kind(name, place, proof, most, form));
    return this;
  }

  List<Kind> toList() {
    return List.copyOf(list);
  }
}
