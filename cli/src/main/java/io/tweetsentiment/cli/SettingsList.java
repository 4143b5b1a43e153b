package io.tweetsentiment.cli;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpSectionRenderer;

/** The settings of a part in the help of its command: key, meaning and default. */
final class SettingsList implements IHelpSectionRenderer {

  static final String SECTION = "settings";

  private static final int INDENT = 2;
  private static final int KEY_WIDTH = 32;

  private final String part;
  private final Supplier<List<Setting>> settings;

  SettingsList(String part, Supplier<List<Setting>> settings) {
    this.part = part;
    this.settings = settings;
  }

  @Override
  public String render(Help help) {
    List<Setting> all = settings.get();
    TextTable table =
        TextTable.forColumns(
            help.colorScheme(),
            new Column(KEY_WIDTH, INDENT, Overflow.SPAN),
            new Column(help.commandSpec().usageMessage().width() - KEY_WIDTH, 0, Overflow.WRAP));
    all.forEach(setting -> table.addRowValues(setting.key(), meaning(setting)));
    String example = all.get(0).key();
    return String.format(
        "%nSettings, in the file of --config or in the environment, which overrides the file%n"
            + "(%s is %s there):%n%s",
        example, Settings.variable(part, example), table);
  }

  private static String meaning(Setting setting) {
    if (setting.required()) {
      return setting.doc() + " Required.";
    }
    return setting.defaultValue() == null || setting.defaultValue().isEmpty()
        ? setting.doc()
        : setting.doc() + " Default: " + setting.defaultValue() + ".";
  }
}
