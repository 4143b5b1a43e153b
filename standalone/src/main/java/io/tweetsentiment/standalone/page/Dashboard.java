package io.tweetsentiment.standalone.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dashboard in Grafana's classic JSON, with access to its queries. */
record Dashboard(JsonNode json) {

  /** Its name in URLs: its uid, or its title if it has no uid. */
  String uid() {
    return json.path("uid").asText(json.path("title").asText());
  }

  /** The SQL of the queries of each panel, by panel id; empty for a panel without SQL. */
  Map<String, List<String>> panels() {
    Map<String, List<String>> panels = new LinkedHashMap<>();
    for (JsonNode panel : json.path("panels")) {
      List<String> queries = new ArrayList<>();
      for (JsonNode target : panel.path("targets")) {
        if (target.hasNonNull("rawSql") && !target.path("hide").asBoolean()) {
          queries.add(target.get("rawSql").asText());
        }
      }
      panels.put(panel.path("id").asText(), queries);
    }
    return panels;
  }

  /** The SQL that lists the values of each variable, by name. */
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (JsonNode variable : json.path("templating").path("list")) {
      if (variable.path("type").asText().equals("query")) {
        JsonNode query = variable.path("query");
        variables.put(
            variable.path("name").asText(),
            query.isTextual() ? query.asText() : query.path("rawSql").asText());
      }
    }
    return variables;
  }
}
