package io.tweetsentiment.producer.cost;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.util.List;

/**
 * Prices in US dollars.
 *
 * @param post one tweet of an answer
 * @param user one author of an answer
 * @param counts one request for counts, with the endpoint of the run
 * @param countsRecent one request for counts with the endpoint recent
 * @param countsAll one request for counts with the endpoint all
 * @param unit one unit of Comprehend
 * @param units minimum number of units of one tweet
 */
public record Prices(
    double post,
    double user,
    double counts,
    double countsRecent,
    double countsAll,
    double unit,
    int units) {

  private static final double COUNTS_RECENT = 0.005;
  private static final double COUNTS_ALL = 0.010;
  private static final double MOST = 1_000_000;

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

  private static double price(Settings settings, String key) {
    return settings.decimal(key, 0, MOST);
  }

  public static Prices from(Settings settings) {
    boolean archive = settings.string("x.endpoint").equals("all");
    boolean given = settings.optional("price.counts").isPresent();
    double recent = given && !archive ? price(settings, "price.counts") : COUNTS_RECENT;
    double all = given && archive ? price(settings, "price.counts") : COUNTS_ALL;
    return new Prices(
        price(settings, "price.post"),
        price(settings, "price.user"),
        archive ? all : recent,
        recent,
        all,
        price(settings, "price.comprehend.unit"),
        settings.integer("price.comprehend.units", 0));
  }
}
