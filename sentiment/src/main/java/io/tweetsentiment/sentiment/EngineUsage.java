package io.tweetsentiment.sentiment;

/**
 * What an engine outside the process was asked to do since it was opened.
 *
 * @param engine its name
 * @param calls calls made, including repeated ones
 * @param documents documents in these calls
 * @param characters characters of these documents, by which services are paid
 * @param throttled calls that the service throttled
 * @param cached documents that needed no call, because the same text had been scored before
 * @param nanos price of the documents, in billionths of a dollar
 * @param savedNanos what the cached documents would have cost, in billionths of a dollar
 */
public record EngineUsage(
    String engine,
    long calls,
    long documents,
    long characters,
    long throttled,
    long cached,
    long nanos,
    long savedNanos) {}
