package io.tweetsentiment.standalone.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The repository's Markdown files and Java sources. */
final class Documents {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> NOT_COMMITTED = Set.of("target", "node_modules", "data");

  private Documents() {}

  /** All Markdown files. */
  static List<Path> markdown() {
    return files(file -> file.getFileName().toString().endsWith(".md"));
  }

  /** All Java sources, with the tests. */
  static List<Path> sources() {
    return files(file -> file.toString().endsWith(".java") && file.toString().contains("/src/"));
  }

  /** The folders of the first two levels as {@code producer} and {@code sentiment/onnx}. */
  static Set<String> folders() {
    Set<String> folders = new TreeSet<>();
    for (Path first : below(ROOT)) {
      folders.add(first.getFileName().toString());
      for (Path second : below(first)) {
        folders.add(first.getFileName() + "/" + second.getFileName());
      }
    }
    folders.removeIf(name -> name.endsWith("/src"));
    return folders;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The anchors of a Markdown file's headings, as code hosts form them. */
  static Set<String> anchors(Path file) {
    Set<String> anchors = new TreeSet<>();
    boolean code = false;
    for (String line : read(file).split("\n", -1)) {
      code ^= line.strip().startsWith("```");
      if (!code && line.startsWith("#")) {
        anchors.add(anchor(line.replaceFirst("^#+ ", "")));
      }
    }
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\w\\- ]", "")
        .replace(' ', '-');
  }

  private static List<Path> below(Path folder) {
    try (var entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).filter(Documents::committed).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean committed(Path folder) {
    String name = folder.getFileName().toString();
    return !name.startsWith(".") && !name.startsWith("bench-") && !NOT_COMMITTED.contains(name);
  }

  private static List<Path> files(Predicate<Path> wanted) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return folder.equals(ROOT) || committed(folder)
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (wanted.test(file)) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
