package furong.work.reports;

import furong.base.Text;
import furong.cases.CaseEvent;
import furong.cases.CaseState;
import furong.cases.Masking;
import furong.city.CityProfile;
import furong.city.Organisation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The timeline of a case in words that need no office: no names of officers, no clocks, no notes
 * from inside. What was said at the end - the result, or why not - is told.
 */
final class PlainWords {

  /** The words given with these are meant for the person. */
  private static final Set<String> TOLD = Set.of("close", "reject", "force_close", "cancel");

  record Step(Instant at, Text text, String note) {}

  private final CityProfile city;

  PlainWords(CityProfile city) {
    this.city = city;
  }

  List<Step> of(List<CaseEvent> timeline) {
    return timeline.stream()
        .map(e ->
            text(e)
                .map(text ->
                    new Step(e.at(), text, TOLD.contains(e.kind()) ? Masking.words(e.note()) : "")))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Empty for what concerns the office only. */
  private Optional<Text> text(CaseEvent e) {
    return switch (e.kind()) {
      case CaseEvent.OPENED -> Optional.of(Text.of("已收到您的诉求", "We have received your report"));
      case "accept" -> Optional.of(Text.of("已受理", "Accepted"));
      case "verify" -> Optional.of(Text.of("工作人员已到现场核实", "Somebody has looked at the place"));
      case "register" -> Optional.of(Text.of("已立案", "Registered for handling"));
      case "dispatch" -> Optional.of(dispatched(e.organisation() == null ? "" : e.organisation()));
      case "take" -> Optional.of(Text.of("处理人员已接单", "Somebody is working on it"));
      case "finish" -> Optional.of(Text.of("已处理，等待核查", "Handled; the result will be checked"));
      case "return" -> Optional.of(Text.of("正在重新安排处理单位", "It is being passed to another office"));
      case "suspend" -> Optional.of(Text.of("暂时无法处理，已暂停", "It has to wait for the moment"));
      case "resume" -> Optional.of(Text.of("继续处理", "Work goes on"));
      case "check_pass" -> Optional.of(Text.of("核查通过", "The result was checked and is good"));
      case "check_fail" ->
          Optional.of(Text.of("核查未通过，正在返工", "The result was not good; it is done again"));
      case "close" -> Optional.of(Text.of("已办结", "Done"));
      case "merge" ->
          Optional.of(Text.of("与另一件相同的诉求一并办理", "It goes on with another report of the same"));
      case "reopen" -> Optional.of(Text.of("重新办理", "It was opened again"));
      case "extend_approve" -> Optional.of(Text.of("办理时间已延长", "It was given more time"));
      case "reject" -> Optional.of(Text.of("未予受理", "Not accepted"));
      default -> e.from() == e.to() ? Optional.empty() : Optional.of(state(e.to()));
    };
  }

  private Text dispatched(String organisation) {
    Text name =
        city.findOrganisation(organisation)
            .map(Organisation::name)
            .orElse(Text.of("责任单位", "an office"));
    return Text.of("已派给" + name.zh(), "Sent to " + name.en());
  }

  /** Where it stands, in a word. */
  static Text state(CaseState state) {
    return switch (state) {
      case REPORTED -> Text.of("已收到", "Received");
      case CLOSED -> Text.of("已办结", "Done");
      case MERGED -> Text.of("一并办理", "Goes on with another");
      case FORCED, CANCELLED -> Text.of("已结束", "Ended");
      case REJECTED -> Text.of("未予受理", "Not accepted");
      default -> Text.of("办理中", "In progress");
    };
  }
}
