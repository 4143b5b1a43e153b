package io.tweetsentiment.emulators.corpus;

import java.util.Map;

/**
 * The contents of the sample corpus in numbers, to check a run over all of it.
 *
 * <p>A run over both topics and the whole span receives {@code objects + deletions} records, of
 * which {@code pairs - deletions} remain as merged tweets.
 *
 * @param tweets distinct tweets; the versions of an edited one count once
 * @param pairs distinct (topic, tweet)
 * @param objects objects under the topics: {@code pairs + duplicates + edits}
 * @param duplicates objects that are found a second time, unchanged
 * @param edits second versions
 * @param deletions tweets that are deleted, each under one topic
 * @param bothTopics tweets found under both topics
 * @param byKind tweets by {@code original}, {@code long}, {@code retweet}, {@code quote}, {@code
 *     reply}
 * @param byLanguage tweets by {@code lang}
 */
public record SampleTotals(
    int tweets,
    int pairs,
    int objects,
    int duplicates,
    int edits,
    int deletions,
    int bothTopics,
    Map<String, Integer> byKind,
    Map<String, Integer> byLanguage) {}
