package io.tweetsentiment.producer.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sets of spans, as lists in order of time without overlaps. */
public final class Spans {

  private Spans() {}

  /** The union of spans in any order. */
  public static List<Span> union(List<Span> spans) {
    List<Span> union = new ArrayList<>();
    for (Span span : spans.stream().sorted(Comparator.comparing(Span::start)).toList()) {
      Span last = union.isEmpty() ? null : union.get(union.size() - 1);
      if (last != null && !span.start().isAfter(last.end())) {
        union.set(union.size() - 1, new Span(last.start(), later(last.end(), span.end())));
      } else if (!span.isEmpty()) {
        union.add(span);
      }
    }
    return union;
  }

  /**
   * What is in a set and not in another one.
   *
   * @param spans a set
   * @param out spans in any order
   */
  public static List<Span> without(List<Span> spans, List<Span> out) {
    List<Span> cuts = union(out);
    List<Span> left = new ArrayList<>();
    int first = 0;
    for (Span span : spans) {
      while (first < cuts.size() && !cuts.get(first).end().isAfter(span.start())) {
        first++;
      }
      Instant start = span.start();
      for (int i = first; i < cuts.size() && cuts.get(i).start().isBefore(span.end()); i++) {
        if (start.isBefore(cuts.get(i).start())) {
          left.add(new Span(start, cuts.get(i).start()));
        }
        start = later(start, cuts.get(i).end());
      }
      if (start.isBefore(span.end())) {
        left.add(new Span(start, span.end()));
      }
    }
    return left;
  }

  /** Whether a span is part of a set. */
  public static boolean contain(List<Span> spans, Span span) {
    int place = place(spans, span.start());
    return place >= 0 && !span.end().isAfter(spans.get(place).end());
  }

  /** Whether a span has a part in a set. */
  public static boolean meet(List<Span> spans, Span span) {
    int place = place(spans, span.start());
    boolean begins = place >= 0 && spans.get(place).end().isAfter(span.start());
    return begins
        || (place + 1 < spans.size() && spans.get(place + 1).start().isBefore(span.end()));
  }

  /** Place of the last span that begins no later than an instant; -1 when there is none. */
  private static int place(List<Span> spans, Instant instant) {
    int low = 0;
    int high = spans.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (spans.get(middle).start().isAfter(instant)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low - 1;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
