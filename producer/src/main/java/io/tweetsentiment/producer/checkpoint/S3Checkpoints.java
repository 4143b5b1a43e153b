package io.tweetsentiment.producer.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.producer.failure.AwsErrors;
import io.tweetsentiment.producer.plan.Slice;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Checkpoints as S3 objects, so that several machines share one run: {@code run.json} with its
 * identity, {@code done/<slice>} for a finished slice, {@code claims/<slice>} while a machine is
 * fetching it, {@code spent} for what a limited run has taken from its limit. All are written with
 * conditional puts.
 *
 * <p>A claim expires, so that another machine can take the slice of a machine that died. A process
 * takes the slices of ended processes on its own machine at once. When a machine is slower than its
 * claim, the slice is fetched twice, which costs money, but no tweet counts twice.
 */
public final class S3Checkpoints implements CheckpointStore {

  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  private final S3Client s3;
  private final CheckpointConfig config;
  private final Clock clock;

  public S3Checkpoints(S3Client s3, CheckpointConfig config, Clock clock) {
    this.s3 = s3;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Map<String, Checkpoint> open(RunIdentity run, boolean reset) throws IOException {
    if (reset) {
      for (String key : keys("")) {
        call(() -> s3.deleteObject(request -> request.bucket(config.bucket()).key(key)));
      }
    }
    if (!put(key("run.json"), run.json(), request -> request.ifNoneMatch("*"))) {
      Stored stored =
          get(key("run.json"))
              .orElseThrow(() -> new IOException(where() + " is being reset by another machine"));
      run.check(stored.content(), where());
    }
    return finished();
  }

  @Override
  public Claim claim(Slice slice) throws IOException {
    if (get(key("done/" + slice.id())).isPresent()) {
      return Claim.DONE;
    }
    String key = key("claims/" + slice.id());
    String mine = claimUntil(clock.instant().plus(config.lease()));
    if (put(key, mine, request -> request.ifNoneMatch("*"))) {
      return Claim.GRANTED;
    }
    Optional<Stored> other = get(key);
    if (other.isEmpty() || !free(other.get().content())) {
      return Claim.TAKEN;
    }
    // The condition lets only one of the machines that find the expired claim succeed.
    return put(key, mine, request -> request.ifMatch(other.get().etag()))
        ? Claim.GRANTED
        : Claim.TAKEN;
  }

  @Override
  public void release(Slice slice) throws IOException {
    String key = key("claims/" + slice.id());
    call(() -> s3.deleteObject(request -> request.bucket(config.bucket()).key(key)));
  }

  @Override
  public void complete(Checkpoint checkpoint) throws IOException {
    // The checkpoint of a faster machine is kept: both machines have sent all of the slice.
    put(key("done/" + checkpoint.slice()), checkpoint.json(), request -> request.ifNoneMatch("*"));
  }

  @Override
  public long spend(long tweets) throws IOException {
    String key = key("spent");
    while (true) {
      Optional<Stored> stored = get(key);
      long spent = stored.map(Stored::content).map(Long::parseLong).orElse(0L) + tweets;
      // The condition lets only one of the machines that spend at once succeed; the others retry.
      if (tweets == 0
          || put(
              key,
              Long.toString(spent),
              request ->
                  stored.ifPresentOrElse(
                      object -> request.ifMatch(object.etag()), () -> request.ifNoneMatch("*")))) {
        return spent;
      }
    }
  }

  @Override
  public Map<String, Checkpoint> finished() throws IOException {
    Map<String, Checkpoint> finished = new HashMap<>();
    for (String key : keys("done/")) {
      Optional<Stored> stored = get(key);
      if (stored.isPresent()) {
        Checkpoint checkpoint = Checkpoint.of(stored.get().content());
        finished.put(checkpoint.slice(), checkpoint);
      }
    }
    return finished;
  }

  @Override
  public void close() {
    s3.close();
  }

  private boolean free(String claim) throws IOException {
    JsonNode json = Checkpoint.JSON.readTree(claim);
    String owner = json.path("owner").asText();
    return owner.equals(config.owner())
        || ProcessName.ended(owner, config.owner())
        || !Instant.ofEpochMilli(json.path("until").asLong()).isAfter(clock.instant());
  }

  private String claimUntil(Instant until) {
    return Checkpoint.JSON
        .createObjectNode()
        .put("owner", config.owner())
        .put("until", until.toEpochMilli())
        .toString();
  }

  private String key(String name) {
    return config.prefix() + "/" + name;
  }

  private String where() {
    return "s3://" + config.bucket() + "/" + config.prefix();
  }

  /** Puts an object unless the condition fails; returns whether it was put. */
  private boolean put(String key, String content, Consumer<PutObjectRequest.Builder> condition)
      throws IOException {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(config.bucket()).key(key).contentType("application/json");
    condition.accept(request);
    try {
      s3.putObject(request.build(), RequestBody.fromBytes(content.getBytes(UTF_8)));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
        return false;
      }
      throw failed(e);
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  /** An object and the tag that a condition needs. */
  private record Stored(String content, String etag) {}

  private Optional<Stored> get(String key) throws IOException {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(request -> request.bucket(config.bucket()).key(key));
      return Optional.of(new Stored(object.asUtf8String(), object.response().eTag()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  private List<String> keys(String below) throws IOException {
    return call(
        () ->
            s3
                .listObjectsV2Paginator(
                    request -> request.bucket(config.bucket()).prefix(key(below)))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList());
  }

  @FunctionalInterface
  private interface Call<T> {
    T make();
  }

  private <T> T call(Call<T> call) throws IOException {
    try {
      return call.make();
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  private IOException failed(SdkException e) {
    return new IOException("S3 failed for " + where() + ": " + AwsErrors.message(e), e);
  }
}
