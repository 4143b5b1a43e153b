package io.tweetsentiment.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([A-Z][A-Za-z0-9]+)`");
  private static final Pattern FOLDER = Pattern.compile("^(  )?([a-z][a-z0-9-]*)/ +\\S");

  private static List<Path> markdown() {
    return Documents.markdown();
  }

  @ParameterizedTest
  @MethodSource("markdown")
  void shouldLinkToWhatExists(Path file) {
    List<String> broken =
        LINK.matcher(Documents.read(file))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.matches("[a-z]+:.*"))
            .filter(link -> !exists(file, link))
            .toList();

    assertThat(broken).as("broken links of %s", file).isEmpty();
  }

  private static boolean exists(Path file, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1 || Documents.anchors(target).contains(parts[1]);
  }

  /** The documents that name classes must follow when a class is renamed. */
  @ParameterizedTest
  @ValueSource(strings = {"docs/architecture.md", "CONTRIBUTING.md", "RATIONALE.md"})
  void shouldNameClassesThatExist(String document) {
    Set<String> classes =
        Documents.sources().stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    classes.addAll(Set.of("Tweet", "TweetSentiment", "MergedTweet", "SentimentAggregate"));
    Set<String> foreign =
        Set.of(
            "ServiceLoader",
            "OutOfMemoryError",
            "InsertField",
            "ArchitectureTest",
            "HashMap",
            "Clock",
            "Error",
            "KRaftMetadataCache",
            "PASSWORD");

    Set<String> unknown =
        CODE.matcher(Documents.read(Documents.ROOT.resolve(document)))
            .results()
            .map(name -> name.group(1))
            .filter(name -> !name.equals(name.toUpperCase(java.util.Locale.ROOT)))
            .filter(name -> !classes.contains(name) && !foreign.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(unknown).as("names in %s without a class", document).isEmpty();
  }

  @Test
  void shouldShowEveryFolderInTheTreeOfContributing() {
    Set<String> shown = new TreeSet<>();
    String parent = "";
    for (String line : Documents.read(Documents.ROOT.resolve("CONTRIBUTING.md")).split("\n", -1)) {
      List<MatchResult> folder = FOLDER.matcher(line).results().toList();
      if (!folder.isEmpty()) {
        String name = folder.get(0).group(2);
        boolean nested = folder.get(0).group(1) != null;
        parent = nested ? parent : name;
        shown.add(nested ? parent + "/" + name : name);
      }
    }

    assertThat(shown).containsExactlyElementsOf(Documents.folders());
  }

  @Test
  void shouldListEveryDecisionOfRationaleInItsTable() {
    Path rationale = Documents.ROOT.resolve("RATIONALE.md");
    Stream<String> listed =
        LINK.matcher(Documents.read(rationale)).results().map(link -> link.group(1));

    assertThat(listed.filter(link -> link.startsWith("#")).map(link -> link.substring(1)))
        .containsAll(
            Documents.anchors(rationale).stream()
                .filter(anchor -> !anchor.equals("rationale"))
                .toList());
  }
}
