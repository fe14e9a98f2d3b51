package furong.cases;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What the audit trail keeps of a case before and after an act. */
final class CaseFacts {

  private CaseFacts() {}

  static Map<String, String> of(Case c) {
    Progress at = c.progress();
    Dossier dossier = at.dossier();
    Map<String, String> facts = new TreeMap<>();
    facts.put("state", c.state().name());
    facts.put("version", Long.toString(c.version()));
    facts.put("organisation", Objects.toString(at.organisation(), ""));
    facts.put("handler", Objects.toString(at.handler(), ""));
    facts.put("assisting", String.join(" ", dossier.assisting()));
    facts.put("condition", Objects.toString(dossier.condition(), ""));
    facts.put("conditionAsked", Objects.toString(dossier.change().asked(), ""));
    facts.put("parent", Objects.toString(dossier.ties().parent(), ""));
    facts.put("mergedInto", Objects.toString(dossier.ties().mergedInto(), ""));
    if (dossier.extension().asked() > 0) {
      facts.put("extensionAsked", Integer.toString(dossier.extension().asked()));
    }
    if (dossier.extension().granted() > 0) {
      facts.put("extensions", Integer.toString(dossier.extension().granted()));
    }
    facts.values().removeIf(String::isEmpty);
    return facts;
  }
}
