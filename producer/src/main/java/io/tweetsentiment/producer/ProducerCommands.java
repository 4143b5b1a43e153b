package io.tweetsentiment.producer;

import io.tweetsentiment.cli.CommandProvider;
import io.tweetsentiment.cli.Group;
import io.tweetsentiment.cli.ProgramCommand;
import java.util.List;

/** The commands of the producer. */
public final class ProducerCommands implements CommandProvider {

  @Override
  public List<ProgramCommand> commands() {
    return List.of(
        new ProgramCommand(
            Group.PARTS, new IngestCommand(), IngestConfig.PART, () -> IngestConfig.SETTINGS));
  }
}
