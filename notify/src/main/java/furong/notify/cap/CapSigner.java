package furong.notify.cap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/**
 * Signs our messages: enveloped XML signature, RSA with SHA-256, the public key beside it. The key
 * is made at the first start and kept in a file that only its owner reads; whoever takes our
 * messages compares the key with the published one ({@link #publicPem}).
 */
public final class CapSigner {

  /**
   * 128 bits of strength, good beyond 2030 (NIST SP 800-57 part 1, table 2); signing takes 5 ms.
   */
  private static final int KEY_BITS = 3072;

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final PrivateKey key;
  private final PublicKey published;

  private CapSigner(PrivateKey key, PublicKey published) {
    this.key = key;
    this.published = published;
  }

  /** The key of {@code cap-signing-key.pem} in the folder; made when it is not there. */
  public static CapSigner of(Path folder) {
    Path file = folder.resolve("cap-signing-key.pem");
    try {
      if (!Files.exists(file)) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        KeyPair made = generator.generateKeyPair();
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, pem(BEGIN, made.getPrivate().getEncoded(), END));
      }
      String text = Files.readString(file).replace(BEGIN, "").replace(END, "");
      KeyFactory factory = KeyFactory.getInstance("RSA");
      RSAPrivateCrtKey key =
          (RSAPrivateCrtKey)
              factory.generatePrivate(
                  new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text)));
      PublicKey published =
          factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
      return new CapSigner(key, published);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(file + " holds no RSA key", e);
    }
  }

  /** What others check our signatures with. */
  public String publicPem() {
    return pem("-----BEGIN PUBLIC KEY-----", published.getEncoded(), "-----END PUBLIC KEY-----");
  }

  /** The message, signed, as text. */
  public String sign(CapMessage message) {
    Document document = CapWriter.document(message);
    try {
      XMLSignatureFactory xml = XMLSignatureFactory.getInstance("DOM");
      Reference whole =
          xml.newReference(
              "",
              xml.newDigestMethod(DigestMethod.SHA256, null),
              List.of(xml.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null)),
              null,
              null);
      SignedInfo info =
          xml.newSignedInfo(
              xml.newCanonicalizationMethod(
                  CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
              xml.newSignatureMethod(SignatureMethod.RSA_SHA256, null),
              List.of(whole));
      KeyInfoFactory keys = xml.getKeyInfoFactory();
      KeyInfo who = keys.newKeyInfo(List.of(keys.newKeyValue(published)));
      xml.newXMLSignature(info, who).sign(new DOMSignContext(key, document.getDocumentElement()));
      plainLines(document, "SignatureValue");
      plainLines(document, "Modulus");
      return CapWriter.text(document);
    } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
      throw new IllegalStateException("the JDK cannot sign with its own algorithms", e);
    }
  }

  /** The JDK ends lines of base64 with CR LF, which stands in XML as {@code &#13;}. */
  private static void plainLines(Document document, String name) {
    Node found = document.getElementsByTagNameNS(CapWords.NS_DSIG, name).item(0);
    found.setTextContent(found.getTextContent().replace("\r", ""));
  }

  private static String pem(String begin, byte[] bytes, String end) {
    return begin
        + "\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n"
        + end
        + "\n";
  }
}
