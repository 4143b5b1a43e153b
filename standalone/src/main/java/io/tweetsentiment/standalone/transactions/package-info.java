/**
 * Finds transactions that a killed broker has left without an end, and ends them as the transaction
 * coordinator had decided.
 */
package io.tweetsentiment.standalone.transactions;
