package io.tweetsentiment.sentiment.train;

import java.util.List;

/**
 * A classification task that a net is trained on.
 *
 * @param name name for debugging
 * @param outputs number of outputs
 * @param exclusive whether exactly one output is correct (softmax), or any number
 * @param rows the texts
 * @param targets for each row, bit {@code k} is set when output {@code k} is correct
 * @param importance weight of each row
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
record NetTask(
    String name,
    int outputs,
    boolean exclusive,
    List<NetInput> rows,
    int[] targets,
    double[] importance) {}
