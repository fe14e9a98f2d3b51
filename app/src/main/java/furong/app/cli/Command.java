package furong.app.cli;

import furong.base.Text;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** One word of the command line: what it says, in the language of whoever asks, and its options. */
abstract class Command implements Callable<Integer> {

  final Lang lang;
  final CommandSpec spec;

  /**
   * @param does what its help says
   */
  Command(Lang lang, Text does) {
    this.lang = lang;
    spec = CommandSpec.wrapWithoutInspection(this);
    Main.describe(spec, lang, does);
  }
}
