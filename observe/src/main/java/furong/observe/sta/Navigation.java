package furong.observe.sta;

/**
 * A way from one entity type to another.
 *
 * @param name as in the standard: {@code Thing}, {@code Datastreams}
 * @param from where it starts
 * @param target where it leads
 * @param many true when it leads to a set
 */
public record Navigation(String name, EntityType from, EntityType target, boolean many) {

  /** The same link seen from its other end. */
  public Navigation inverse() {
    return Model.navigations(target).stream()
        .filter(back -> back.target() == from)
        .findFirst()
        .orElseThrow();
  }
}
