package io.tweetsentiment.emulators.x;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A response with a status other than 200, in one of the forms that X uses. */
final class XProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient ObjectNode body;

  private XProblemException(int status, ObjectNode body) {
    super(body.toString(), null, false, false);
    this.status = status;
    this.body = body;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** URL of a problem type, with the host that X uses with this spelling. */
  static String type(Spelling spelling, String name) {
    String host = spelling == Spelling.POST ? "api.x.com" : "api.twitter.com";
    return "https://" + host + "/2/problems/" + name;
  }

  static XProblemException invalid(Spelling spelling, String parameter, String message) {
    ObjectNode body = object();
    ObjectNode error = body.putArray("errors").addObject();
    error.putObject("parameters").putArray(parameter);
    error.put("message", message);
    body.put("title", "Invalid Request");
    body.put("detail", "One or more parameters to your request was invalid.");
    body.put("type", type(spelling, "invalid-request"));
    return new XProblemException(400, body);
  }

  private static XProblemException blank(int status, String title) {
    return new XProblemException(
        status,
        object()
            .put("title", title)
            .put("type", "about:blank")
            .put("status", status)
            .put("detail", title));
  }

  static XProblemException unauthorized() {
    return blank(401, "Unauthorized");
  }

  static XProblemException notFound() {
    return blank(404, "Not Found");
  }

  static XProblemException unavailable() {
    return blank(503, "Service Unavailable");
  }

  /** A failure of the emulator itself; the detail names it. */
  static XProblemException internal(RuntimeException failure) {
    XProblemException problem = blank(500, "Internal Server Error");
    problem.body.put("detail", "the emulator failed: " + failure);
    return problem;
  }

  static XProblemException rateLimited() {
    ObjectNode body = object();
    body.putArray("errors").addObject().put("code", 88).put("message", "Rate limit exceeded");
    return new XProblemException(429, body);
  }

  static XProblemException usageCapped(Spelling spelling) {
    return new XProblemException(
        429,
        object()
            .put("title", "UsageCapExceeded")
            .put("detail", "Usage cap exceeded: Monthly product cap")
            .put("type", type(spelling, "usage-capped"))
            .put("period", "Monthly")
            .put("scope", "Product"));
  }

  int status() {
    return status;
  }

  ObjectNode body() {
    return body;
  }
}
