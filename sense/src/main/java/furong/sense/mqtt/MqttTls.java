package furong.sense.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * MQTT over TLS, where a device may show a certificate instead of a key.
 *
 * <p>The broker looks at the file of keys every ten seconds, so the city's own certificate is
 * renewed by putting a new file in its place; the authorities of devices are read at the start.
 *
 * @param port to listen on
 * @param keys the city's private key and certificate: PKCS 12, with one password for both
 * @param authorities those who sign the certificates of devices, or such certificates themselves:
 *     PEM, one after the other; null where devices are not asked for any
 */
public record MqttTls(int port, Path keys, String password, @Nullable Path authorities) {

  /** A store of certificates must have a password; what is in this one is public. */
  private static final String NO_SECRET = "public";

  /** A file that cannot be used: which, and why. */
  public static final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    Unusable(Path file, String why) {
      super(file + ": " + why);
    }
  }

  /** Opens both files, so that a wrong one is told at the start and not by silence on the port. */
  public void check() throws Unusable {
    try (InputStream in = Files.newInputStream(keys)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        if (store.getKey(alias, password.toCharArray()) != null) {
          trusted();
          return;
        }
      }
      throw new Unusable(keys, "there is no private key in it");
    } catch (IOException | GeneralSecurityException e) {
      throw new Unusable(keys, "cannot be opened as PKCS 12 with this password");
    }
  }

  private Collection<? extends Certificate> trusted() throws Unusable {
    Path file = authorities;
    if (file == null) {
      return Collections.emptyList();
    }
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!all.isEmpty()) {
        return all;
      }
    } catch (IOException | GeneralSecurityException e) {
      // said below
    }
    throw new Unusable(file, "there are no certificates (PEM) in it");
  }

  /**
   * The listener as the broker's configuration says it.
   *
   * @param folder for the store of authorities, as the broker wants it
   */
  String listener(String host, Path folder) throws IOException {
    String trust = "";
    if (authorities != null) {
      Path store = folder.resolve("authorities.p12");
      writeTrusted(store);
      trust =
          """
          <truststore><path>%s</path><password>%s</password></truststore>
          <client-authentication-mode>OPTIONAL</client-authentication-mode>\
          """
              .formatted(escaped(store.toString()), NO_SECRET);
    }
    return """
    <tls-tcp-listener><port>%d</port><bind-address>%s</bind-address><tls>
    <protocols><protocol>TLSv1.3</protocol><protocol>TLSv1.2</protocol></protocols>
    <keystore><path>%s</path><password>%s</password><private-key-password>%s</private-key-password></keystore>
    %s</tls></tls-tcp-listener>\
    """
        .formatted(
            port, host, escaped(keys.toString()), escaped(password), escaped(password), trust);
  }

  private void writeTrusted(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : trusted()) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
      store.store(out, NO_SECRET.toCharArray());
    } catch (GeneralSecurityException | Unusable e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** As text of XML; the broker also takes {@code ${...}} for a variable of the environment. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Never tells the password. */
  @Override
  public String toString() {
    return "MqttTls[" + port + ", " + keys + ", " + authorities + "]";
  }
}
