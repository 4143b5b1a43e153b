/** Forms of the configuration: properties, YAML, and the files of the reference system. */
package io.tweetsentiment.producer.config;
