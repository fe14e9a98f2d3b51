package furong.warn.notify;

import furong.notify.Channel;
import furong.notify.Notification;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Sends mail over SMTP. The address of the server is {@code smtp://host:25?from=ops@city}, {@code
 * smtp://user:password@host:587?from=...} (STARTTLS when the server offers it, and always before a
 * password) or {@code smtps://...}. The Message-ID is made from the notification's key, so that a
 * mail sent twice is known as one.
 */
public final class SmtpChannel implements Channel {

  /** Connecting, reading and writing each; a mail server that takes longer is down. */
  private static final String PATIENCE_MS = "10000";

  private final Properties properties = new Properties();
  private final @Nullable Authenticator login;
  private final String from;

  /**
   * @param server as above @throws IllegalArgumentException when it is no such address
   */
  public SmtpChannel(String server) {
    URI uri = URI.create(server);
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    boolean tls = "smtps".equals(uri.getScheme());
    if (!tls && !"smtp".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException("not smtp://host:port?from=address: " + uri.getScheme());
    }
    if (!query.startsWith("from=")) {
      throw new IllegalArgumentException("smtp: say who sends: ?from=address");
    }
    from = URLDecoder.decode(query.substring("from=".length()), StandardCharsets.UTF_8);
    @Nullable String user = uri.getRawUserInfo();
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? 465 : 25;
    properties.put("mail.smtp.host", uri.getHost());
    properties.put("mail.smtp.port", Integer.toString(port));
    properties.put("mail.smtp.connectiontimeout", PATIENCE_MS);
    properties.put("mail.smtp.timeout", PATIENCE_MS);
    properties.put("mail.smtp.writetimeout", PATIENCE_MS);
    properties.put("mail.smtp.ssl.enable", Boolean.toString(tls));
    properties.put("mail.smtp.starttls.enable", Boolean.toString(!tls));
    properties.put("mail.smtp.starttls.required", Boolean.toString(!tls && user != null));
    properties.put("mail.smtp.auth", Boolean.toString(user != null));
    login = user == null ? null : new Login(user);
  }

  private static final class Login extends Authenticator {
    private final PasswordAuthentication known;

    private Login(String userInfo) {
      String[] parts = userInfo.split(":", 2);
      known =
          new PasswordAuthentication(
              URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
              parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      return known;
    }
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public Outcome send(Notification n) {
    try {
      MimeMessage mail = new Keyed(Session.getInstance(properties, login), n.key());
      mail.setFrom(new InternetAddress(from));
      mail.setRecipient(Message.RecipientType.TO, new InternetAddress(n.address()));
      mail.setSubject(n.subject().replaceAll("[\\r\\n]", " "), "UTF-8");
      mail.setText(n.body(), "UTF-8");
      mail.setSentDate(Date.from(n.createdAt()));
      mail.setHeader("X-Furong-Key", n.key());
      Transport.send(mail);
      return new Outcome.Delivered();
    } catch (SendFailedException e) {
      boolean refused = e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0;
      return refused
          ? new Outcome.Never("the server refuses this address")
          : new Outcome.Later(String.valueOf(e.getMessage()));
    } catch (MessagingException e) {
      return new Outcome.Later(String.valueOf(e.getMessage()));
    }
  }

  /** A mail whose id comes from its key. */
  private static final class Keyed extends MimeMessage {
    private final String key;

    private Keyed(Session session, String key) {
      super(session);
      this.key = key;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + key.replaceAll("[^A-Za-z0-9.]", ".") + "@furong>");
    }
  }
}
