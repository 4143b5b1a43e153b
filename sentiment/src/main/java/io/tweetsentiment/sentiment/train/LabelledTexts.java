package io.tweetsentiment.sentiment.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Labelled texts, read from UTF-8 files that are plain or gzip.
 *
 * @param texts unchanged texts
 * @param labels one for each text: a number, or a set of bits where several may be correct
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
record LabelledTexts(List<String> texts, int[] labels) {

  /** Emotions of SemEval-2018 E-c, in the order of its columns. */
  static final int EMOTIONS = 11;

  /** Emotions of GoEmotions; the last is neutral. */
  static final int GO_EMOTIONS = 28;

  /** A parsed line. */
  private record Labelled(int label, String text) {}

  @FunctionalInterface
  private interface Line {
    Labelled read(String line);
  }

  /**
   * Reads lines {@code label<TAB>text}.
   *
   * @param classes number of classes; labels are from 0 to {@code classes - 1}
   * @throws IllegalArgumentException when a line has another form: the message names file and line
   */
  static LabelledTexts tabbed(Path file, int classes) {
    return read(
        file,
        "label<TAB>text",
        0,
        line -> {
          int tab = line.indexOf('\t');
          if (tab < 0) {
            throw new IllegalArgumentException("it has no tab");
          }
          int label = Integer.parseInt(line.substring(0, tab).trim());
          if (label < 0 || label >= classes) {
            throw new IllegalArgumentException(
                "label " + label + " is not from 0 to " + (classes - 1));
          }
          return new Labelled(label, line.substring(tab + 1));
        });
  }

  /** Reads SemEval-2018 E-c: a header, then id, text and 11 columns of 0 or 1; labels are bits. */
  static LabelledTexts emotions(Path file) {
    return read(
        file,
        "id<TAB>text and 11 columns",
        1,
        line -> {
          String[] columns = line.split("\t", -1);
          int bits = 0;
          for (int i = 0; i < EMOTIONS; i++) {
            bits |= Integer.parseInt(columns[2 + i].trim()) << i;
          }
          return new Labelled(bits, columns[1]);
        });
  }

  /** Reads GoEmotions: text, comma-separated numbers of emotions, id; labels are bits. */
  static LabelledTexts goEmotions(Path file) {
    return read(
        file,
        "text<TAB>emotions<TAB>id",
        0,
        line -> {
          String[] columns = line.split("\t", -1);
          int bits = 0;
          for (String emotion : columns[1].split(",", -1)) {
            bits |= 1 << Integer.parseInt(emotion.trim());
          }
          // This data set masks names; the replacement looks like a mention in a tweet.
          return new Labelled(bits, columns[0].replace("[NAME]", "@name"));
        });
  }

  /** These texts, followed by others. */
  LabelledTexts and(LabelledTexts more) {
    List<String> all = new ArrayList<>(texts);
    all.addAll(more.texts);
    int[] both = java.util.Arrays.copyOf(labels, all.size());
    System.arraycopy(more.labels, 0, both, labels.length, more.labels.length);
    return new LabelledTexts(all, both);
  }

  int size() {
    return labels.length;
  }

  private static LabelledTexts read(Path file, String form, int headers, Line reader) {
    List<String> texts = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    int number = 0;
    try (BufferedReader lines = open(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (number > headers && !line.isBlank()) {
          Labelled labelled = reader.read(line);
          texts.add(labelled.text());
          labels.add(labelled.label());
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e, e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          file + ", line " + number + " is not " + form + ": " + e.getMessage(), e);
    }
    return new LabelledTexts(texts, labels.stream().mapToInt(Integer::intValue).toArray());
  }

  private static BufferedReader open(Path file) throws IOException {
    PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file), 2);
    byte[] start = in.readNBytes(2);
    in.unread(start);
    boolean zipped = start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
    InputStream plain = zipped ? new GZIPInputStream(in) : in;
    return new BufferedReader(new InputStreamReader(plain, UTF_8));
  }
}
