package io.tweetsentiment.connect.worker;

import io.tweetsentiment.cli.CommandProvider;
import io.tweetsentiment.cli.Group;
import io.tweetsentiment.cli.ProgramCommand;
import java.util.List;

/** The command of the worker. */
public final class WorkerCommands implements CommandProvider {

  @Override
  public List<ProgramCommand> commands() {
    return List.of(
        new ProgramCommand(
            Group.PARTS, new ConnectCommand(), ConnectCommand.PART, () -> ConnectCommand.SETTINGS));
  }
}
