package io.tweetsentiment.sentiment.train;

import java.util.List;

/**
 * Something that a net learns to tell from a text.
 *
 * @param name what it is called in a debugger
 * @param outputs number of outputs
 * @param exclusive whether exactly one output is right (softmax) or each may be
 * @param rows the texts
 * @param targets bit {@code k} says that output {@code k} is right, for each row
 * @param importance of each row
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
record NetTask(
    String name,
    int outputs,
    boolean exclusive,
    List<NetInput> rows,
    int[] targets,
    double[] importance) {}
