package io.tweetsentiment.standalone.bench.broken;

import io.tweetsentiment.standalone.bench.broken.kinds.Draft;
import io.tweetsentiment.standalone.bench.broken.kinds.Kind;

/**
 * A broken record of a mix.
 *
 * @param kind what is wrong with it
 * @param marker number by which it is found again
 * @param draft the record
 */
record BrokenRecord(Kind kind, String marker, Draft draft) {}
