package io.tweetsentiment.standalone.parts;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 endpoint in this JVM over a local folder: every object is a plain file {@code bucket/key}.
 */
public final class ObjectStore implements RunningPart {

  /** The bucket of the pipeline. */
  public static final String BUCKET = "tweet-sentiment";

  /** Access key of the local endpoints; it protects nothing. */
  public static final String ACCESS_KEY = "test";

  /** Secret key of the local endpoints; it protects nothing. */
  public static final String SECRET_KEY = "testtest";

  private final String url;
  private final S3Proxy server;

  private ObjectStore(String url, S3Proxy server) {
    this.url = url;
    this.server = server;
  }

  /**
   * Starts the endpoint; creates the folder and the bucket if they do not exist.
   *
   * @param host address to listen on
   */
  public static ObjectStore start(Path folder, String host, Ports ports) throws Exception {
    Files.createDirectories(folder.resolve(BUCKET));
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(URI.create("http://" + host + ":" + ports.of(Port.S3)))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    return new ObjectStore(ports.url(Port.S3), server);
  }

  @Override
  public String name() {
    return Port.S3.partName();
  }

  @Override
  public String address() {
    return url;
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public boolean alive() {
    return server.getState().equals("STARTED");
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("cannot stop the S3 endpoint", new IOException(e));
    }
  }
}
