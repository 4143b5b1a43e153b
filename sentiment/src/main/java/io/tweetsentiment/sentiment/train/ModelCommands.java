package io.tweetsentiment.sentiment.train;

import io.tweetsentiment.cli.CommandProvider;
import io.tweetsentiment.cli.Group;
import io.tweetsentiment.cli.ProgramCommand;
import java.util.List;

/** The commands of the local model. */
public final class ModelCommands implements CommandProvider {

  @Override
  public List<ProgramCommand> commands() {
    return List.of(new ProgramCommand(Group.MODEL, new ModelCommand()));
  }
}
