package furong.notify.cap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

/**
 * The certificates of the senders that the city trusts: PEM files in one folder. Trust is by the
 * certificate itself, not by who issued it: a warning service has one or two, and the city is told
 * when they change. A certificate counts for messages that were sent while it was valid.
 */
public final class CapTrust {

  private final List<X509Certificate> certificates;

  private CapTrust(List<X509Certificate> certificates) {
    this.certificates = List.copyOf(certificates);
  }

  public static CapTrust none() {
    return new CapTrust(List.of());
  }

  /** Every {@code *.pem} of the folder; a folder that is not there holds none. */
  public static CapTrust of(Path folder) {
    if (!Files.isDirectory(folder)) {
      return none();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<X509Certificate> all = new ArrayList<>();
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Path file : files.filter(f -> f.toString().endsWith(".pem")).sorted().toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          factory.generateCertificates(in).forEach(c -> all.add((X509Certificate) c));
        }
      }
      return new CapTrust(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CertificateException e) {
      throw new IllegalStateException(folder + " holds a file that is no certificate", e);
    }
  }

  List<X509Certificate> validAt(Instant sent) {
    Date at = Date.from(sent);
    return certificates.stream()
        .filter(c -> !at.before(c.getNotBefore()) && !at.after(c.getNotAfter()))
        .toList();
  }
}
