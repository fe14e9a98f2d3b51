package furong.warn.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An SMTP server (RFC 5321) that keeps what it gets; it refuses recipients that begin with "no".
 */
final class SmallMailbox implements AutoCloseable {

  private final ServerSocket socket;
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private volatile boolean down;

  SmallMailbox() throws IOException {
    socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  List<String> mails() {
    return mails;
  }

  void down(boolean now) {
    down = now;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket one = socket.accept()) {
        talk(one);
      } catch (IOException e) {
        // the test is over, or the client went away
      }
    }
  }

  private void talk(Socket one) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = one.getOutputStream();
    say(out, down ? "421 not now" : "220 small");
    for (String line = in.readLine(); line != null && !down; line = in.readLine()) {
      String word = line.length() < 4 ? line : line.substring(0, 4);
      switch (word) {
        case "EHLO", "HELO" -> say(out, "250 small");
        case "RCPT" -> say(out, line.contains("<no") ? "550 no such mailbox" : "250 ok");
        case "DATA" -> {
          say(out, "354 go on");
          StringBuilder mail = new StringBuilder();
          for (String text = in.readLine(); text != null; text = in.readLine()) {
            if (text.equals(".")) {
              break;
            }
            mail.append(text).append('\n');
          }
          mails.add(mail.toString());
          say(out, "250 kept");
        }
        case "QUIT" -> {
          say(out, "221 bye");
          return;
        }
        default -> say(out, "250 ok");
      }
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
