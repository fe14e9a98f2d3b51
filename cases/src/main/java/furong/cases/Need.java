package furong.cases;

import java.util.Locale;

/** What must be given with an action. */
public enum Need {
  NOTE,
  REASON,
  PHOTO,
  /** Two photos at least: what was before and what is after. */
  PHOTOS,
  /** That each step of the procedure was done. */
  STEPS,
  /** Which organisation shall act; when left out the dispatcher's suggestion is taken. */
  ORGANISATION,
  /** By how many units of its limit a clock is to be extended. */
  AMOUNT,
  /** Number of another case. */
  CASE,
  /** Which condition of its kind the case meets (立案条件); its limit is the handlers'. */
  CONDITION,
  /** Who helps the organisation that leads (协办). */
  ASSISTING;

  /** The word for it in documents. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
