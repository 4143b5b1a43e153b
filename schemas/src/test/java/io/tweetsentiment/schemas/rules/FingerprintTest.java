package io.tweetsentiment.schemas.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void shouldBeWhatTheSchemaTellsOtherScorersToCompute()
      throws IOException, NoSuchAlgorithmException {
    assertThat(Fingerprint.ofText("caf\u00e9 \ud83d\ude00", "fr"))
        .isEqualTo(foreign("caf\u00e9 \ud83d\ude00", "fr"));
    assertThat(Fingerprint.ofText("caf\u00e9", null)).isEqualTo(foreign("caf\u00e9", null));
  }

  @Test
  void shouldTellTextsAndLanguagesApart() {
    assertThat(
            java.util.Set.of(
                Fingerprint.ofText("a", "en"),
                Fingerprint.ofText("b", "en"),
                Fingerprint.ofText("a", "de"),
                Fingerprint.ofText("a", ""),
                Fingerprint.ofText("a", null),
                Fingerprint.ofText("ae", "n"),
                Fingerprint.ofText("", "aen")))
        .hasSize(7);
  }

  /** As the documentation of {@code text_hash} says, step by step. */
  private static String foreign(String text, String lang)
      throws IOException, NoSuchAlgorithmException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (String field : Arrays.asList(text, lang)) {
      out.writeInt(field == null ? -1 : field.getBytes(UTF_8).length);
      out.write(field == null ? new byte[0] : field.getBytes(UTF_8));
    }
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
  }
}
