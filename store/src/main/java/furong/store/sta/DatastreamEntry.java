package furong.store.sta;

import furong.observe.DatastreamInfo;

/**
 * What a door must know of a datastream to take its observations without asking the database.
 *
 * @param info as the log was told
 * @param unit symbol of its unit as its maker wrote it
 * @param needsFeature true when the place of its thing has no feature of interest yet: to be made
 *     before the next observation that names none
 * @param components how many values each result has; 0 when a result is one value (no
 *     MultiDatastream)
 * @param featureless true when its thing has and had no place, so that an observation that names no
 *     feature of interest is of nothing
 */
public record DatastreamEntry(
    DatastreamInfo info, String unit, boolean needsFeature, int components, boolean featureless) {

  public boolean isMulti() {
    return components > 0;
  }
}
