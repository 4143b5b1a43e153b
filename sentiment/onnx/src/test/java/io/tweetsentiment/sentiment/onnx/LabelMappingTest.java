package io.tweetsentiment.sentiment.onnx;

import static io.tweetsentiment.sentiment.onnx.LabelMapping.Meaning.NEGATIVE;
import static io.tweetsentiment.sentiment.onnx.LabelMapping.Meaning.NEUTRAL;
import static io.tweetsentiment.sentiment.onnx.LabelMapping.Meaning.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelMappingTest {

  @Test
  void shouldReadTheUsualSpellingsInAnyOrder() {
    assertThat(LabelMapping.of(List.of("POS", "neu", "Negative"), List.of()).classes())
        .containsExactly(POSITIVE, NEUTRAL, NEGATIVE);
  }

  @Test
  void shouldAddUpClassesWhenTheyMeanTheSame() {
    LabelMapping stars =
        LabelMapping.of(
            List.of("1 star", "2 stars", "3 stars", "4 stars", "5 stars"),
            List.of(
                "1 star=negative",
                "2 stars=negative",
                "3 stars=neutral",
                "4 stars=positive",
                "5 stars=positive"));

    double[] probabilities = {0.125, 0.25, 0.0625, 0.5, 0.0625};
    assertThat(stars.sum(NEGATIVE, probabilities)).isEqualTo(0.375);
    assertThat(stars.sum(NEUTRAL, probabilities)).isEqualTo(0.0625);
    assertThat(stars.sum(POSITIVE, probabilities)).isEqualTo(0.5625);
  }

  @Test
  void shouldRefuseLabelsWithoutBothSides() {
    assertThatThrownBy(() -> LabelMapping.of(List.of("positive", "neutral"), List.of()))
        .hasMessageContainingAll("positive, neutral", "onnx.labels");
  }
}
