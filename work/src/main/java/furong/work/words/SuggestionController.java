package furong.work.words;

import furong.base.Text;
import furong.cases.CaseRules;
import furong.cases.Category;
import furong.cases.CategoryBook;
import furong.cases.CityCases;
import furong.learn.KindTeacher;
import furong.learn.KindTeacher.Standing;
import furong.learn.ModelCard;
import furong.work.reports.RateLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Proposes kinds of matters for what somebody is typing. It changes nothing: a person takes one or
 * does not. Words come in a body, so that they stand in no log of addresses, and are not kept.
 */
@RestController
@Tag(name = "suggestions", description = "类别建议 Kinds proposed for words")
public class SuggestionController {

  /** One for every pause in typing, as for hints of like reports. */
  private static final int ASKED_A_MINUTE = 120;

  private final KindTeacher teacher;
  private final CategoryBook book;
  private final RateLimit asking;

  SuggestionController(KindTeacher teacher, CityCases rules, InstantSource time) {
    this.teacher = teacher;
    this.book = rules.categories();
    this.asking = new RateLimit(Duration.ofMinutes(1), time);
  }

  /** What somebody has typed. */
  public record WordsRequest(@Nullable String words) {}

  /**
   * One kind.
   *
   * @param percent confidence, 0 to 99
   */
  record Proposal(String category, Text title, int percent) {}

  /**
   * How good the model is.
   *
   * @param tested cases held back, of which {@code top1} were guessed right at once and {@code
   *     top3} among the first three
   */
  record CardView(Instant at, int cases, int kinds, int tested, int top1, int top3) {
    static @Nullable CardView of(@Nullable ModelCard c) {
      return c == null
          ? null
          : new CardView(c.at(), c.cases(), c.kinds(), c.tested(), c.top1(), c.top3());
    }
  }

  /**
   * The model, or how far the city is from one.
   *
   * @param model null while there are too few cases
   * @param usable cases that can be learnt from
   * @param needed how many it takes
   */
  record StandingView(@Nullable CardView model, int usable, int needed) {}

  /** Proposals, the likeliest first, with the model that they come from. */
  record Proposals(List<Proposal> items, StandingView standing) {}

  @GetMapping("/api/suggestions/model")
  @Operation(summary = "类别建议模型 When it was made, of how many cases, and how often it is right")
  StandingView standing() {
    Standing standing = teacher.standing();
    return new StandingView(CardView.of(standing.card()), standing.usable(), standing.needed());
  }

  @PostMapping("/api/suggestions/category")
  @Operation(summary = "类别建议 Kinds that words may speak of, with confidence; nothing is applied")
  ResponseEntity<Proposals> forStaff(@RequestBody WordsRequest body) {
    return answer(body);
  }

  @PostMapping("/api/pub/suggest")
  @Operation(summary = "类别建议 The same for people without an account")
  ResponseEntity<Proposals> forPeople(@RequestBody WordsRequest body, HttpServletRequest request) {
    asking.count(request.getRemoteAddr(), ASKED_A_MINUTE);
    return answer(body);
  }

  private ResponseEntity<Proposals> answer(WordsRequest body) {
    String words = body.words() == null ? "" : body.words();
    String read = words.substring(0, Math.min(words.length(), CaseRules.MAX_NOTE));
    List<Proposal> items =
        teacher.guess(read).stream()
            .flatMap(guess ->
                book.find(guess.category()).map(Category::title).stream()
                    .map(title -> new Proposal(guess.category(), title, guess.percent())))
            .toList();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new Proposals(items, standing()));
  }
}
