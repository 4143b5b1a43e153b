package io.tweetsentiment.producer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.producer.stream.SentPosts.Post;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentPostsTest {

  @TempDir private Path folder;

  @Test
  void shouldKnowThePostsOfEarlierStarts() throws Exception {
    Path file = folder.resolve("below/posts");
    try (SentPosts sent = SentPosts.open(file)) {
      sent.add(List.of(new Post("did:a:1", "x", "tea"), new Post("did:a:1", "y", "tea")));
      sent.add(List.of(new Post("did:a:1", "x", "tea"), new Post("did:a:2", "x", "tea")));
    }
    Files.writeString(file, "did:a:3 z tea", StandardOpenOption.APPEND);
    try (SentPosts sent = SentPosts.open(file)) {
      assertThat(sent.contains(new Post("did:a:1", "y", "tea").uri())).isTrue();
      assertThat(sent.contains(new Post("did:a:3", "z", "tea").uri()))
          .as("cut by a crash")
          .isFalse();
      assertThat(sent.of("did:a:1"))
          .containsExactly(
              new Post("did:a:1", "x", "tea").uri(), new Post("did:a:1", "y", "tea").uri());
      assertThat(sent.contains(new Post("did:a:1", "y", "").uri(), "tea")).isTrue();
      assertThat(sent.contains(new Post("did:a:1", "y", "").uri(), "green tea")).isFalse();
      assertThat(sent.of("did:a:9")).isEmpty();
      sent.add(List.of(new Post("did:a:3", "w", "tea")));
    }
    assertThat(Files.readAllLines(file))
        .containsExactly("did:a:1 x tea", "did:a:1 y tea", "did:a:2 x tea", "did:a:3 w tea");
  }

  @Property(tries = 200)
  void shouldBeASet(@ForAll List<Long> values, @ForAll List<Long> others) {
    LongSet set = new LongSet();
    Set<Long> expected = new HashSet<>(values);
    values.forEach(set::add);
    expected.forEach(value -> assertThat(set.contains(value)).isTrue());
    others.forEach(value -> assertThat(set.contains(value)).isEqualTo(expected.contains(value)));
  }

  @Test
  void shouldGrow() {
    LongSet set = new LongSet();
    for (long i = 0; i < 100_000; i++) {
      set.add(i * i);
    }
    assertThat(set.contains(99_999L * 99_999)).isTrue();
    assertThat(set.contains(0)).isTrue();
    assertThat(set.contains(2)).isFalse();
  }
}
