package furong.notify.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/**
 * Our signatures as others check them, who have the message and {@code /cap/key.pem} and nothing of
 * ours: the JDK's own validator with all its strictness, and xmlsec1 (Debian package xmlsec1),
 * which is a program of other people in another language. And the other way: what xmlsec1 signs, we
 * take.
 */
class SecondToolTest {

  /** The program verifies in some 10 ms; a loaded machine is given much more. */
  private static final int SECONDS = 60;

  @TempDir Path folder;

  private Path message;
  private Path key;
  private String signed;

  @BeforeEach
  void aMessageAndThePublishedKey() throws IOException {
    CapSigner signer = CapSigner.of(folder);
    signed =
        signer.sign(
            new CapReader(CapTrust.none())
                .read(SmallCap.warning("w1", "Alert", "", SmallCap.square(30, 104, 31, 104.5)))
                .orThrow()
                .parts()
                .getFirst()
                .message());
    message = Files.writeString(folder.resolve("message.xml"), signed);
    key = Files.writeString(folder.resolve("key.pem"), signer.publicPem());
  }

  /** As somebody changes it on the way: the warning stays well-formed and lawful. */
  private String changed() {
    assertThat(signed).contains("<severity>Severe</severity>");
    return signed.replace("<severity>Severe</severity>", "<severity>Extreme</severity>");
  }

  @Test
  void theJdksStrictValidatorTakesItWithThePublishedKey() throws Exception {
    assertThat(jdkTakes(signed)).isTrue();
  }

  @Test
  void theJdksStrictValidatorRefusesAChangedOne() throws Exception {
    assertThat(jdkTakes(changed())).isFalse();
  }

  private boolean jdkTakes(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    String pem = Files.readString(key).replaceAll("-----[A-Z ]+-----", "");
    PublicKey published =
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
    DOMValidateContext context =
        new DOMValidateContext(
            published, document.getElementsByTagNameNS(CapWords.NS_DSIG, "Signature").item(0));
    context.setProperty("org.jcp.xml.dsig.secureValidation", Boolean.TRUE);
    return XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context).validate(context);
  }

  @Test
  void xmlsecTakesItWithThePublishedKey() throws Exception {
    assertThat(verify(key, message)).isZero();
  }

  @Test
  void xmlsecRefusesAChangedOneAndAnotherKey() throws Exception {
    Path other = Files.writeString(folder.resolve("changed.xml"), changed());
    assertThat(verify(key, other)).isNotZero();
    Path stranger =
        Files.writeString(
            folder.resolve("other.pem"),
            CapSigner.of(Files.createDirectory(folder.resolve("stranger"))).publicPem());
    assertThat(verify(stranger, message)).isNotZero();
  }

  @Test
  void whatXmlsecSignsIsTaken() throws Exception {
    Path form =
        Files.writeString(
            folder.resolve("form.xml"),
            signed
                .replaceAll("(?s)(<(?:\\w+:)?DigestValue>).*?(</)", "$1$2")
                .replaceAll("(?s)(<(?:\\w+:)?SignatureValue>).*?(</)", "$1$2")
                .replaceAll("(?s)<KeyInfo>.*?</KeyInfo>", "<KeyInfo><KeyValue/></KeyInfo>"));
    Path theirs = folder.resolve("theirs.xml");
    assertThat(
            xmlsec(
                "--sign",
                "--output",
                theirs.toString(),
                "--privkey-pem",
                folder.resolve("cap-signing-key.pem").toString(),
                form.toString()))
        .isZero();
    CapReader.Part read =
        new CapReader(CapTrust.none())
            .read(Files.readAllBytes(theirs))
            .orThrow()
            .parts()
            .getFirst();
    assertThat(read.seal()).isEqualTo(CapSeal.UNKNOWN_SIGNER); // it fits; nobody vouches for it
    assertThat(read.message().text("identifier")).isEqualTo("w1");
  }

  /**
   * With this key and no other: left to itself it takes the key that the message brings along, and
   * then finds that whoever signed it signed it.
   */
  private int verify(Path by, Path what) throws IOException, InterruptedException {
    return xmlsec(
        "--verify",
        "--enabled-key-data",
        "key-name",
        "--pubkey-pem",
        by.toString(),
        what.toString());
  }

  /** Its exit code; what it says goes into the folder. */
  private int xmlsec(String... words) throws IOException, InterruptedException {
    Path program = Path.of("/usr/bin/xmlsec1");
    assumeTrue(Files.isExecutable(program), "xmlsec1 is not on this machine: apt install xmlsec1");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile())
            .start();
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("xmlsec1 ends").isTrue();
    return process.exitValue();
  }
}
