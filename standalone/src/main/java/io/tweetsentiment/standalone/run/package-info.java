/**
 * One run of the whole pipeline: it starts the parts, feeds them, finds out when everything is in
 * the warehouse, shows its status and stops the parts.
 */
package io.tweetsentiment.standalone.run;
