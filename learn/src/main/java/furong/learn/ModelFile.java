package furong.learn;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import opennlp.tools.doccat.DoccatModel;

/**
 * A model as a file: its card in one line of text, then the library's own format.
 *
 * <pre>{@code furong-words 1 2026-03-02T02:00:00Z cases=900 kinds=12 tested=180 ...}</pre>
 *
 * Written beside and moved into place, so that a reader never sees half of one. Only its owner
 * reads it: it holds pieces of what people told.
 */
public final class ModelFile {

  /** Grows when the pieces or the card change; a file of another version is made anew. */
  private static final int VERSION = 1;

  private final Path file;

  public ModelFile(Path file) {
    this.file = file;
  }

  public void write(KindModel model) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder == null) {
        throw new IOException("no folder for " + file);
      }
      Files.createDirectories(folder);
      Path half =
          Files.createTempFile(
              folder,
              "model",
              ".part",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(half)))) {
        ModelCard c = model.card();
        out.writeUTF(
            String.join(
                " ",
                "furong-words",
                Integer.toString(VERSION),
                c.at().toString(),
                "cases=" + c.cases(),
                "kinds=" + c.kinds(),
                "tested=" + c.tested(),
                "top1=" + c.top1(),
                "top3=" + c.top3(),
                "temperature=" + c.temperature()));
        out.writeByte('\n');
        model.model().serialize(out);
      }
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The model; nothing when there is none, or none of this version. */
  public Optional<KindModel> read() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      String[] said = in.readUTF().split(" ", -1);
      if (said.length != 9 || !said[1].equals(Integer.toString(VERSION)) || in.readByte() != '\n') {
        return Optional.empty();
      }
      ModelCard card =
          new ModelCard(
              Instant.parse(said[2]),
              Integer.parseInt(value(said[3])),
              Integer.parseInt(value(said[4])),
              Integer.parseInt(value(said[5])),
              Integer.parseInt(value(said[6])),
              Integer.parseInt(value(said[7])),
              Double.parseDouble(value(said[8])));
      return Optional.of(new KindModel(card, new DoccatModel(in)));
    } catch (IOException | RuntimeException e) {
      // a file that cannot be read is worth no more than none: it is made anew from the cases
      return Optional.empty();
    }
  }

  private static String value(String pair) {
    return pair.substring(pair.indexOf('=') + 1);
  }
}
