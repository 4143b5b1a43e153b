package io.tweetsentiment.standalone.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The dashboard files. Each call reads them again, so that an edit is visible at once. */
final class Dashboards {

  private static final String PACKAGED = "/grafana/dashboards";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<Path> folder;

  /** Without a folder, the files packaged with the program are used. */
  Dashboards(Optional<Path> folder) {
    this.folder = folder;
  }

  /** In the order of the file names. */
  List<Dashboard> all() throws IOException {
    if (folder.isPresent()) {
      return read(folder.get());
    }
    URL packaged = Dashboards.class.getResource(PACKAGED);
    if (packaged == null) {
      throw new IOException("no dashboards at " + PACKAGED + " on the class path; build again");
    }
    if (!(packaged.openConnection() instanceof JarURLConnection jarred)) {
      return read(path(packaged));
    }
    // Opened by its path, so that several requests can have it open at the same time.
    try (FileSystem jar = FileSystems.newFileSystem(path(jarred.getJarFileURL()))) {
      return read(jar.getPath(PACKAGED));
    }
  }

  Dashboard dashboard(String uid) throws IOException {
    List<Dashboard> all = all();
    return all.stream()
        .filter(dashboard -> dashboard.uid().equals(uid))
        .findFirst()
        .orElseThrow(
            () ->
                new BadRequestException(
                    "no dashboard "
                        + uid
                        + "; the dashboards are "
                        + all.stream().map(Dashboard::uid).toList()));
  }

  private static List<Dashboard> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    List<Dashboard> dashboards = new ArrayList<>();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        dashboards.add(new Dashboard(JSON.readTree(in)));
      } catch (JsonProcessingException e) {
        throw new BadRequestException(file + " is not JSON: " + e.getMessage(), e);
      }
    }
    return dashboards;
  }

  private static Path path(URL url) throws IOException {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IOException("cannot read the dashboards at " + url, e);
    }
  }
}
