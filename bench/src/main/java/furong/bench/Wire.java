package furong.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One kept HTTP/1.1 connection, asked one thing at a time. It takes a tenth of the work of a whole
 * client, which on the machine that it measures is the difference between measuring the city and
 * measuring itself. It knows bodies by length and in chunks, and nothing else of HTTP.
 */
final class Wire implements AutoCloseable {

  /** An answer. @param headers by names in lower case */
  record Answer(int status, Map<String, String> headers, byte[] body) {}

  /** Longer than the slowest answer of a flooded city; then it counts as lost. */
  private static final int READ_WITHIN_MS = 60_000;

  private final URI base;
  private Socket socket;
  private InputStream in;

  Wire(String base) throws IOException {
    this.base = URI.create(base);
    this.socket = connect();
    this.in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
  }

  private Socket connect() throws IOException {
    Socket made = new Socket(base.getHost(), base.getPort());
    made.setTcpNoDelay(true);
    made.setSoTimeout(READ_WITHIN_MS);
    return made;
  }

  /**
   * @param headers each with its line end
   */
  Answer send(String method, String path, String headers, byte[] body) throws IOException {
    byte[] head =
        (method
                + " "
                + path
                + " HTTP/1.1\r\nHost: "
                + base.getAuthority()
                + "\r\nContent-Length: "
                + body.length
                + "\r\n"
                + headers
                + "\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    socket.getOutputStream().write(all);
    Answer answer = read();
    if ("close".equalsIgnoreCase(answer.headers().get("connection"))) {
      socket.close();
      socket = connect();
      in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
    }
    return answer;
  }

  private Answer read() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body =
        headers.containsKey("transfer-encoding")
            ? chunks()
            : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Answer(status, headers, body);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(line(), 16);
      all.write(in.readNBytes(length));
      line();
      if (length == 0) {
        return all.toByteArray();
      }
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the city hung up");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
