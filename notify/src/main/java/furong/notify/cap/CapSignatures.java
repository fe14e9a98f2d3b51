package furong.notify.cap;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyValue;
import javax.xml.crypto.dsig.keyinfo.X509Data;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Checks the enveloped XML signatures of a message (CAP 1.2, section 3.3.4).
 *
 * <p>Only one form is taken: a single reference to the whole document, with the enveloped-signature
 * and canonicalization transforms. Everything else that XML signatures can say - other documents,
 * XPath, XSLT - is BROKEN before anything of it is carried out. That strictness is our own; the
 * JDK's also forbids SHA-1, which the warning services of the samples sign with, so it is switched
 * off behind our check. SHA-1 is still good against everybody who cannot make two colliding
 * warnings in advance, that is, everybody but the signer.
 *
 * <p>A message that travelled through two services may have two signatures, the first made before
 * the second was there: each is checked as it stands, and else without the others.
 */
final class CapSignatures {

  private static final Set<String> TRANSFORMS =
      Set.of(
          Transform.ENVELOPED,
          "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
          "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
          "http://www.w3.org/2001/10/xml-exc-c14n#",
          "http://www.w3.org/2001/10/xml-exc-c14n#WithComments");

  private static final Set<String> SIGNING = Set.of("SignedInfo", "SignatureValue", "KeyInfo");

  /** More than the services that a warning passes through. */
  private static final int MAX_SIGNATURES = 4;

  private CapSignatures() {}

  static CapSeal check(Document message, CapTrust trust, Instant sent) {
    int count = signatures(message).size();
    if (count == 0) {
      return CapSeal.NONE;
    }
    if (count > MAX_SIGNATURES) {
      return CapSeal.BROKEN;
    }
    boolean trusted = false;
    for (int i = 0; i < count; i++) {
      Optional<PublicKey> signer = signer(message, i);
      if (signer.isEmpty()) {
        return CapSeal.BROKEN;
      }
      byte[] key = signer.get().getEncoded();
      trusted |=
          trust.validAt(sent).stream()
              .anyMatch(c -> java.util.Arrays.equals(c.getPublicKey().getEncoded(), key));
    }
    return trusted ? CapSeal.TRUSTED : CapSeal.UNKNOWN_SIGNER;
  }

  /** The key that made the i-th signature; empty when it does not fit. */
  private static Optional<PublicKey> signer(Document message, int i) {
    Document alone = CapXml.alone(message.getDocumentElement());
    List<Element> all = signatures(alone);
    bare(all.get(i));
    Optional<PublicKey> asItStands = verify(all.get(i));
    if (asItStands.isPresent()) {
      return asItStands;
    }
    for (int other = 0; other < all.size(); other++) {
      if (other != i) {
        alone.getDocumentElement().removeChild(all.get(other));
      }
    }
    return verify(all.get(i));
  }

  /**
   * Takes away what hangs on a signature without being signed or signing: one national service puts
   * an element there that is not of XML signatures. The digest leaves the whole signature out.
   */
  private static void bare(Element signature) {
    for (Element child : CapXml.children(signature)) {
      if (!CapWords.NS_DSIG.equals(child.getNamespaceURI())
          || !SIGNING.contains(child.getLocalName())) {
        signature.removeChild(child);
      }
    }
  }

  private static Optional<PublicKey> verify(Element element) {
    try {
      Carried key = new Carried();
      DOMValidateContext context = new DOMValidateContext(key, element);
      context.setProperty("org.jcp.xml.dsig.secureValidation", Boolean.FALSE); // see above
      XMLSignature signature =
          XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
      return plain(signature) && signature.validate(context) && key.found != null
          ? Optional.of(key.found)
          : Optional.empty();
    } catch (MarshalException | XMLSignatureException | ClassCastException e) {
      return Optional.empty();
    }
  }

  private static boolean plain(XMLSignature signature) {
    List<Reference> references = signature.getSignedInfo().getReferences();
    return references.size() == 1
        && signature.getObjects().isEmpty()
        && "".equals(references.getFirst().getURI())
        && references.getFirst().getTransforms().stream()
            .allMatch(t -> TRANSFORMS.contains(t.getAlgorithm()))
        && references.getFirst().getTransforms().stream()
            .anyMatch(t -> t.getAlgorithm().equals(Transform.ENVELOPED));
  }

  private static List<Element> signatures(Document message) {
    return new ArrayList<>(
        CapXml.children(message.getDocumentElement(), CapWords.NS_DSIG, "Signature"));
  }

  /** The key that the signature brings along; whether it is one of ours is asked afterwards. */
  private static final class Carried extends KeySelector {
    private @org.jspecify.annotations.Nullable PublicKey found;

    @Override
    public javax.xml.crypto.KeySelectorResult select(
        javax.xml.crypto.dsig.keyinfo.@org.jspecify.annotations.Nullable KeyInfo info,
        KeySelector.Purpose purpose,
        javax.xml.crypto.AlgorithmMethod method,
        javax.xml.crypto.XMLCryptoContext context) {
      PublicKey key = info == null ? null : keyOf(info.getContent());
      found = key;
      return () -> key;
    }

    private static @org.jspecify.annotations.Nullable PublicKey keyOf(List<XMLStructure> content) {
      for (XMLStructure part : content) {
        if (part instanceof X509Data data) {
          for (Object item : data.getContent()) {
            if (item instanceof X509Certificate certificate) {
              return certificate.getPublicKey();
            }
          }
        }
        if (part instanceof KeyValue value) {
          try {
            return value.getPublicKey();
          } catch (java.security.KeyException e) {
            return null;
          }
        }
      }
      return null;
    }
  }
}
