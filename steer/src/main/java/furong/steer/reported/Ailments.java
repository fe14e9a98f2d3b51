package furong.steer.reported;

import furong.base.Result;
import furong.base.Result.Refusal;
import furong.people.Caller;
import furong.people.Rights;
import furong.plan.Origin;
import furong.plan.Supervised;
import furong.plan.SupervisedDesk;
import furong.serve.Problems;
import furong.steer.reported.CheckupReader.Reading;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From the list of ailments to tasks: what is found ailing by rule becomes a supervised item. */
@Component
class Ailments {

  /** Without {@code words} the ailment speaks; {@code workDays} is null for the city's rule. */
  public record AssignRequest(
      String division,
      String period,
      String indicator,
      String unit,
      @Nullable String words,
      @Nullable Integer workDays) {}

  private final CheckupReader reader;
  private final SupervisedDesk desk;

  Ailments(CheckupReader reader, SupervisedDesk desk) {
    this.reader = reader;
    this.desk = desk;
  }

  /** Refuses what does not ail: a task without a finding could never be found mended. */
  Result<Supervised> assign(Caller caller, AssignRequest asked) {
    Origin about =
        Origin.parse(
                "checkup/%s/%s/%s".formatted(asked.period(), asked.division(), asked.indicator()))
            .orElseThrow(() ->
                Problems.refuse(
                    Refusal.INVALID,
                    "checkup.ailment",
                    "Name a year, a division and an indicator"));
    Problems.orThrow(Rights.mayRead(caller.user(), about.division()));
    Reading found =
        reader
            .reading(about)
            .orElseThrow(() ->
                Problems.refuse(
                    Refusal.NOT_FOUND,
                    "checkup.indicator",
                    "The check has no " + about.indicator()));
    if (found.findings().isEmpty()) {
      throw Problems.refuse(
          Refusal.CONFLICT, "checkup.sound", "Nothing ails here: " + about.indicator());
    }
    @Nullable String said = asked.words();
    String words =
        said == null || said.isBlank()
            ? found.item().indicator().title().zh()
                + "："
                + found.findings().stream().map(f -> f.says().zh()).collect(Collectors.joining("；"))
            : said;
    return desk.assign(caller, about, words, asked.unit(), asked.workDays());
  }
}
