package furong.cases;

/** Wants to know of no change: there is no browser, no board and nobody to write to. */
public final class Deaf implements CaseListener {
  @Override
  public void alertChanged(Alert alert) {}

  @Override
  public void caseChanged(Case changed) {}
}
