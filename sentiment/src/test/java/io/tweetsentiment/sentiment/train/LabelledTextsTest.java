package io.tweetsentiment.sentiment.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTextsTest {

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("texts.tsv"), text);
  }

  @Test
  void shouldReadPlainAndZippedFiles() throws IOException {
    String lines = "2\tgood \uD83D\uDE00\n\n0\ta\tb\n";
    Path zipped = folder.resolve("texts.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(lines.getBytes(StandardCharsets.UTF_8));
    }

    for (Path file : new Path[] {file(lines), zipped}) {
      LabelledTexts texts = LabelledTexts.tabbed(file, 3);
      assertThat(texts.texts()).containsExactly("good \uD83D\uDE00", "a\tb");
      assertThat(texts.labels()).containsExactly(2, 0);
    }
  }

  @Test
  void shouldNameFileAndLineWhenALineIsOfAnotherForm() throws IOException {
    Path file = file("1\tfine\nno label\n");
    assertThatThrownBy(() -> LabelledTexts.tabbed(file, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("texts.tsv", "line 2", "label<TAB>text");
    Path high = file("3\tfine\n");
    assertThatThrownBy(() -> LabelledTexts.tabbed(high, 3)).hasMessageContaining("label 3");
  }

  @Test
  void shouldNameTheFileThatCannotBeRead() {
    assertThatThrownBy(() -> LabelledTexts.tabbed(folder.resolve("none.tsv"), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none.tsv");
  }

  @Test
  void shouldReadEmotionsAsBits() throws IOException {
    Path file = file("ID\tTweet\ta\n7\thello\t0\t1\t0\t0\t1\t0\t0\t0\t0\t0\t1\n");

    LabelledTexts texts = LabelledTexts.emotions(file);

    assertThat(texts.texts()).containsExactly("hello");
    assertThat(texts.labels()).containsExactly(1 << 1 | 1 << 4 | 1 << 10);
  }

  @Test
  void shouldReadGoEmotionsAsBitsAndUnmaskNames() throws IOException {
    LabelledTexts texts = LabelledTexts.goEmotions(file("hi [NAME]\t2,27\tid\n"));

    assertThat(texts.texts()).containsExactly("hi @name");
    assertThat(texts.labels()).containsExactly(1 << 2 | 1 << 27);
  }
}
