package io.tweetsentiment.standalone.bench.broken;

import io.tweetsentiment.standalone.bench.broken.kinds.EntryPoint;
import io.tweetsentiment.standalone.bench.broken.kinds.Kind;
import io.tweetsentiment.standalone.bench.broken.kinds.Kinds;
import io.tweetsentiment.standalone.bench.broken.kinds.SampleTweet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Good and broken records; the same for the same seed and size.
 *
 * @param injections broken records, in equal numbers of each kind as far as possible
 * @param good ids of good tweets
 */
record Mix(List<BrokenRecord> injections, List<String> good, long seed) {

  /**
   * Creates a mix of all kinds.
   *
   * @param count number of broken records; a mix holds at least one of each kind
   */
  static Mix of(long seed, int count) {
    return of(seed, count, Pattern.compile(""));
  }

  /**
   * Creates a mix of some kinds.
   *
   * @param wanted pattern that must be found in the entry point and name of a kind
   */
  static Mix of(long seed, int count, Pattern wanted) {
    List<Kind> kinds = Kinds.all();
    List<Kind> left =
        kinds.stream()
            .filter(kind -> wanted.matcher(kind.place() + ": " + kind.name()).find())
            .toList();
    int most = left.stream().mapToInt(kind -> Math.min(kind.most(), count)).sum();
    Random random = new Random(seed);
    List<BrokenRecord> injections = new ArrayList<>();
    for (int round = 0; round == 0 || injections.size() < Math.min(count, most); round++) {
      for (Kind kind : left) {
        if (round < kind.most() && (round == 0 || injections.size() < count)) {
          injections.add(injection(kind, kinds.indexOf(kind), injections.size(), random));
        }
      }
    }
    List<String> good = IntStream.range(0, count).mapToObj(Marker::good).toList();
    return new Mix(List.copyOf(injections), good, seed);
  }

  private static BrokenRecord injection(Kind kind, int index, int serial, Random random) {
    String marker = Marker.of(index, serial);
    return new BrokenRecord(
        kind, marker, kind.form().of(new SampleTweet(marker, new Random(random.nextLong()))));
  }

  /** The broken records that enter at a place. */
  List<BrokenRecord> at(EntryPoint place) {
    return injections.stream().filter(injection -> injection.kind().place() == place).toList();
  }
}
