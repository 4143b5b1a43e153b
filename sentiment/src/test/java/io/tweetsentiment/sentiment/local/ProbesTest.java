package io.tweetsentiment.sentiment.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tweetsentiment.sentiment.Scores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Sentences whose scores were read by a person: a change of any of them is a reviewed difference.
 */
class ProbesTest {

  private static final String GOLDEN = "probes.txt";

  private static final List<String> PROBES =
      List.of(
          "I love this so much!!!",
          "worst service ever",
          "The flight leaves at 5pm",
          "Council meeting moved to Thursday, 7:30 in the town hall",
          "I love the screen but the battery is awful",
          "Great crew, terrible food",
          "Happy for them, but really sad to see them leave :(",
          "The acting was brilliant, however the plot made no sense and bored me to tears",
          "He's a jerk, but he did win",
          "The hotel was lovely. The staff were rude and the room was filthy.",
          "not bad at all",
          "not good",
          "I don't like this",
          "I do not think this is the best idea",
          "never been happier",
          "can't wait for tomorrow!",
          "no problem, happy to help",
          "I have nothing against him",
          "Oh great, another delay. Just what I needed.",
          "Yeah right, because that worked so well last time",
          "Thanks a lot for ruining my day",
          "Nice of them to cancel my flight without telling me",
          "GREAT JOB EVERYONE",
          "THIS IS A DISASTER",
          "great job everyone",
          "sooooo happy today",
          "sooo tired and saaaad",
          "\uD83D\uDE02\uD83D\uDE02\uD83D\uDE02",
          "\uD83D\uDE0D",
          "\uD83D\uDE21\uD83D\uDE21 fix your app",
          "\uD83D\uDE2D\uD83D\uDE2D I passed my exam",
          "\u2764\uFE0F\u2764\uFE0F this band",
          "\uD83D\uDC4D\uD83C\uDFFD",
          "ok :)",
          "ok :(",
          "missing my dog :'(",
          "#VoteForChange we can do this #hope",
          "#fail #worstdayever",
          "@someone https://t.co/abc123",
          "RT @news: Senate passes budget bill 52-48 https://t.co/abc123",
          "Watching the debate tonight with friends",
          "That debate was a train wreck, an embarrassment for the whole country",
          "What time does the game start?",
          "Why would anybody do that?! Disgusting.",
          "\u3053\u306E\u6620\u753B\u306F\u3068\u3066\u3082\u9762\u767D\u304B\u3063\u305F",
          "\u042D\u0442\u043E \u0443\u0436\u0430\u0441\u043D\u043E",
          "\u0623\u062D\u0628 \u0647\u0630\u0627",
          "",
          " \n\t ",
          "?",
          "1234567890",
          "\uD83D",
          "a".repeat(25_000),
          "I hate waiting, but the show was wonderful. ".repeat(600).substring(0, 25_000));

  @Test
  void shouldGiveTheScoresThatWereReviewed() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String model : List.of("accurate", "fast")) {
      TextScorer scorer = LocalModels.scorer(model, Optional.empty(), LocalModels.MIXED_PRIOR);
      lines.add(scorer.name() + ": positive negative neutral mixed");
      PROBES.forEach(probe -> lines.add(line(scorer.score(probe), probe)));
    }
    Path actual = Path.of("target", GOLDEN);
    Files.write(actual, lines);

    assertThat(lines)
        .as("read %s, then copy it over the test resource", actual)
        .isEqualTo(golden());
  }

  @Test
  void shouldAddUpToOneForEveryProbe() {
    TextScorer scorer = LocalModels.scorer("accurate", Optional.empty(), LocalModels.MIXED_PRIOR);
    for (String probe : PROBES) {
      Scores scores = scorer.score(probe);
      assertThat(scores.positive() + scores.negative() + scores.neutral() + scores.mixed())
          .isCloseTo(1, within(1e-9));
    }
  }

  private static String line(Scores scores, String probe) {
    double[] all = {scores.positive(), scores.negative(), scores.neutral(), scores.mixed()};
    String[] names = {"positive", "negative", "neutral", "mixed"};
    int largest = 0;
    for (int i = 1; i < all.length; i++) {
      largest = all[i] > all[largest] ? i : largest;
    }
    String start = probe.length() <= 90 ? probe : probe.substring(0, 40) + "... " + probe.length();
    return String.format(
        Locale.ROOT,
        "%.4f %.4f %.4f %.4f %-8s |%s|",
        all[0],
        all[1],
        all[2],
        all[3],
        names[largest],
        new String(start.getBytes(UTF_8), UTF_8).replace("\n", "\\n").replace("\t", "\\t"));
  }

  private static List<String> golden() throws IOException {
    try (InputStream in = ProbesTest.class.getResourceAsStream(GOLDEN)) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }
}
