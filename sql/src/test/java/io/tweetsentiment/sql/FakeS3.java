package io.tweetsentiment.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.avro.util.Utf8;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects in memory, listed in pages of three in the order of their UTF-8. */
public final class FakeS3 implements S3Client {

  public static final String BUCKET = "tweet-sentiment";

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Stored(byte[] bytes, Path file, String etag, Map<String, String> metadata) {

    private long size() throws IOException {
      return file == null ? bytes.length : Files.size(file);
    }

    private InputStream stream() throws IOException {
      return file == null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file);
    }
  }

  /** Keys in a page of a listing. */
  int page = 3;

  /** Number of list requests. */
  int lists;

  private final ConcurrentSkipListMap<Utf8, Stored> objects = new ConcurrentSkipListMap<>();
  private final List<String> puts = new ArrayList<>();
  private int versions;

  /** Called before an object is returned; may throw. */
  Consumer<String> beforeGet = key -> {};

  /** Called before an object is deleted; may throw. */
  Consumer<String> beforeDelete = key -> {};

  /** Called after an object was put through the client; may throw. */
  Consumer<String> afterPut = key -> {};

  /** Whether a request for a range gets that range, and not the whole object. */
  boolean knowsRanges = true;

  /** What a client reads instead of the bytes of an object. */
  UnaryOperator<InputStream> connection = bytes -> bytes;

  void put(String key, byte[] bytes, Map<String, String> metadata) {
    objects.put(new Utf8(key), new Stored(bytes, null, etag(), new TreeMap<>(metadata)));
  }

  /** An object whose bytes stay in a file. */
  public void put(String key, Path file) {
    objects.put(new Utf8(key), new Stored(null, file, etag(), Map.of()));
  }

  /** The bytes of an object; null when there is none. */
  byte[] bytes(String key) {
    Stored stored = objects.get(new Utf8(key));
    return stored == null ? null : stored.bytes();
  }

  private String etag() {
    return "\"" + HexFormat.of().toHexDigits(++versions) + "\"";
  }

  List<String> keys() {
    return objects.keySet().stream().map(Utf8::toString).toList();
  }

  /** All objects that were put through the client, as key and text. */
  List<String> puts() {
    return puts;
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    if (!request.bucket().equals(BUCKET)) {
      throw NoSuchBucketException.builder().statusCode(404).message("no such bucket").build();
    }
    lists++;
    String prefix = request.prefix();
    String token = request.continuationToken();
    String from = token == null ? prefix : token;
    List<S3Object> contents = new ArrayList<>();
    TreeSet<String> folders = new TreeSet<>();
    String last = null;
    for (Map.Entry<Utf8, Stored> entry :
        objects.tailMap(new Utf8(from), token == null).entrySet()) {
      String key = entry.getKey().toString();
      if (!key.startsWith(prefix)) {
        break;
      }
      int end = request.delimiter() == null ? -1 : key.indexOf('/', prefix.length());
      if (contents.size() + folders.size() == page
          && (end < 0 || !folders.contains(key.substring(0, end + 1)))) {
        break;
      }
      if (end < 0) {
        contents.add(
            S3Object.builder()
                .key(key)
                .eTag(entry.getValue().etag())
                .size(size(entry.getValue()))
                .build());
      } else {
        folders.add(key.substring(0, end + 1));
      }
      last = key;
    }
    boolean more = contents.size() + folders.size() == page;
    return ListObjectsV2Response.builder()
        .contents(contents)
        .commonPrefixes(
            folders.stream().map(f -> CommonPrefix.builder().prefix(f).build()).toList())
        .isTruncated(more)
        .nextContinuationToken(more ? last : null)
        .build();
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    beforeGet.accept(request.key());
    Stored stored = stored(request.key(), request.ifMatch());
    try {
      GetObjectResponse.Builder response =
          GetObjectResponse.builder().eTag(stored.etag()).metadata(stored.metadata());
      InputStream bytes = stored.stream();
      long from = 0;
      if (request.range() != null && knowsRanges) {
        from = Long.parseLong(request.range().replaceAll("\\D", ""));
        if (from >= stored.size()) {
          throw S3Exception.builder().statusCode(416).message("not satisfiable").build();
        }
        bytes.skipNBytes(from);
        response.contentRange("bytes " + from + "-" + (stored.size() - 1) + "/" + stored.size());
      }
      return transformer.transform(
          response.contentLength(stored.size() - from).build(),
          AbortableInputStream.create(connection.apply(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    Stored stored = stored(request.key(), request.ifMatch());
    return HeadObjectResponse.builder().eTag(stored.etag()).metadata(stored.metadata()).build();
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    try {
      byte[] bytes = body.contentStreamProvider().newStream().readAllBytes();
      puts.add(request.key() + "\n" + new String(bytes, UTF_8));
      put(request.key(), bytes, Map.of());
      afterPut.accept(request.key());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return PutObjectResponse.builder().build();
  }

  @Override
  public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    beforeDelete.accept(request.key());
    objects.remove(new Utf8(request.key()));
    return DeleteObjectResponse.builder().build();
  }

  private static long size(Stored stored) {
    try {
      return stored.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stored stored(String key, String ifMatch) {
    Stored stored = objects.get(new Utf8(key));
    if (stored == null) {
      throw S3Exception.builder().statusCode(404).message("no such key").build();
    }
    if (ifMatch != null && !ifMatch.equals(stored.etag())) {
      throw S3Exception.builder().statusCode(412).message("precondition failed").build();
    }
    return stored;
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {}
}
