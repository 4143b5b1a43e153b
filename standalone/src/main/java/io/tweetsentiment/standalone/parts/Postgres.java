package io.tweetsentiment.standalone.parts;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** A PostgreSQL server, a child process, with its data in a folder that survives a restart. */
public final class Postgres implements RunningPart {

  /** Name of the warehouse database. */
  public static final String DATABASE = "sentiment";

  /** Its user. The server trusts the loopback address and requires no password. */
  public static final String USER = "postgres";

  private final EmbeddedPostgres server;
  private final Path folder;
  private final int port;

  private Postgres(EmbeddedPostgres server, Path folder, int port) {
    this.server = server;
    this.folder = folder;
    this.port = port;
  }

  /** Starts the server; unpacks it and creates the database the first time. */
  public static Postgres start(Path folder, Path binaries, Ports ports, Children children)
      throws IOException, SQLException, InterruptedException {
    Optional<ProcessHandle> orphan = postmaster(folder);
    if (orphan.isPresent()) {
      Children.end(orphan.get());
    }
    new PostgresFolders(folder, binaries).removeUnfinished();
    Prepared prepared = Prepared.ofBuild();
    prepared.copyDatabaseTo(folder);
    int port = ports.of(Port.POSTGRES);
    Path programs = prepared.postgresBinaries(binaries);
    EmbeddedPostgres server = server(folder, programs, port);
    if (prepared.rehearsal()) {
      new Postgres(server, folder, port).createDatabase();
      server.close();
      prepared.keepDatabase(folder);
      server = server(folder, programs, port);
    }
    Postgres postgres = new Postgres(server, folder, port);
    Optional<ProcessHandle> postmaster = postmaster(folder);
    if (postmaster.isPresent()) {
      children.add(Port.POSTGRES.partName(), postmaster.get());
    }
    postgres.createDatabase();
    return postgres;
  }

  private static EmbeddedPostgres server(Path folder, Path programs, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(folder)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setOverrideWorkingDirectory(programs.toFile())
        .setPGStartupWait(Duration.ofSeconds(60))
        .setServerConfig("max_connections", "30")
        .setServerConfig("shared_buffers", "32MB")
        .start();
  }

  /** The path that is an argument of each of its processes. */
  public static Path ownPath(Path folder) {
    return folder;
  }

  /** Connections to the warehouse. */
  public DataSource dataSource() {
    return server.getDatabase(USER, DATABASE);
  }

  /** JDBC address of the warehouse. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + Ports.HOST + ":" + port + "/" + DATABASE;
  }

  @Override
  public String name() {
    return Port.POSTGRES.partName();
  }

  @Override
  public String address() {
    return Ports.HOST + ":" + port;
  }

  @Override
  public long pid() {
    return postmaster(folder).map(ProcessHandle::pid).orElse(-1L);
  }

  @Override
  public boolean alive() {
    return postmaster(folder).isPresent();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException("cannot stop PostgreSQL", e);
    }
  }

  private void createDatabase() throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = 'sentiment'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE sentiment");
    }
  }

  /** The running server of a data folder, found by the file that it keeps there. */
  private static Optional<ProcessHandle> postmaster(Path folder) {
    Path file = folder.resolve("postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
              .filter(process -> process.info().command().orElse("postgres").contains("postgres"));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
