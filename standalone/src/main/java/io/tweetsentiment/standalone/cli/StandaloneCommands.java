package io.tweetsentiment.standalone.cli;

import io.tweetsentiment.cli.CommandProvider;
import io.tweetsentiment.cli.Group;
import io.tweetsentiment.cli.ProgramCommand;
import io.tweetsentiment.standalone.bench.BenchCommand;
import io.tweetsentiment.standalone.parts.EmulatorSettings;
import java.util.List;

/** The commands of this module. */
public final class StandaloneCommands implements CommandProvider {

  @Override
  public List<ProgramCommand> commands() {
    return List.of(
        new ProgramCommand(Group.RUN, new StandaloneCommand()),
        new ProgramCommand(Group.LOOK_INSIDE, KafkaTool.TOPICS.command()),
        new ProgramCommand(Group.LOOK_INSIDE, KafkaTool.CONSOLE_CONSUMER.command()),
        new ProgramCommand(Group.LOOK_INSIDE, KafkaTool.CONSUMER_GROUPS.command()),
        new ProgramCommand(Group.LOOK_INSIDE, new DlqCommand()),
        new ProgramCommand(Group.LOOK_INSIDE, new RepairCommand()),
        new ProgramCommand(Group.PARTS, BatchCommand.command()),
        new ProgramCommand(Group.PARTS, new RescoreCommand()),
        new ProgramCommand(
            Group.PARTS,
            new EndpointsCommand(),
            EmulatorSettings.ENDPOINTS,
            () -> EmulatorSettings.SETTINGS),
        new ProgramCommand(Group.BENCH, new BenchCommand()));
  }
}
