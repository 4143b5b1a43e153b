package io.tweetsentiment.standalone.bench.broken.kinds;

import java.util.List;

/** Lines whose {@code created_at} is missing, invalid or unusual. */
final class TimeKinds {

  private TimeKinds() {}

  static List<Kind> list() {
    Kinds kinds = new Kinds(EntryPoint.LINE);
    kinds
        .rejected("created_at missing", s -> s.data(t -> t.remove("created_at")))
        .rejected("created_at null", s -> s.data(t -> t.putNull("created_at")))
        .rejected("created_at a number", s -> s.data(t -> t.put("created_at", 1_772_445_600_000L)))
        .rejected("created_at an object", s -> s.data(t -> t.putObject("created_at")));
    for (String time :
        List.of(
            "yesterday",
            "",
            "1772445600",
            "2026-03-02",
            "2026-03-02T10:00:00",
            "2026-13-02T10:00:00Z",
            "2026-02-30T10:00:00Z",
            "2026-03-02T25:00:00Z",
            "Mon Mar 02 10:00:00 +0000 2026",
            "+10000-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "-0001-01-01T00:00:00Z")) {
      kinds.rejected("created_at '" + time + "'", at(time));
    }
    for (String time :
        List.of(
            "2026-03-02T10:30:60Z",
            "2026-03-02T24:00:00Z",
            "2026-03-02T16:00:00+05:30",
            "2026-03-02t10:00:00z",
            "2026-03-02T10:00:00.123456789Z",
            "2026-03-02T10:00Z",
            "0000-01-01T00:00:00Z")) {
      kinds.either("created_at '" + time + "'", at(time));
    }
    for (String time :
        List.of("0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z")) {
      // A few are enough: each requires its own slice.
      kinds.add("created_at '" + time + "'", Proof.EITHER, Kinds.FEW, at(time));
    }
    return kinds.toList();
  }

  private static Kind.Form at(String time) {
    return sample -> sample.data(tweet -> tweet.put("created_at", time));
  }
}
