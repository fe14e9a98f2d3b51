package furong.app;

import org.jspecify.annotations.Nullable;

/** Which Furong this is. */
public final class Version {

  private Version() {}

  /** As the jar's manifest has it, {@code development} when run from classes. */
  public static String text() {
    @Nullable String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
