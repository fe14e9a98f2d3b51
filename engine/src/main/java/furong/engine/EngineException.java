package furong.engine;

import org.jspecify.annotations.Nullable;

/**
 * The machine or the data folder does not allow an engine to run: said in one line for the person
 * at the console, with the exit code that the command then gives.
 *
 * <p>It is not for faults of the program itself; those keep their own exceptions.
 */
public final class EngineException extends RuntimeException {

  /** Wrong use or an unfit machine (ARCHITECTURE.md, exit codes). */
  public static final int EXIT_UNFIT = 2;

  private final String code;

  /**
   * @param code stable, for tests and documentation, such as {@code port.busy}
   * @param message one line that says what is wrong and what to do about it
   */
  public EngineException(String code, String message) {
    this(code, message, null);
  }

  public EngineException(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public String code() {
    return code;
  }

  public int exitCode() {
    return EXIT_UNFIT;
  }
}
