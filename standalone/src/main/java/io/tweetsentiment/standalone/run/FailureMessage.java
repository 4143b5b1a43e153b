package io.tweetsentiment.standalone.run;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Turns an exception into a message for the user. */
final class FailureMessage {

  private FailureMessage() {}

  /** The message of a failure, or of its cause when the failure has no message of its own. */
  static String of(Throwable failure) {
    Throwable shown = failure;
    while (shown.getCause() != null && (isWrapper(shown) || shown.getMessage() == null)) {
      shown = shown.getCause();
    }
    String message = shown.getMessage();
    if (message == null) {
      return shown.toString();
    }
    return hasOwnSentence(shown) ? message : shown.getClass().getSimpleName() + ": " + message;
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof ExecutionException
        || failure instanceof CompletionException
        || failure instanceof InvocationTargetException
        || failure instanceof ExceptionInInitializerError
        || (failure.getClass() == RuntimeException.class
            && failure.getMessage() != null
            && failure.getMessage().equals(String.valueOf(failure.getCause())));
  }

  /** Exceptions whose messages are complete sentences. */
  private static boolean hasOwnSentence(Throwable failure) {
    return failure.getClass() == IllegalStateException.class
        || failure.getClass().getName().startsWith("io.tweetsentiment.");
  }
}
