package io.tweetsentiment.emulators.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client of the emulator that uses the JDK's HTTP client. */
public final class Search {
  record Answer(int status, JsonNode body, HttpResponse<String> http) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final URI base;

  public Search(URI base) {
    this.base = base;
  }

  /**
   * @param parameters name, value, name, value
   */
  Answer get(String path, String... parameters) {
    return getAs("any-token", path, parameters);
  }

  Answer getAs(String token, String path, String... parameters) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < parameters.length; i += 2) {
      query.append(i == 0 ? "?" : "&").append(parameters[i]).append('=');
      query.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path + query));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), json.readTree(response.body()), response);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** All pages of a search, in order. */
  public List<JsonNode> pages(String path, String... parameters) {
    List<JsonNode> pages = new ArrayList<>();
    String[] next = parameters;
    while (true) {
      Answer answer = get(path, next);
      if (answer.status() != 200) {
        throw new IllegalStateException(answer.body().toString());
      }
      pages.add(answer.body());
      JsonNode token = answer.body().path("meta").path("next_token");
      if (token.isMissingNode()) {
        return pages;
      }
      next = java.util.Arrays.copyOf(parameters, parameters.length + 2);
      next[parameters.length] = "next_token";
      next[parameters.length + 1] = token.asText();
    }
  }

  public static List<String> ids(List<JsonNode> pages) {
    List<String> ids = new ArrayList<>();
    pages.forEach(page -> page.path("data").forEach(tweet -> ids.add(tweet.get("id").asText())));
    return ids;
  }
}
