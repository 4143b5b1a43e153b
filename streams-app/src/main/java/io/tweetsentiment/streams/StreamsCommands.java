package io.tweetsentiment.streams;

import io.tweetsentiment.cli.CommandProvider;
import io.tweetsentiment.cli.Group;
import io.tweetsentiment.cli.ProgramCommand;
import java.util.List;

/** The commands of the streams app. */
public final class StreamsCommands implements CommandProvider {

  @Override
  public List<ProgramCommand> commands() {
    return List.of(
        new ProgramCommand(
            Group.PARTS, new StreamsCommand(), StreamsSettings.PART, StreamsSettings::all));
  }
}
