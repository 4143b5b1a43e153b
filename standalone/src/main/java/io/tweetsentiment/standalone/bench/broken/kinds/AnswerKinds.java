package io.tweetsentiment.standalone.bench.broken.kinds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Responses of X that contain a good tweet and malformed other members. */
final class AnswerKinds {

  private AnswerKinds() {}

  static List<Kind> list() {
    Map<String, String> beside = new LinkedHashMap<>();
    beside.put("includes null", "\"includes\":null");
    beside.put("includes an array", "\"includes\":[1,null]");
    beside.put("users null", "\"includes\":{\"users\":null}");
    beside.put("users of nulls and numbers", "\"includes\":{\"users\":[null,9,[],{}]}");
    beside.put("users by name", "\"includes\":{\"users\":{\"9\":{}}}");
    beside.put("included tweets of strings", "\"includes\":{\"tweets\":[\"x\",null,{\"id\":1}]}");
    beside.put("errors null", "\"errors\":null");
    beside.put("errors a string", "\"errors\":\"x\"");
    beside.put("errors an object", "\"errors\":{\"a\":null,\"b\":[1]}");
    beside.put("errors of nulls and numbers", "\"errors\":[null,1,[],{}]");
    beside.put(
        "errors about nobody",
        "\"errors\":[{\"type\":\"x/resource-not-found\",\"resource_type\":\"tweet\","
            + "\"parameter\":\"id\"},{\"type\":7,\"resource_id\":null}]");
    beside.put("members that nobody knows", "\"x\":{\"y\":[1,2,{}]},\"_\":null");
    beside.put("errors twice", "\"errors\":[1],\"errors\":[2]");
    Kinds kinds = new Kinds(EntryPoint.ANSWER);
    beside.forEach(
        (name, members) ->
            kinds.add(
                "answer with " + name,
                Proof.ROW,
                Integer.MAX_VALUE,
                sample -> Draft.of("\"data\":[" + sample.tweet() + "]," + members)));
    return kinds.toList();
  }
}
