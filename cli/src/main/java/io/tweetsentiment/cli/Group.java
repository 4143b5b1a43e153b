package io.tweetsentiment.cli;

/** A heading of the program's help, in the order in which the headings are printed. */
public enum Group {
  RUN("Run the pipeline"),
  LOOK_INSIDE("Look inside a running pipeline"),
  PARTS("Run one part"),
  MODEL("Train and evaluate the sentiment model"),
  BENCH("Measure");

  private final String title;

  Group(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
