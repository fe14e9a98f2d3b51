package furong.reported;

import furong.base.Period;

/** One form of one division for one period: {@code health-check.homes / 510104017001 / 2026}. */
public record SheetKey(String form, String division, Period period) {

  /** What the audit trail calls it. */
  public String subject() {
    return "sheet/" + form + "/" + division + "/" + period.text();
  }
}
