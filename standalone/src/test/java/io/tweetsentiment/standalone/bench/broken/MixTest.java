package io.tweetsentiment.standalone.bench.broken;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.standalone.bench.broken.kinds.EntryPoint;
import io.tweetsentiment.standalone.bench.broken.kinds.Kind;
import io.tweetsentiment.standalone.bench.broken.kinds.Kinds;
import io.tweetsentiment.standalone.bench.broken.kinds.Proof;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MixTest {

  @Test
  void shouldKnowManyKindsEachByAName() {
    List<String> names = Kinds.all().stream().map(Kind::name).toList();

    assertThat(names).hasSizeGreaterThan(200).doesNotHaveDuplicates().noneMatch(String::isBlank);
  }

  @ParameterizedTest
  @EnumSource(EntryPoint.class)
  void shouldHaveKindsForEachPlace(EntryPoint place) {
    assertThat(Kinds.all().stream().filter(kind -> kind.place() == place))
        .hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void shouldBeTheSameForASeed() {
    Mix one = Mix.of(7, 1_000);
    Mix same = Mix.of(7, 1_000);

    assertThat(differing(one, same)).isZero();
    assertThat(differing(one, Mix.of(8, 1_000))).isPositive();
  }

  @Test
  void shouldHoldEachKindAboutAsOften() {
    Mix mix = Mix.of(1, 1_000);
    Map<Kind, Integer> often = new HashMap<>();
    mix.injections().forEach(injection -> often.merge(injection.kind(), 1, Integer::sum));

    assertThat(mix.injections()).hasSize(1_000);
    assertThat(mix.good()).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(often.keySet()).hasSameSizeAs(Kinds.all());
    assertThat(often.values()).allMatch(count -> count >= 1 && count < 10);
  }

  @Test
  void shouldCarryAMarkerThatNoOtherCarries() {
    Set<String> markers = new HashSet<>();
    for (BrokenRecord injection : Mix.of(3, 1_000).injections()) {
      Set<String> found = new HashSet<>(Marker.in(injection.draft().value()));
      found.addAll(Marker.in(injection.draft().key()));
      boolean packed = injection.kind().name().startsWith("gzip");
      if (injection.kind().proof() != Proof.SAME_BYTES && !packed) {
        assertThat(found).as(injection.kind().name()).containsExactly(injection.marker());
      }
      assertThat(markers.add(injection.marker())).isTrue();
    }
  }

  @Test
  void shouldFindNoMarkerInAGoodId() {
    assertThat(Marker.in(Marker.good(7_777))).isEmpty();
    assertThat(Marker.in("x" + Marker.of(12, 34) + "9")).containsExactly("7700120000000034");
  }

  private static long differing(Mix one, Mix other) {
    long differing = 0;
    for (int i = 0; i < one.injections().size(); i++) {
      BrokenRecord a = one.injections().get(i);
      BrokenRecord b = other.injections().get(i);
      boolean same =
          a.marker().equals(b.marker())
              && Arrays.equals(a.draft().key(), b.draft().key())
              && Arrays.equals(a.draft().value(), b.draft().value());
      differing += same ? 0 : 1;
    }
    return differing;
  }
}
