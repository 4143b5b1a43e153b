package io.tweetsentiment.emulators.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One object of a corpus with all known fields, as X returns it when a request asks for all fields.
 *
 * @param data the tweet, in either spelling of its field names
 * @param users array of the users that it refers to; may be missing
 * @param tweets array of the tweets that it refers to; may be missing
 * @param malformed whether it is not a tweet object; it is then served whole, whichever fields a
 *     request asks for
 */
public record CorpusObject(ObjectNode data, JsonNode users, JsonNode tweets, boolean malformed) {}
