package furong.base;

/** The five levels of administration (五级): city, county, street, community, grid. */
public enum DivisionLevel {
  CITY(Text.of("市", "City")),
  COUNTY(Text.of("区（市）县", "County")),
  STREET(Text.of("镇（街道）", "Street")),
  COMMUNITY(Text.of("村（社区）", "Community")),
  GRID(Text.of("网格", "Grid"));

  private final Text title;

  DivisionLevel(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }

  public boolean above(DivisionLevel other) {
    return ordinal() < other.ordinal();
  }
}
