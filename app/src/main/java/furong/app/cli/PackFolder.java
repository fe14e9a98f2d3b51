package furong.app.cli;

import furong.app.Setting;
import furong.base.Text;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The folder of packs that a tool works on, and the one pack of it that it was asked for. */
final class PackFolder {

  private final Lang lang;
  private final Path folder;
  private final @Nullable String only;
  private PackReader.@Nullable Loaded read;

  private PackFolder(Lang lang, Path folder, @Nullable String only) {
    this.lang = lang;
    this.folder = folder;
    this.only = only;
  }

  /** Adds {@code [ID]} and {@code --packs DIR} to a tool. */
  static void options(CommandSpec spec, Lang lang, Text id) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("ID")
            .type(String.class)
            .description(lang.say(id))
            .build());
    folderOption(spec, lang);
  }

  static void folderOption(CommandSpec spec, Lang lang) {
    ReplayCommand.option(
        spec,
        "--packs",
        Path.class,
        "DIR",
        Setting.PACKS.otherwise(),
        lang.say(Setting.PACKS.summary()));
  }

  static PackFolder of(CommandSpec spec, Lang lang) {
    @Nullable String only =
        spec.positionalParameters().isEmpty()
            ? null
            : spec.positionalParameters().getFirst().getValue();
    return new PackFolder(lang, spec.findOption("--packs").getValue(), only);
  }

  /** Whether the folder and the pack are there; says so when they are not. */
  boolean known() {
    if (!Files.isDirectory(folder)) {
      System.err.println("furong: " + lang.say("没有文件夹 ", "there is no folder ") + folder);
      return false;
    }
    if (only != null && loaded().book().findPack(only).isEmpty()) {
      System.err.println("furong: " + lang.say("没有场景包 ", "there is no pack ") + only);
      return false;
    }
    return true;
  }

  PackFiles files() {
    return PackFiles.read(folder);
  }

  PackReader.Loaded loaded() {
    PackReader.Loaded known = read;
    if (known == null) {
      known = PackReader.read(files());
      read = known;
    }
    return known;
  }

  /** Ids of packs begin with it; empty for all. */
  String prefix() {
    return only == null ? "" : only + ".";
  }

  /** The packs asked for. */
  List<String> ids() {
    return loaded().book().packs().stream()
        .map(p -> p.id())
        .filter(id -> only == null || id.equals(only))
        .toList();
  }

  /** Whether no law is broken anywhere; names each breach. */
  boolean lawful() {
    loaded().notices().forEach(notice -> System.err.println(notice.line(lang.tag())));
    if (!loaded().notices().isEmpty()) {
      System.err.println(lang.say("违反规定：", "laws broken: ") + loaded().notices().size());
    }
    return loaded().notices().isEmpty();
  }
}
