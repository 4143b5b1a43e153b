package io.tweetsentiment.connect.kinesis;

import java.util.List;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * The answer of one read of a shard.
 *
 * @param millisBehind how far the end of the page is behind the end of the shard; 0 at the end
 * @param last whether the shard is closed and read to its end
 */
record Page(String shard, List<Record> records, long millisBehind, boolean last)
    implements FetchResult {}
