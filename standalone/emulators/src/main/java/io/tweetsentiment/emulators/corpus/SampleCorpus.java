package io.tweetsentiment.emulators.corpus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * 33,000 invented tweets about espresso and a night train, over the four days from 2 March 2026:
 * retweets, quotes, replies, long posts, emoji, eight languages, tweets found twice, edited,
 * deleted, or found under both topics. The same seed gives the same tweets on every machine.
 */
public final class SampleCorpus implements TweetCorpus {
  private static final long MINUTE = 60_000;
  private static final long TO_DELETION = 3 * 3600_000;

  /** An object under a topic: a version of a tweet, and when it is found. */
  private record Entry(int tweet, int version, long at) {}

  private final SampleTweets tweets;
  private final Map<String, List<Entry>> byTopic = new LinkedHashMap<>();
  private final Map<String, List<Deletion>> deletions = new LinkedHashMap<>();

  /** The sample that is served when no tweets file is given. */
  public SampleCorpus() {
    this(2026);
  }

  public SampleCorpus(long seed) {
    this.tweets = new SampleTweets(seed);
    byTopic.put(SampleTweets.ESPRESSO, new ArrayList<>());
    byTopic.put(SampleTweets.NIGHT_TRAIN, new ArrayList<>());
    for (int i = 0; i < SampleTweets.COUNT; i++) {
      String topic = tweets.topic(i);
      List<Entry> list = byTopic.get(topic);
      list.add(new Entry(i, 0, tweets.at(i)));
      if (SampleTweets.both(i)) {
        byTopic.get(other(topic)).add(new Entry(i, 0, tweets.at(i)));
      }
      if (edited(i)) {
        list.add(new Entry(i, 1, tweets.versionAt(i, 1)));
      }
      if (SampleTweets.duplicated(i)) {
        list.add(new Entry(i, 0, repeatAt(i)));
      }
      if (deleted(i)) {
        deletions
            .computeIfAbsent(topic, t -> new ArrayList<>())
            .add(new Deletion(tweets.id(i, 0), Instant.ofEpochMilli(deletedAt(i))));
      }
    }
    byTopic.values().forEach(list -> list.sort(Comparator.comparingLong(Entry::at)));
  }

  private static String other(String topic) {
    return topic.equals(SampleTweets.ESPRESSO) ? SampleTweets.NIGHT_TRAIN : SampleTweets.ESPRESSO;
  }

  private boolean edited(int tweet) {
    return SampleTweets.edited(tweet)
        && tweets.versionAt(tweet, 1) < SampleRhythm.END.toEpochMilli();
  }

  private boolean deleted(int tweet) {
    return SampleTweets.deleted(tweet) && deletedAt(tweet) < SampleRhythm.END.toEpochMilli();
  }

  private long deletedAt(int tweet) {
    return tweets.at(tweet) + TO_DELETION;
  }

  /**
   * Later, at busy times on another page, but in the same minute and therefore in the same slice.
   */
  private long repeatAt(int tweet) {
    long at = tweets.at(tweet);
    return Math.min(at + MINUTE / 2, Math.floorDiv(at, MINUTE) * MINUTE + MINUTE - 1);
  }

  @Override
  public List<String> topics() {
    return List.copyOf(byTopic.keySet());
  }

  @Override
  public int size(String topic) {
    return byTopic.getOrDefault(topic, List.of()).size();
  }

  @Override
  public Instant at(String topic, int position) {
    return Instant.ofEpochMilli(byTopic.get(topic).get(position).at());
  }

  @Override
  public CorpusObject object(String topic, int position) {
    Entry entry = byTopic.get(topic).get(position);
    return tweets.object(entry.tweet(), entry.version());
  }

  @Override
  public List<Deletion> deletions(String topic, Instant start, Instant end) {
    return deletions.getOrDefault(topic, List.of()).stream()
        .filter(deletion -> !deletion.at().isBefore(start) && deletion.at().isBefore(end))
        .toList();
  }

  /** Counts the objects that a run over both topics and the whole span receives. */
  public SampleTotals totals() {
    int duplicates = 0;
    int edits = 0;
    int deleted = 0;
    int both = 0;
    Map<String, Integer> kinds = new TreeMap<>();
    Map<String, Integer> languages = new TreeMap<>();
    for (int i = 0; i < SampleTweets.COUNT; i++) {
      duplicates += SampleTweets.duplicated(i) ? 1 : 0;
      edits += edited(i) ? 1 : 0;
      deleted += deleted(i) ? 1 : 0;
      both += SampleTweets.both(i) ? 1 : 0;
      kinds.merge(tweets.kind(i).name().toLowerCase(Locale.ROOT), 1, Integer::sum);
      languages.merge(tweets.object(i, 0).data().get("lang").asText(), 1, Integer::sum);
    }
    int pairs = SampleTweets.COUNT + both;
    return new SampleTotals(
        SampleTweets.COUNT,
        pairs,
        pairs + duplicates + edits,
        duplicates,
        edits,
        deleted,
        both,
        kinds,
        languages);
  }
}
