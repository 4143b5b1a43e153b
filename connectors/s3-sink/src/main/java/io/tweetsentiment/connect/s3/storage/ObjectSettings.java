package io.tweetsentiment.connect.s3.storage;

import java.util.Map;
import java.util.Optional;

/**
 * What S3 is told about every object.
 *
 * @param encryption server-side encryption, {@code AES256}, {@code aws:kms} or {@code
 *     aws:kms:dsse}; null for the default of the bucket
 * @param kmsKey KMS key id for {@code aws:kms}, or null
 * @param customerKey key of the customer that S3 encrypts with and does not keep
 * @param acl canned access control list, or null for the default of the bucket
 * @param storageClass storage class, or null for the default of the bucket
 * @param tags which tags the objects get
 */
public record ObjectSettings(
    String encryption,
    String kmsKey,
    Optional<CustomerKey> customerKey,
    String acl,
    String storageClass,
    Tags tags) {

  /** Leaves everything to the bucket. */
  public static final ObjectSettings DEFAULT =
      new ObjectSettings(null, null, Optional.empty(), null, null, Tags.NONE);

  /**
   * A key with 256 bits.
   *
   * @param base64 the key
   * @param md5 the MD5 of the key, with which S3 checks it, also in base 64
   */
  public record CustomerKey(String base64, String md5) {
    @Override
    public String toString() {
      return "CustomerKey[md5=" + md5 + "]";
    }
  }

  /**
   * The tags of objects.
   *
   * @param enabled whether objects have the tags startOffset, endOffset and recordCount
   * @param required whether an object must have its tags. If not, they are set after it is stored,
   *     and a failure is logged.
   * @param more further tags with their values
   */
  public record Tags(boolean enabled, boolean required, Map<String, String> more) {
    public static final Tags NONE = new Tags(false, false, Map.of());
  }
}
