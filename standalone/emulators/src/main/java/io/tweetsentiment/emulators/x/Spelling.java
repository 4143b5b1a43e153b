package io.tweetsentiment.emulators.x;

/** The names of fields in responses; requests may use either. */
enum Spelling {
  /** {@code note_tweet}, {@code referenced_tweets}, {@code edit_history_tweet_ids}. */
  TWEET,
  /** {@code note_post}, {@code referenced_posts}, {@code edit_history_post_ids}. */
  POST
}
