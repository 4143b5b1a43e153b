package io.tweetsentiment.connect.s3.writer;

import io.tweetsentiment.connect.s3.storage.ObjectStore;
import io.tweetsentiment.connect.s3.storage.ObjectStore.Stored;
import io.tweetsentiment.connect.s3.storage.SealedFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/** Uploads the sealed files of several writers in parallel and waits for all of them. */
public final class Uploads implements AutoCloseable {
  private final ObjectStore store;
  private final ExecutorService executor;

  public Uploads(ObjectStore store, int threads) {
    this.store = store;
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
   */
  public void store(Collection<TopicPartitionWriter> writers) {
    List<Upload> uploads = new ArrayList<>();
    for (TopicPartitionWriter writer : writers) {
      for (SealedFile file : writer.sealed()) {
        uploads.add(new Upload(writer, file, executor.submit(() -> store.create(file))));
      }
    }
    RuntimeException failure = null;
    for (Upload upload : uploads) {
      try {
        upload.writer().stored(upload.file(), upload.result().get());
      } catch (ExecutionException e) {
        failure = worse(failure, e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ConnectException("Interrupted while files were uploaded", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static RuntimeException worse(RuntimeException known, Throwable next) {
    if (known != null && !(known instanceof RetriableException)) {
      return known;
    }
    return next instanceof RuntimeException failure
        ? failure
        : new ConnectException("A file could not be uploaded", next);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private record Upload(TopicPartitionWriter writer, SealedFile file, Future<Stored> result) {}
}
