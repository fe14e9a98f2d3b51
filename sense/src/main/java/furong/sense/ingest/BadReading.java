package furong.sense.ingest;

/** One observation of a batch that cannot be taken; the others go on. Carries no stack: cheap. */
public final class BadReading extends RuntimeException {

  private final String code;

  public BadReading(String code, String reason) {
    super(reason, null, false, false);
    this.code = code;
  }

  public String code() {
    return code;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
