/** How the connector reaches Kinesis: clients, credentials, proxies. */
package io.tweetsentiment.connect.kinesis.client;
