/**
 * The whole pipeline in one command: real parts where they can be had, emulated protocols
 * elsewhere.
 */
package io.tweetsentiment.standalone;
