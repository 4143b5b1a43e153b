package io.tweetsentiment.producer.cost;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.util.List;

/**
 * Prices in US dollars.
 *
 * @param post one tweet of an answer
 * @param user one author of an answer
 * @param counts one request to the counts endpoint
 * @param unit one unit of Comprehend
 * @param units minimum number of units of one tweet
 */
public record Prices(double post, double user, double counts, double unit, int units) {

  public static final List<Setting> SETTINGS =
      List.of(
          Setting.of("price.post", "0.005", "US dollars for one tweet of X."),
          Setting.of("price.user", "0.010", "US dollars for one author of X."),
          Setting.optional(
              "price.counts",
              "US dollars for one request for counts; unset: 0.005, with the endpoint all 0.010."),
          Setting.of("price.comprehend.unit", "0.0001", "US dollars for one Comprehend unit."),
          Setting.of(
              "price.comprehend.units",
              "3",
              "Units of one tweet: 100 characters each, at least 3."));

  public static Prices from(Settings settings) {
    boolean archive = settings.string("x.endpoint").equals("all");
    return new Prices(
        settings.decimal("price.post"),
        settings.decimal("price.user"),
        settings.optional("price.counts").isPresent()
            ? settings.decimal("price.counts")
            : archive ? 0.010 : 0.005,
        settings.decimal("price.comprehend.unit"),
        settings.integer("price.comprehend.units", 0));
  }
}
