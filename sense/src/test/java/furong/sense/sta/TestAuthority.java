package furong.sense.sta;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Signs certificates for 127.0.0.1 and for devices, anew in each run. */
final class TestAuthority {

  static final char[] PASSWORD = "key & <password>".toCharArray();

  /** Whoever proves to be what a certificate says. */
  record Identity(KeyPair keys, X509Certificate certificate) {

    Path store(Path file) throws IOException, GeneralSecurityException {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("1", keys.getPrivate(), PASSWORD, new X509Certificate[] {certificate});
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, PASSWORD);
      }
      return file;
    }

    String pem() throws GeneralSecurityException {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    }
  }

  private final Identity self;
  private long serial = 1;

  TestAuthority(String name) throws GeneralSecurityException, IOException, OperatorException {
    KeyPair keys = pair();
    this.self = new Identity(keys, sign(name, keys, name, keys, true));
  }

  Identity self() {
    return self;
  }

  Identity issue(String name) throws GeneralSecurityException, IOException, OperatorException {
    KeyPair keys = pair();
    String issuer =
        self.certificate().getSubjectX500Principal().getName().substring("CN=".length());
    return new Identity(keys, sign(name, keys, issuer, self.keys(), false));
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private X509Certificate sign(
      String name, KeyPair keys, String issuer, KeyPair signer, boolean authority)
      throws GeneralSecurityException, IOException, OperatorException {
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=" + issuer),
            BigInteger.valueOf(serial++),
            Date.from(Instant.parse("2020-01-01T00:00:00Z")),
            Date.from(Instant.parse("2120-01-01T00:00:00Z")),
            new X500Name("CN=" + name),
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
  }

  /** A client that believes this authority, and shows who it is itself; nothing when null. */
  MqttClientSslConfig client(@Nullable Identity shown)
      throws GeneralSecurityException, IOException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    known.setCertificateEntry("authority", self.certificate());
    trust.init(known);
    var config = MqttClientSslConfig.builder().trustManagerFactory(trust);
    if (shown != null) {
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      KeyStore mine = KeyStore.getInstance("PKCS12");
      mine.load(null, null);
      mine.setKeyEntry(
          "1", shown.keys().getPrivate(), PASSWORD, new X509Certificate[] {shown.certificate()});
      own.init(mine, PASSWORD);
      config = config.keyManagerFactory(own);
    }
    return config.build();
  }
}
