package io.tweetsentiment.emr;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the failure of a Spark job into one line. */
final class Failures {

  /** Spark names the object whose pages cannot be decoded. */
  private static final Pattern FILE =
      Pattern.compile("(?:reading file|file path:?) (\\S+?)[.,]?(?:\\s|$)");

  private Failures() {}

  /** The object that could not be read, if the failure names one, and the first cause. */
  static String line(Throwable failure) {
    String object = null;
    Throwable first = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher file = FILE.matcher(String.valueOf(cause.getMessage()));
      object = object == null && file.find() ? file.group(1) : object;
      first = cause;
    }
    String why = ObjectCheck.oneLine(first);
    return object == null
        ? "the job failed: " + sentence(why)
        : String.format(
            "object %s is damaged: %s Remove it or put a sound copy in its place.",
            object, sentence(why));
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
