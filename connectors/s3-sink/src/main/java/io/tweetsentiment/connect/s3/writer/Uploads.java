package io.tweetsentiment.connect.s3.writer;

import io.tweetsentiment.connect.s3.storage.CallDeadline;
import io.tweetsentiment.connect.s3.storage.CallDeadline.OutOfTime;
import io.tweetsentiment.connect.s3.storage.ObjectStore;
import io.tweetsentiment.connect.s3.storage.ObjectStore.Stored;
import io.tweetsentiment.connect.s3.storage.Refusal;
import io.tweetsentiment.connect.s3.storage.SealedFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * Uploads the sealed files of several writers in parallel and waits for them, but not longer than
 * the current call of Connect may take: an upload that takes longer goes on, and the next call
 * waits for it. Threading: owned by the task thread.
 */
public final class Uploads implements AutoCloseable {
  private final ObjectStore store;
  private final CallDeadline deadline;
  private final ExecutorService executor;
  private final Map<SealedFile, Future<Stored>> running = new HashMap<>();

  public Uploads(ObjectStore store, int threads, CallDeadline deadline) {
    this.store = store;
    this.deadline = deadline;
    this.executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "s3-sink-upload");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Uploads the sealed files and passes each result to its writer. Files that could not be stored
   * stay sealed; after all other results are passed on, one of their failures is thrown. A failure
   * that ends the task takes precedence over a retriable one.
   *
   * @throws OutOfTime if uploads have not ended when the call must return
   */
  public void store(Collection<TopicPartitionWriter> writers) {
    for (TopicPartitionWriter writer : writers) {
      for (SealedFile file : writer.sealed()) {
        running.computeIfAbsent(file, next -> executor.submit(() -> store.create(next)));
      }
    }
    RuntimeException failure = null;
    for (TopicPartitionWriter writer : writers) {
      for (SealedFile file : writer.sealed()) {
        try {
          writer.stored(file, result(file));
        } catch (RetriableException e) {
          failure = worse(failure, e);
        } catch (ExecutionException e) {
          failure = worse(failure, e.getCause());
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private Stored result(SealedFile file) throws ExecutionException {
    Future<Stored> upload = running.get(file);
    try {
      if (!upload.isDone()) {
        upload.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      }
      running.remove(file);
      return upload.get();
    } catch (TimeoutException e) {
      throw new OutOfTime(file.key() + " is still being uploaded");
    } catch (ExecutionException e) {
      running.remove(file);
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("Interrupted while files were uploaded", e);
    }
  }

  /** Keeps the failure that says most about what to do. */
  private static RuntimeException worse(RuntimeException known, Throwable next) {
    RuntimeException failure =
        next instanceof RuntimeException e
            ? e
            : new ConnectException("A file could not be uploaded", next);
    return known == null || rank(failure) > rank(known) ? failure : known;
  }

  private static int rank(RuntimeException failure) {
    return failure instanceof OutOfTime
        ? 0
        : failure instanceof Refusal ? 2 : failure instanceof RetriableException ? 1 : 3;
  }

  /** Ends the uploads of a writer whose files are discarded. */
  public void cancel(TopicPartitionWriter writer) {
    for (SealedFile file : writer.sealed()) {
      Future<Stored> upload = running.remove(file);
      if (upload != null) {
        upload.cancel(true);
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
