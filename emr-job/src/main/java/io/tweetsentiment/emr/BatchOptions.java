package io.tweetsentiment.emr;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run reads and writes.
 *
 * @param topics folder with the topics' folders
 * @param output output folder
 * @param subjects the topics that tweets are about; empty for all
 * @param days days whose rows are written; empty for all
 * @param byDay whether the tables are partitioned by day
 */
record BatchOptions(
    String topics,
    String output,
    String rawTopic,
    String sentimentTopic,
    List<String> subjects,
    Optional<Output.Days> days,
    boolean byDay,
    Duration window,
    boolean rescore) {}
