package io.tweetsentiment.standalone.bench.broken;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.standalone.bench.broken.kinds.Draft;
import io.tweetsentiment.standalone.bench.broken.kinds.EntryPoint;
import io.tweetsentiment.standalone.bench.broken.kinds.Kind;
import io.tweetsentiment.standalone.bench.broken.kinds.Proof;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

  private final FoundRecords evidence = new FoundRecords();

  @Test
  void shouldMissWhatNothingTellsOf() {
    Mix mix = mix(injection("a", Proof.REJECTED, 1), injection("b", Proof.EITHER, 2));

    Reconciliation account = Reconciliation.of(mix, evidence);

    assertThat(account.accounted()).isZero();
    assertThat(account.merged()).isZero();
    assertThat(account.missingKinds()).containsEntry("a", 1L).containsEntry("b", 1L);
    assertThat(account.complete()).isFalse();
  }

  @Test
  void shouldTakeADeadLetterForAProofWhereverItsMarkerStands() {
    Mix mix = mix(injection("a", Proof.REJECTED, 1), injection("b", Proof.EITHER, 2));
    evidence.deadLetter(Marker.of(1, 1).getBytes(UTF_8), null, "why");
    evidence.deadLetter(null, ("\ufeff{" + Marker.of(1, 2)).getBytes(UTF_16LE), "why");
    mix.good().forEach(evidence::row);

    assertThat(Reconciliation.of(mix, evidence).complete()).isTrue();
    assertThat(evidence.reasons()).containsEntry("why", 2);
  }

  @Test
  void shouldNotTakeADeadLetterWithoutAReason() {
    Mix mix = mix(injection("a", Proof.REJECTED, 1));
    evidence.deadLetter(Marker.of(1, 1).getBytes(UTF_8), null, " ");

    assertThat(Reconciliation.of(mix, evidence).accounted()).isZero();
  }

  @Test
  void shouldTakeARowForAProofOnlyWhereTheRecordCanBeRead() {
    Mix mix =
        mix(
            injection("a", Proof.REJECTED, 1),
            injection("b", Proof.EITHER, 2),
            injection("c", Proof.ROW, 3));
    for (int serial = 1; serial <= 3; serial++) {
      evidence.row(Marker.of(1, serial));
    }

    assertThat(Reconciliation.of(mix, evidence).missingKinds()).containsOnlyKeys("a");
  }

  @Test
  void shouldCountThoseThatCannotBeToldApart() {
    Mix mix = mix(injection("n", Proof.SAME_BYTES, 1), injection("n", Proof.SAME_BYTES, 2));
    evidence.deadLetter(null, bytes("n"), "no JSON object");

    assertThat(Reconciliation.of(mix, evidence).missingKinds()).containsEntry("n", 1L);

    evidence.deadLetter(null, bytes("n"), "no JSON object");

    assertThat(Reconciliation.of(mix, evidence).accounted()).isEqualTo(2);
  }

  @Test
  void shouldNotCountWhatIsNotBroken() {
    assertThat(Reconciliation.of(mix(injection("n", Proof.NONE, 1)), evidence).broken()).isZero();
  }

  @Test
  void shouldTellReasonsWithoutTheirValues() {
    evidence.refused("{7}", "row 12: lang 'eee' has 300 bytes");
    evidence.refused("{8}", "row 4: lang 'fff' has 70,000 bytes");

    assertThat(evidence.reasons()).containsOnlyKeys("row #: lang '...' has # bytes");
  }

  private static Mix mix(BrokenRecord... injections) {
    return new Mix(List.of(injections), List.of(Marker.good(0)), 1);
  }

  private static BrokenRecord injection(String name, Proof proof, int serial) {
    Kind kind = new Kind(name, EntryPoint.LINE, proof, 1, sample -> Draft.of(name));
    return new BrokenRecord(kind, Marker.of(1, serial), new Draft(null, bytes(name), null));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
