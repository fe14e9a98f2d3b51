package furong.cases;

import java.util.Locale;

/** What must be given with an action. */
public enum Need {
  NOTE,
  REASON,
  PHOTO,
  /** Which organisation shall act; when left out the dispatcher's suggestion is taken. */
  ORGANISATION;

  /** The word for it in documents. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
