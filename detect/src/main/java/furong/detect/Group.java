package furong.detect;

import furong.base.Level;
import furong.pack.RuleProgram;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A rule across things in one division, or around one thing. Time goes only forward here, so what
 * the machine says is told as it is.
 */
final class Group {

  final String rule;
  final String of;
  Machine machine;
  boolean told;
  long toldAt = Machine.NEVER;
  int toldLevel;
  Level toldAs = Level.IV;

  // of the last round
  long thing;
  String division = "";
  boolean simulated;

  Group(String rule, String of, Machine machine) {
    this.rule = rule;
    this.of = of;
    this.machine = machine;
  }

  /** Whether there is anything to {@link #tell}. */
  boolean hasNews(RuleProgram program) {
    return machine.isFiring() != told || told && Teller.level(program, machine.level()) != toldAs;
  }

  /** Tells what is new. @param inputs asked for only when there is something to tell */
  void tell(RuleProgram program, long at, Supplier<Map<String, Double>> inputs, Effects out) {
    if (machine.isFiring() && !told) {
      told = true;
      toldAt = machine.openedAt();
      toldLevel = machine.level();
      change(program, AlertChange.Kind.OPENED, toldAt, inputs.get(), "", out);
    } else if (machine.isFiring() && Teller.level(program, machine.level()) != toldAs) {
      toldLevel = machine.level();
      change(program, AlertChange.Kind.LEVEL, at, inputs.get(), "", out);
    } else if (!machine.isFiring() && told) {
      told = false;
      change(program, AlertChange.Kind.CLEARED, at, inputs.get(), "", out);
    }
  }

  /** Ends what was told, since nobody can judge it any more. */
  void close(RuleProgram program, long at, String why, Effects out) {
    if (told) {
      told = false;
      change(program, AlertChange.Kind.CLEARED, at, Map.of(), why, out);
    }
  }

  /** The same when its rule is no more. */
  void closeWithout(long at, Effects out) {
    if (told) {
      told = false;
      out.alert(
          new AlertChange(
              AlertChange.alertId(rule, of, toldAt),
              rule,
              rule.substring(0, rule.indexOf('.')),
              "",
              AlertChange.Kind.CLEARED,
              toldAs,
              thing,
              division,
              at,
              toldAt,
              simulated,
              true,
              Map.of(),
              "rule no longer applies"));
    }
  }

  /** Goes on under another version of its rule, which says something else. */
  void under(RuleProgram from, RuleProgram to) {
    machine = RuleState.under(machine, from, to);
    toldLevel = machine.level();
  }

  private void change(
      RuleProgram program,
      AlertChange.Kind kind,
      long at,
      Map<String, Double> inputs,
      String why,
      Effects out) {
    if (kind != AlertChange.Kind.CLEARED) {
      toldAs = Teller.level(program, toldLevel);
    }
    out.alert(
        new AlertChange(
            AlertChange.alertId(rule, of, toldAt),
            rule,
            program.pack().id(),
            program.pack().version(),
            kind,
            toldAs,
            thing,
            division,
            at,
            toldAt,
            simulated,
            true,
            inputs,
            Teller.reason(program, toldAs, inputs, why)));
  }

  void encode(DataOutput out) throws IOException {
    out.writeUTF(rule);
    out.writeUTF(of);
    machine.encode(out);
    out.writeBoolean(told);
    out.writeLong(toldAt);
    out.writeInt(toldLevel);
    out.writeByte(toldAs.ordinal());
    out.writeLong(thing);
    out.writeUTF(division);
    out.writeBoolean(simulated);
  }

  static Group decode(DataInput in) throws IOException {
    Group group = new Group(in.readUTF(), in.readUTF(), Machine.decode(in));
    group.told = in.readBoolean();
    group.toldAt = in.readLong();
    group.toldLevel = in.readInt();
    group.toldAs = Level.values()[in.readByte()];
    group.thing = in.readLong();
    group.division = in.readUTF();
    group.simulated = in.readBoolean();
    return group;
  }
}
