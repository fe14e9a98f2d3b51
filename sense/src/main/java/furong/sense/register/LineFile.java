package furong.sense.register;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The lines of a file from a byte on, and the byte behind the last one that was read. */
final class LineFile implements Closeable {

  /** A line beyond this is cut there; no row of a datastream is a tenth as long. */
  private static final int LONGEST = 64 * 1024;

  private final InputStream in;
  private long position;

  LineFile(Path file, long from) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    channel.position(from);
    this.in = new BufferedInputStream(Channels.newInputStream(channel), 256 * 1024);
    this.position = from;
  }

  /** Without its line end; null at the end of the file. */
  @Nullable String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0; c = in.read()) {
      position++;
      if (c == '\n') {
        break;
      }
      if (line.size() < LONGEST) {
        line.write(c);
      }
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
