package io.tweetsentiment.producer.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EstimateTest {

  private static final Prices PRICES = new Prices(0.005, 0.010, 0.005, 0.005, 0.010, 0.0001, 3);
  private static final PagePrice PAGE = PagePrice.of(PRICES, "author_id,referenced_tweets.id");

  private static Estimate.Terms terms(int maxPerSlice, Budget.Limits limits) {
    return new Estimate.Terms(100, 10, maxPerSlice, limits, PAGE, PRICES);
  }

  private static Estimate estimate(Estimate.Terms terms, long... counted) {
    List<Estimate.Topic> topics =
        java.util.stream.LongStream.of(counted)
            .mapToObj(count -> Estimate.Topic.of("t" + count, count, 384, terms))
            .toList();
    return new Estimate(topics, terms, 4);
  }

  @Test
  void shouldPriceTheReferenceRun() {
    assertThat(estimate(terms(0, Budget.Limits.NONE), 33_000).table().lines())
        .contains(
            "topic t33000: 33,000 tweets counted, 384 slices, at most 33,000 tweets in 714"
                + " requests, $165.00 to $825.00",
            "tweets (at most)               33,000",
            "requests (at most)             714",
            "X, tweets (certain)            $165.00",
            "X, referenced tweets (at most) $330.00",
            "X, authors (at most)           $330.00",
            "X, in all (at most)            $825.00",
            "Comprehend (at least)          $9.90",
            "this estimate (X)              $0.020")
        .anyMatch(line -> line.contains("$0.005 with the endpoint recent and $0.010 with all"));
  }

  @Test
  void shouldNotCountWhatIsNotRequested() {
    Estimate.Terms bare =
        new Estimate.Terms(100, 10, 0, Budget.Limits.NONE, PagePrice.of(PRICES, ""), PRICES);
    assertThat(estimate(bare, 33_000).most()).isEqualTo(165.0);
  }

  @Test
  void shouldKnowTheLimits() {
    assertThat(estimate(terms(100, Budget.Limits.NONE), 100_000).tweets()).isEqualTo(38_400);
    assertThat(estimate(terms(1_000, Budget.Limits.NONE), 100_000).tweets()).isEqualTo(100_000);
    assertThat(estimate(terms(1, Budget.Limits.NONE), 100_000).tweets())
        .as("the smallest page has ten tweets")
        .isEqualTo(3_840);
    assertThat(estimate(terms(105, Budget.Limits.NONE), 100_000).tweets()).isEqualTo(42_240);
    Estimate limited = estimate(terms(100, new Budget.Limits(500, 7, 2_000_000)), 100_000, 50);
    assertThat(limited.tweets()).isEqualTo(500);
    assertThat(limited.requests()).isEqualTo(7);
    assertThat(limited.most()).isEqualTo(2.0);
  }

  /** However the tweets lie in the slices, no more requests and tweets are needed. */
  @Property
  void shouldBeAnUpperBound(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 900) Integer> tweetsOfSlices,
      @ForAll @IntRange(max = 350) int maxPerSlice) {
    Estimate.Terms terms = terms(maxPerSlice, Budget.Limits.NONE);
    long counted = tweetsOfSlices.stream().mapToInt(Integer::intValue).sum();
    Estimate.Topic topic = Estimate.Topic.of("t", counted, tweetsOfSlices.size(), terms);
    long tweets = 0;
    long requests = 0;
    for (int slice : tweetsOfSlices) {
      int left = slice;
      int kept = 0;
      do {
        int size = maxPerSlice == 0 ? 100 : Math.max(10, Math.min(100, maxPerSlice - kept));
        int came = Math.min(size, left);
        left -= came;
        kept += came;
        requests++;
      } while (left > 0 && (maxPerSlice == 0 || kept < maxPerSlice));
      tweets += kept;
    }
    assertThat(tweets).isLessThanOrEqualTo(topic.tweets());
    assertThat(requests).isLessThanOrEqualTo(topic.requests());
  }
}
