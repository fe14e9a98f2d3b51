package furong.sense.ingest;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that a device showed to the proxy in front of us. The proxy ends TLS, checks the
 * certificate against the authority of the city's devices, and tells it by a header:
 *
 * <pre>{@code
 * proxy_set_header X-Forwarded-Client-Cert $ssl_client_escaped_cert;   # nginx
 * http-request set-header X-Forwarded-Client-Cert %[ssl_c_der,sha2(256),hex]   # HAProxy
 * }</pre>
 *
 * Envoy's own form ({@code Hash=...;Subject=...}) is read, too. Only proxies that the settings name
 * are believed; what others say in that header counts for nothing. Known by its SHA-256, as a key
 * is: dates and revocation lists are the proxy's matter.
 */
public final class ClientCertificates {

  /** As Envoy calls it. */
  public static final String HEADER = "X-Forwarded-Client-Cert";

  private static final Pattern HASH =
      Pattern.compile("(?i)(?:^|[;,])\\s*Hash=\"?([0-9a-f]{64})\\b");

  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{64}");

  /** What {@code openssl x509 -fingerprint -sha256} writes before the digits. */
  private static final Pattern LABEL = Pattern.compile("(?i)^sha-?256( fingerprint)?[=:]");

  private static final String PEM = "-----BEGIN CERTIFICATE-----";

  private final Set<InetAddress> proxies;

  /**
   * @param proxies that are believed; none for no certificates at all
   */
  public ClientCertificates(Collection<InetAddress> proxies) {
    this.proxies = Set.copyOf(proxies);
  }

  /**
   * The SHA-256 of the certificate that came along with a request; empty when none did. One that
   * cannot be read is an empty text, which is nobody's.
   *
   * @param from address of whoever is at the other end of the connection
   */
  Optional<String> shown(String from, @Nullable String header) {
    if (header == null || header.isBlank() || !isProxy(from)) {
      return Optional.empty();
    }
    return Optional.of(fingerprint(header).orElse(""));
  }

  private boolean isProxy(String from) {
    try {
      return !proxies.isEmpty() && proxies.contains(InetAddress.ofLiteral(from));
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  /**
   * The SHA-256 of a certificate in hexadecimal; empty when the text is neither a certificate nor
   * says its SHA-256.
   *
   * @param text PEM, also with {@code %}-escapes; 64 hexadecimal digits, also with colons; or
   *     Envoy's list of elements, of which the last is the nearest proxy's
   */
  public static Optional<String> fingerprint(String text) {
    String given = text.strip();
    if (given.contains("-----BEGIN")) {
      return ofPem(given.contains("%") ? unescaped(given) : given);
    }
    String digits =
        LABEL.matcher(given).replaceFirst("").replace(":", "").strip().toLowerCase(Locale.ROOT);
    if (HEXADECIMAL.matcher(digits).matches()) {
      return Optional.of(digits);
    }
    @Nullable String last = null;
    Matcher hashes = HASH.matcher(given);
    while (hashes.find()) {
      last = hashes.group(1).toLowerCase(Locale.ROOT);
    }
    return Optional.ofNullable(last);
  }

  /** A plus sign is one of base 64 here, not a space. */
  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException notEscaped) {
      return text;
    }
  }

  /** The SHA-256 of a certificate that was shown to ourselves. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      return sha256(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("not a certificate that came over a line", e);
    }
  }

  private static Optional<String> ofPem(String pem) {
    int begin = pem.indexOf(PEM);
    if (begin < 0) {
      return Optional.empty();
    }
    try {
      byte[] der =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(
                      pem.substring(begin).getBytes(StandardCharsets.US_ASCII)))
              .getEncoded();
      return Optional.of(sha256(der));
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }

  private static String sha256(byte[] der) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java brings SHA-256", e);
    }
  }
}
