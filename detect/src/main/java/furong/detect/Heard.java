package furong.detect;

import furong.base.Level;
import furong.base.Mean;
import furong.observe.IndicatorFigure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What was heard of one shard until a tick, waiting until every shard has come as far. */
final class Heard {

  /** What rules across things need of an alert. */
  record OfAlert(
      String rule, String alert, String division, Level level, boolean open, long openedAtMs) {

    static OfAlert of(AlertChange c) {
      return new OfAlert(
          c.rule(),
          c.alert(),
          c.division(),
          c.level(),
          c.kind() != AlertChange.Kind.CLEARED,
          c.kind() == AlertChange.Kind.OPENED ? c.atMs() : Machine.NEVER);
    }

    void encode(DataOutput out) throws IOException {
      out.writeUTF(rule);
      out.writeUTF(alert);
      out.writeUTF(division);
      out.writeByte(level.ordinal());
      out.writeBoolean(open);
      out.writeLong(openedAtMs);
    }

    static OfAlert decode(DataInput in) throws IOException {
      return new OfAlert(
          in.readUTF(),
          in.readUTF(),
          in.readUTF(),
          Level.values()[in.readByte()],
          in.readBoolean(),
          in.readLong());
    }
  }

  /** What they need of a vital window. */
  record OfVital(
      int shard,
      String division,
      String property,
      long startMs,
      long count,
      double sum,
      Mean mean) {

    static OfVital of(VitalWindow w) {
      return new OfVital(
          w.shard(), w.division(), w.property(), w.startMs(), w.count(), w.sum(), w.mean());
    }

    void encode(DataOutput out) throws IOException {
      out.writeInt(shard);
      out.writeUTF(division);
      out.writeUTF(property);
      out.writeLong(startMs);
      out.writeLong(count);
      out.writeDouble(sum);
      out.writeBoolean(mean.isEnergy());
    }

    static OfVital decode(DataInput in, int version) throws IOException {
      return new OfVital(
          in.readInt(),
          in.readUTF(),
          in.readUTF(),
          in.readLong(),
          in.readLong(),
          in.readDouble(),
          Mean.ofEnergy(version >= CityState.MEANS && in.readBoolean()));
    }
  }

  long tickMs = Told.NO_TICK;
  String versions = "";
  final List<Fact> facts = new ArrayList<>();
  final List<OfAlert> alerts = new ArrayList<>();
  final List<OfVital> vitals = new ArrayList<>();
  final List<IndicatorFigure> figures = new ArrayList<>();

  void encode(DataOutput out) throws IOException {
    out.writeLong(tickMs);
    out.writeUTF(versions);
    out.writeInt(facts.size());
    for (Fact fact : facts) {
      fact.encode(out);
    }
    out.writeInt(alerts.size());
    for (OfAlert alert : alerts) {
      alert.encode(out);
    }
    out.writeInt(vitals.size());
    for (OfVital vital : vitals) {
      vital.encode(out);
    }
    out.writeInt(figures.size());
    for (IndicatorFigure figure : figures) {
      Figures.encode(figure, out);
    }
  }

  static Heard decode(DataInput in, int version) throws IOException {
    Heard heard = new Heard();
    heard.tickMs = in.readLong();
    heard.versions = in.readUTF();
    for (int left = in.readInt(); left > 0; left--) {
      heard.facts.add(Fact.decode(in));
    }
    for (int left = in.readInt(); left > 0; left--) {
      heard.alerts.add(OfAlert.decode(in));
    }
    for (int left = in.readInt(); left > 0; left--) {
      heard.vitals.add(OfVital.decode(in, version));
    }
    for (int left = in.readInt(); left > 0; left--) {
      heard.figures.add(Figures.decode(in));
    }
    return heard;
  }
}
