/**
 * The parts that the launcher starts and stops: broker, Connect, registry, PostgreSQL, object
 * store.
 */
package io.tweetsentiment.standalone.parts;
