package furong.sense.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import furong.sense.sta.MeterCertificate;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How proxies tell which certificate they were shown. */
class ClientCertificatesTest {

  private static final String NGINX =
      URLEncoder.encode(MeterCertificate.PEM, StandardCharsets.US_ASCII).replace("+", "%20");

  private static final String COLONS =
      MeterCertificate.SHA_256.toUpperCase(java.util.Locale.ROOT).replaceAll("..(?!$)", "$0:");

  @Test
  void everyFormOfOneCertificateIsTheSame() {
    String envoy =
        "By=spiffe://city/proxy;Hash=" + MeterCertificate.SHA_256 + ";Subject=\"CN=meter-7\"";
    for (String form :
        List.of(
            MeterCertificate.PEM,
            NGINX,
            MeterCertificate.SHA_256,
            "sha256 Fingerprint=" + COLONS,
            envoy,
            "Hash=" + "0".repeat(64) + ";Subject=\"CN=farther\"," + envoy)) {
      assertThat(ClientCertificates.fingerprint(form)).as(form).contains(MeterCertificate.SHA_256);
    }
  }

  @Test
  void whatIsNoCertificateHasNoFingerprint() {
    for (String form :
        List.of(
            "",
            "meter-7",
            MeterCertificate.SHA_256.substring(1),
            "Hash=abc",
            MeterCertificate.PEM.replace("MIIB", "MIIC"),
            "-----BEGIN PRIVATE KEY-----")) {
      assertThat(ClientCertificates.fingerprint(form)).as(form).isEmpty();
    }
  }

  @Test
  void onlyANamedProxyIsBelieved() {
    ClientCertificates certificates =
        new ClientCertificates(List.of(InetAddress.ofLiteral("10.0.0.5")));
    assertThat(certificates.shown("10.0.0.5", NGINX)).contains(MeterCertificate.SHA_256);
    assertThat(certificates.shown("10.0.0.6", NGINX)).isEmpty();
    assertThat(certificates.shown("proxy.example", NGINX)).isEmpty();
    assertThat(new ClientCertificates(List.of()).shown("10.0.0.5", NGINX)).isEmpty();
  }

  @Test
  void aCertificateThatCannotBeReadIsNobodysAndNotNothing() {
    ClientCertificates certificates =
        new ClientCertificates(List.of(InetAddress.ofLiteral("10.0.0.5")));
    assertThat(certificates.shown("10.0.0.5", "rubbish")).contains("");
    assertThat(certificates.shown("10.0.0.5", " ")).isEmpty();
    assertThat(certificates.shown("10.0.0.5", null)).isEmpty();
  }
}
