package io.tweetsentiment.emr;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.emr.TopicObjects.Skipped;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The output folder. Tables are written beside the old ones and take their place when all of them
 * are complete, so a job that fails leaves the old output whole.
 */
final class Output {

  /** Days that are replaced: from the first to the day before the second. */
  record Days(LocalDate from, LocalDate to) {
    private boolean contains(String folder) {
      LocalDate day = LocalDate.parse(folder.substring(DAY.length()));
      return !day.isBefore(from) && day.isBefore(to);
    }
  }

  /** Column of the day in the folders of a table that is partitioned. */
  static final String DAY_COLUMN = "dt";

  private static final String DAY = DAY_COLUMN + "=";

  private final FileSystem files;
  private final Path root;
  private final Path staged;
  private final Path replaced;

  /**
   * The output of one run.
   *
   * @param id name of the run; its unfinished tables are in {@code .writing-ID}
   * @throws BadInputException when the folder cannot be used
   */
  Output(String folder, String id, Configuration configuration) {
    this.root = new Path(folder);
    this.staged = new Path(root, ".writing-" + id);
    this.replaced = new Path(root, ".replaced-" + id);
    try {
      this.files = root.getFileSystem(configuration);
      files.mkdirs(staged);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadInputException(
          String.format(
              "cannot write below %s: %s. Correct --output, or check the bucket and the"
                  + " credentials.",
              folder, ObjectCheck.oneLine(e)),
          e);
    }
  }

  /** Where to write a table. */
  String staged(String table) {
    return new Path(staged, table).toString();
  }

  /**
   * Requires that the days of a table can be replaced.
   *
   * @throws BadInputException when the table exists and is not partitioned by day
   */
  void requireDays(String table) throws IOException {
    Path folder = new Path(root, table);
    if (!files.exists(folder)) {
      return;
    }
    for (FileStatus file : files.listStatus(folder)) {
      if (file.isFile() && file.getPath().getName().startsWith("part-")) {
        throw new BadInputException(
            folder
                + " is not partitioned by day, so single days cannot be replaced. Run the job once"
                + " with --by-day and without --from and --to, or choose another --output.");
      }
    }
  }

  /** Lets the new tables take the place of the old ones. */
  void publish(List<String> tables) throws IOException {
    for (String table : tables) {
      replace(new Path(staged, table), new Path(root, table), table);
    }
    clean();
  }

  /** Replaces the days of one table; a day of the range that has no rows any more is removed. */
  void publishDays(String table, Days days) throws IOException {
    Path folder = new Path(root, table);
    files.mkdirs(folder);
    Set<String> all = new TreeSet<>(dayFolders(new Path(staged, table)));
    dayFolders(folder).stream().filter(days::contains).forEach(all::add);
    for (String day : all) {
      replace(new Path(new Path(staged, table), day), new Path(folder, day), table + "-" + day);
    }
  }

  private List<String> dayFolders(Path table) throws IOException {
    List<String> days = new ArrayList<>();
    for (FileStatus file : files.listStatus(table)) {
      if (file.isDirectory() && file.getPath().getName().startsWith(DAY)) {
        days.add(file.getPath().getName());
      }
    }
    return days;
  }

  /** Moves the old folder aside and the new one, if there is one, to its place. */
  private void replace(Path fresh, Path target, String name) throws IOException {
    Path old = new Path(replaced, name);
    boolean hasOld = files.exists(target);
    if (hasOld) {
      files.mkdirs(replaced);
      move(target, old);
    }
    if (files.exists(fresh)) {
      try {
        move(fresh, target);
      } catch (IOException e) {
        if (hasOld) {
          move(old, target);
        }
        throw e;
      }
    }
  }

  private void move(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("cannot move " + from + " to " + to);
    }
  }

  /** Writes the manifest with which Redshift's COPY reads a table. */
  void writeManifest(String table) throws IOException {
    List<String> entries = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(new Path(root, table), true);
    while (all.hasNext()) {
      LocatedFileStatus file = all.next();
      if (file.getPath().getName().endsWith(".parquet")) {
        entries.add(
            String.format(
                "{\"url\":\"%s\",\"mandatory\":true,\"meta\":{\"content_length\":%d}}",
                file.getPath().toString().replaceFirst("^s3[an]://", "s3://"), file.getLen()));
      }
    }
    String manifest =
        entries.stream().sorted().collect(Collectors.joining(",\n", "{\"entries\":[\n", "\n]}\n"));
    write(new Path(root, table + ".manifest"), manifest);
  }

  /** Writes the list of skipped objects: a line of CSV for each, with its path and the reason. */
  void writeSkipped(List<Skipped> skipped) throws IOException {
    String lines =
        skipped.stream()
            .map(one -> quoted(one.path()) + "," + quoted(one.reason()) + "\n")
            .collect(Collectors.joining());
    write(new Path(new Path(staged, "skipped-csv"), "part-00000.csv"), lines);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  private void write(Path file, String text) throws IOException {
    try (OutputStream out = files.create(file, true)) {
      out.write(text.getBytes(UTF_8));
    }
  }

  /** Removes what is unfinished or replaced. */
  void clean() throws IOException {
    files.delete(staged, true);
    files.delete(replaced, true);
  }
}
