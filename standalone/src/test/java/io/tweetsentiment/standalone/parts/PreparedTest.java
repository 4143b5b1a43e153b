package io.tweetsentiment.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedTest {

  @TempDir private Path folder;

  private Prepared prepared(boolean rehearsal) {
    return new Prepared(folder.resolve("archive"), rehearsal);
  }

  @Test
  void shouldChangeNothingWhenNothingIsPrepared() throws Exception {
    Path own = folder.resolve("own");
    prepared(false).copyDatabaseTo(folder.resolve("database"));

    assertThat(prepared(false).registryOptions()).isEmpty();
    assertThat(prepared(false).postgresBinaries(own)).isEqualTo(own);
    assertThat(folder.resolve("database")).doesNotExist();
  }

  @Test
  void shouldUseWhatTheRehearsalKept() throws Exception {
    write("stopped/base/1/2", "rows");
    write("archive/registry.jsa", "");
    write("archive/postgres-binaries/PG-1/.exists", "");
    prepared(true).keepDatabase(folder.resolve("stopped"));
    prepared(false).copyDatabaseTo(folder.resolve("data"));

    assertThat(folder.resolve("data/base/1/2")).hasContent("rows");
    assertThat(folder.resolve("data.part")).doesNotExist();
    assertThat(prepared(false).registryOptions())
        .contains("-XX:SharedArchiveFile=" + folder.resolve("archive/registry.jsa"));
    assertThat(prepared(false).postgresBinaries(folder.resolve("own")))
        .isEqualTo(folder.resolve("archive/postgres-binaries"));
  }

  @Test
  void shouldLeaveAnExistingDatabaseAlone() throws Exception {
    write("archive/database/PG_VERSION", "new");
    write("data/PG_VERSION", "old");
    prepared(false).copyDatabaseTo(folder.resolve("data"));

    assertThat(folder.resolve("data/PG_VERSION")).hasContent("old");
  }

  @Test
  void shouldNotUseProgramsThatAreNotCompletelyUnpacked() throws Exception {
    write("archive/postgres-binaries/PG-1/.exists", "");
    write("archive/postgres-binaries/PG-2/bin/postgres", "half");

    assertThat(prepared(false).postgresBinaries(folder.resolve("own")))
        .isEqualTo(folder.resolve("own"));
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
