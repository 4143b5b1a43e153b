package io.tweetsentiment.standalone.bench.broken;

/**
 * A broken record of a mix.
 *
 * @param kind what is wrong with it
 * @param marker what it is found again by
 * @param draft the record
 */
record Injection(Kind kind, String marker, Draft draft) {}
