package io.tweetsentiment.standalone.run;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Turns an exception into a message for the user. */
final class FailureMessage {

  private FailureMessage() {}

  /** The message of a failure, or of its cause when the failure has no message of its own. */
  static String of(Throwable failure) {
    Throwable told = failure;
    while (told.getCause() != null && (wraps(told) || told.getMessage() == null)) {
      told = told.getCause();
    }
    String message = told.getMessage();
    if (message == null) {
      return told.toString();
    }
    return speaks(told) ? message : told.getClass().getSimpleName() + ": " + message;
  }

  private static boolean wraps(Throwable failure) {
    return failure instanceof ExecutionException
        || failure instanceof CompletionException
        || failure instanceof InvocationTargetException
        || failure instanceof ExceptionInInitializerError
        || (failure.getClass() == RuntimeException.class
            && failure.getMessage() != null
            && failure.getMessage().equals(String.valueOf(failure.getCause())));
  }

  /** Exceptions whose messages are complete sentences. */
  private static boolean speaks(Throwable failure) {
    return failure.getClass() == IllegalStateException.class
        || failure.getClass().getName().startsWith("io.tweetsentiment.");
  }
}
