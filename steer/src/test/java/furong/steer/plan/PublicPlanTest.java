package furong.steer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.Level;
import furong.base.Text;
import furong.city.BoxCity;
import furong.city.CityProfile;
import furong.notify.cap.CapReader;
import furong.notify.cap.CapTrust;
import furong.pack.PackBook;
import furong.plan.Action;
import furong.plan.Entry.Pulled;
import furong.plan.EntryState;
import furong.plan.Finding;
import furong.plan.Goal;
import furong.plan.KeptFigures;
import furong.plan.MemoryRegister;
import furong.plan.MemoryReviews;
import furong.plan.MonthState;
import furong.plan.Plan;
import furong.plan.Plan.Shown;
import furong.plan.Progress;
import furong.plan.Project;
import furong.plan.RegisterEntry;
import furong.plan.RegisterEntry.Sort;
import furong.plan.RegisterState;
import furong.plan.Review;
import furong.plan.Span;
import furong.plan.SteeringRules;
import furong.plan.Target;
import furong.plan.Verdict;
import furong.serve.Problems.ProblemException;
import furong.steer.plan.PublicPlanController.PublicItem;
import furong.steer.plan.PublicPlanController.PublicPlan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What everybody may see: a plan of one action with a target and a work, an evaluation with words
 * of people in it, a register with a risk and opportunities in every state. It is 2025-11-03.
 */
class PublicPlanTest {

  private static final Instant NOW = Instant.parse("2025-11-03T02:00:00Z");
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  /** Said by people of the city's offices; none of it is for everybody. */
  private static final List<String> INSIDE =
      List.of("单位自评原话", "专班评定原话", "王经办", "燃气管网风险", "未发布机会", "已撤回机会", "已到期机会", "水库工程");

  private final MemoryReviews reviews = new MemoryReviews();
  private final MemoryRegister register = new MemoryRegister();
  private final CityProfile city = city();

  private static CityProfile city() {
    return new BoxCity()
        .with("510100", Text.of("芙蓉市", "Furong"), "")
        .office("park", Text.of("公园城市局", "Park city bureau"), "510100")
        .profile();
  }

  private static Plan plan(Set<Shown> open) {
    Text words = Text.of("清单", "List");
    return new Plan(
        "small",
        words,
        words,
        new Span(LocalDate.of(2021, 1, 1), LocalDate.of(2025, 12, 31)),
        "市委市政府",
        List.of(new Goal("s5", "", "（五）", words, List.of())),
        List.of(new Action("11", "s5", words, words)),
        List.of(
            new Target(
                "A18",
                "11",
                words,
                Target.Form.DIRECTION,
                Target.Compare.FALL,
                null,
                null,
                null,
                Target.Per.ONCE,
                List.of("air.heavy-days"),
                List.of(),
                words)),
        List.of(),
        List.of(),
        List.of(new Project("X01", "11", Text.of("水库工程", "Reservoir"))),
        new SteeringRules(5, 10, 2, List.of(), List.of()),
        open,
        List.of());
  }

  @BeforeEach
  void world() {
    Review review =
        reviews
            .add(
                new Review(
                    0,
                    Review.Kind.MID_TERM,
                    YearMonth.of(2025, 6),
                    MonthState.CLOSED,
                    NOW,
                    NOW,
                    NOW,
                    NOW,
                    1))
            .orElseThrow();
    reviews.addFinding(
        new Finding(
            0,
            review.id(),
            "A18",
            "park-510100",
            EntryState.REPORTED,
            new Finding.Facts(
                new Progress(null, Progress.Basis.NONE, null),
                null,
                null,
                null,
                null,
                null,
                1,
                1,
                0,
                0,
                0,
                1),
            new Finding.Computed(Verdict.CANNOT_JUDGE, Text.of("无", "None")),
            new Finding.SelfReport("单位自评原话", NOW, "u1", "王经办"),
            new Finding.Judgement(Verdict.BEHIND, "专班评定原话", NOW, "u2", "王经办"),
            2));
    entry(Sort.RISK, RegisterState.OPEN, "燃气管网风险", null);
    entry(Sort.OPPORTUNITY, RegisterState.DRAFT, "未发布机会", null);
    entry(Sort.OPPORTUNITY, RegisterState.WITHDRAWN, "已撤回机会", null);
    entry(Sort.OPPORTUNITY, RegisterState.PUBLISHED, "已到期机会", LocalDate.of(2025, 11, 2));
    entry(Sort.OPPORTUNITY, RegisterState.PUBLISHED, "绿道驿站运营", LocalDate.of(2025, 11, 3));
    entry(Sort.OPPORTUNITY, RegisterState.PUBLISHED, "屋顶<光伏>&储能", null);
  }

  private void entry(Sort sort, RegisterState state, String title, @Nullable LocalDate until) {
    register.add(
        new RegisterEntry(
            0,
            sort,
            state,
            Text.of(title, title),
            "公开征集",
            null,
            "park-510100",
            sort == Sort.RISK ? Level.II : null,
            "028-0000",
            until,
            NOW,
            NOW,
            NOW,
            1));
  }

  private PublicPlanController door(Set<Shown> open) {
    return new PublicPlanController(
        plan(open),
        new KeptFigures(
            (ids, month) -> Optional.of(new Pulled(ids.getFirst(), "2025", 3, true, NOW)),
            () -> NOW),
        reviews,
        register,
        PackBook.of(List.of()),
        city,
        () -> NOW);
  }

  private PublicPlan shown(Set<Shown> open) {
    return Objects.requireNonNull(door(open).plan().getBody());
  }

  private static PublicItem target(PublicPlan plan) {
    return plan.items().stream().filter(i -> i.id().equals("A18")).findFirst().orElseThrow();
  }

  @Test
  void everythingThatIsOpenedIsShownWithTheMarkOfWhatIsSimulated() {
    PublicPlan all = shown(EnumSet.allOf(Shown.class));
    assertThat(target(all).figures())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.value()).isEqualTo(3);
          assertThat(f.simulated()).isTrue();
        });
    assertThat(Objects.requireNonNull(target(all).verdict()).code()).isEqualTo("BEHIND");
    assertThat(all.opportunities())
        .extracting(o -> o.title().zh())
        .containsExactlyInAnyOrder("绿道驿站运营", "屋顶<光伏>&储能");
  }

  @Test
  void whatTheCityDoesNotOpenIsNotShown() {
    PublicPlan text = shown(EnumSet.of(Shown.TEXT));
    assertThat(text.items()).extracting(PublicItem::id).containsExactly("11", "A18");
    assertThat(target(text).figures()).isEmpty();
    assertThat(target(text).verdict()).isNull();
    assertThat(text.review()).isNull();
    assertThat(text.opportunities()).isEmpty();
    assertThatThrownBy(() -> door(EnumSet.of(Shown.FIGURES, Shown.OPPORTUNITIES)).plan())
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void wordsOfUnitsAndPeopleAreNeverShown() throws XMLStreamException {
    assertThat(shown(EnumSet.allOf(Shown.class)).toString()).doesNotContain(INSIDE);
    assertThat(feed()).doesNotContain(INSIDE);
  }

  private String feed() throws XMLStreamException {
    return new OpportunityFeed(register, city, () -> NOW).feed("https://furong.example");
  }

  /** Read by the reader of other people's feeds, which refuses what RFC 4287 does not know. */
  @Test
  void theFeedIsAtomToASecondReader() throws XMLStreamException {
    byte[] bytes = feed().getBytes(StandardCharsets.UTF_8);
    assertThat(new CapReader(CapTrust.none()).read(bytes).orThrow().links())
        .containsOnly("https://furong.example/pub/plan#opportunities")
        .hasSize(2);
  }

  /**
   * What RFC 4287 wants of a feed and its entries (4.1.1, 4.1.2, 4.2.6, 3.3), by another parser.
   */
  @Test
  void theFeedHasWhatTheStandardWants() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Element feed =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(feed().getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(feed.getNamespaceURI() + " " + feed.getLocalName()).isEqualTo(ATOM + " feed");
    List<Element> entries = children(feed, "entry");
    assertThat(entries)
        .extracting(e -> text(e, "title"))
        .containsExactlyInAnyOrder("绿道驿站运营", "屋顶<光伏>&储能");
    List<Element> all = new ArrayList<>(entries);
    all.add(feed);
    for (Element one : all) {
      for (String name : List.of("id", "title", "updated")) {
        assertThat(children(one, name)).as(name).hasSize(1);
      }
      assertThat(OffsetDateTime.parse(text(one, "updated")).toInstant()).isEqualTo(NOW);
      assertThat(children(one, "author").getFirst())
          .satisfies(author -> assertThat(text(author, "name")).isNotBlank());
      assertThat(children(one, "link"))
          .filteredOn(link -> link.getAttribute("rel").equals("alternate"))
          .hasSize(1);
    }
    assertThat(all.stream().map(one -> text(one, "id"))).doesNotHaveDuplicates();
    assertThat(children(feed, "link").getFirst().getAttribute("href"))
        .isEqualTo("https://furong.example/feeds/opportunities.atom");
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element e
          && ATOM.equals(e.getNamespaceURI())
          && name.equals(e.getLocalName())) {
        found.add(e);
      }
    }
    return found;
  }

  private static String text(Element parent, String name) {
    return children(parent, name).getFirst().getTextContent();
  }
}
