package io.tweetsentiment.connect.kinesis;

import java.util.List;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * The result of one read of a shard.
 *
 * @param millisBehind how far the end of the page is behind the newest record of the shard, in
 *     milliseconds; 0 at the end
 * @param last whether the shard is closed and was read to its end
 */
record FetchedRecords(String shard, List<Record> records, long millisBehind, boolean last)
    implements FetchResult {}
