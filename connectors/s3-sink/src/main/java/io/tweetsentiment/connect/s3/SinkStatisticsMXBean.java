package io.tweetsentiment.connect.s3;

/**
 * What JMX shows of a task, as {@code
 * io.tweetsentiment.connect.s3:type=sink-task,connector="name",task=0}. All but the open files
 * count from the start of the task.
 */
public interface SinkStatisticsMXBean {
  /** Records that Connect delivered; those of a batch that is delivered again count again. */
  long getRecords();

  /** Files that are open now. */
  int getOpenFiles();

  /** Heap that they use, in bytes, estimated. */
  long getOpenBytes();

  /** Objects that the task created. */
  long getStoredObjects();

  /** Records in these objects. */
  long getStoredRecords();

  /** Bytes of these objects. */
  long getStoredBytes();

  /** Batches that Connect had to deliver again because S3 failed or was slow. */
  long getRetries();

  /** Tells the tasks of one name apart. */
  String getIdentity();
}
