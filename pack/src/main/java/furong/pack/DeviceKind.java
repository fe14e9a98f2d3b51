package furong.pack;

import furong.base.Text;

/**
 * A kind of device that a pack knows by name.
 *
 * @param id what a thing says of itself as {@code properties.kind}, such as {@code air-station};
 *     unique over all packs
 */
public record DeviceKind(String id, Text title, Place place) {}
