package io.tweetsentiment.standalone.run;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Finds the words of a failure for a person. */
final class FailureMessage {

  private FailureMessage() {}

  /** What a failure says, or what caused it says where it has no words of its own. */
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

  /** Those that are thrown with whole sentences. */
  private static boolean speaks(Throwable failure) {
    return failure.getClass() == IllegalStateException.class
        || failure.getClass().getName().startsWith("io.tweetsentiment.");
  }
}
