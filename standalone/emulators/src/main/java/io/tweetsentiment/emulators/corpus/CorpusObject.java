package io.tweetsentiment.emulators.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One object of a corpus with all fields that are known, as X would give it if all were asked for.
 *
 * @param data the tweet, in either spelling of its field names
 * @param users array of the users it names, may be missing
 * @param tweets array of the tweets it refers to, may be missing
 * @param malformed true for what is no tweet object: served whole, whatever fields are asked for
 */
public record CorpusObject(ObjectNode data, JsonNode users, JsonNode tweets, boolean malformed) {}
