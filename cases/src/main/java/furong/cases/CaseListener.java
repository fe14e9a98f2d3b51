package furong.cases;

/** Port: who wants to know of changes; told after they are committed, once each, in no hurry. */
public interface CaseListener {

  void alertChanged(Alert alert);

  void caseChanged(Case changed);
}
