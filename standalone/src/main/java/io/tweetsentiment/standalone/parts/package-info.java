/**
 * The parts of a run, each with its start and stop: broker, Connect, registry, PostgreSQL, object
 * store, emulated endpoints, streams app, loader.
 */
package io.tweetsentiment.standalone.parts;
