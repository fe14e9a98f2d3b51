package furong.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one thing says to a question of a rule across things, as it was when time ticked. Told when
 * it has changed, absolute: telling one again changes nothing.
 *
 * @param key the question, see {@link furong.pack.RuleMember#key}
 * @param division the finest division of the thing; empty when it has no place
 * @param lng WGS-84 degrees; NaN when it has no place
 * @param value NaN when it cannot be judged
 * @param shown what an alert quotes of the thing
 * @param gone the thing is not asked any more
 */
public record Fact(
    String key,
    long thing,
    String division,
    double lng,
    double lat,
    boolean simulated,
    double value,
    double shown,
    boolean gone)
    implements Grid.Spot {

  /** Whether it has a place on the map. */
  boolean placed() {
    return !Double.isNaN(lat);
  }

  /** Whether a rule that looks at this and that sees the same; what is quoted may differ. */
  boolean judgedAs(Fact other) {
    return Double.doubleToLongBits(value) == Double.doubleToLongBits(other.value)
        && simulated == other.simulated
        && division.equals(other.division)
        && standsAt(other);
  }

  /** Whether it has the same place. */
  boolean standsAt(Fact other) {
    return Double.doubleToLongBits(lat) == Double.doubleToLongBits(other.lat)
        && Double.doubleToLongBits(lng) == Double.doubleToLongBits(other.lng);
  }

  void encode(DataOutput out) throws IOException {
    out.writeUTF(key);
    out.writeLong(thing);
    out.writeUTF(division);
    out.writeDouble(lng);
    out.writeDouble(lat);
    out.writeBoolean(simulated);
    out.writeDouble(value);
    out.writeDouble(shown);
    out.writeBoolean(gone);
  }

  static Fact decode(DataInput in) throws IOException {
    return new Fact(
        in.readUTF(),
        in.readLong(),
        in.readUTF(),
        in.readDouble(),
        in.readDouble(),
        in.readBoolean(),
        in.readDouble(),
        in.readDouble(),
        in.readBoolean());
  }
}
