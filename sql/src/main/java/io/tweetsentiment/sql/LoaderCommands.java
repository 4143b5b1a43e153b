package io.tweetsentiment.sql;

import io.tweetsentiment.cli.CommandProvider;
import io.tweetsentiment.cli.Group;
import io.tweetsentiment.cli.ProgramCommand;
import java.util.List;

/** The commands of the loader. */
public final class LoaderCommands implements CommandProvider {

  @Override
  public List<ProgramCommand> commands() {
    return List.of(
        new ProgramCommand(
            Group.PARTS, new LoadCommand(), LoaderConfig.PART, () -> LoaderConfig.SETTINGS),
        new ProgramCommand(
            Group.PARTS, new ReconcileCommand(), LoaderConfig.PART, () -> LoaderConfig.SETTINGS));
  }
}
