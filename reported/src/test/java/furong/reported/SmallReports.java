package furong.reported;

import furong.base.AtOnce;
import furong.base.DivisionLevel;
import furong.base.Period;
import furong.base.Result;
import furong.base.Text;
import furong.base.WorkCalendar;
import furong.cases.MemoryAlerts;
import furong.city.BoxCity;
import furong.city.CityProfile;
import furong.city.DivisionHistory;
import furong.city.Divisions;
import furong.city.Organisation;
import furong.city.Populations;
import furong.indicators.MemoryDayStatStore;
import furong.indicators.MemoryIndicatorStore;
import furong.notify.Letters;
import furong.notify.MemoryNotifications;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.MemoryAudit;
import furong.people.MemoryUsers;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One county of two streets: the first has two communities, the second has one. Each community
 * reports its homes, those with gas hazards among them, old and new, for the year 2026. It is
 * 2027-01-05.
 */
final class SmallReports {

  static final String CITY = "510100";
  static final String COUNTY = "510104";
  static final String FIRST = "510104001";
  static final String SECOND = "510104002";
  static final String ONE = "510104001001";
  static final String TWO = "510104001002";
  static final String THREE = "510104002001";
  static final String FORM = "check.homes";
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final Period YEAR = Period.parse("2026");

  static final Map<String, String> TEXTS =
      Map.of(
          "check/pack.yaml",
          "id: check\ntitle: 体检\nsummary: 体检\nversion: '1'\nstatus: draft\n",
          "check/params.yaml",
          """
          due: {title: 期限, value: 20, unit: d, reason: 会前, source: 自定}
          none: {title: 零, value: 0, unit: "{home}", reason: 数量不为负, source: 算术}
          jump: {title: 波动, value: 50, unit: "%", reason: 过半须说明, source: 自定}
          """,
          "check/forms/homes.yaml",
          """
          name: homes
          title: 住房
          version: "1"
          cycle: year
          asked: community
          due: params.due
          source: 试
          figures:
            - {name: homes, title: 住宅, meaning: 套, unit: "{home}", whole: true, low: params.none, jump: params.jump, parts: [old, new]}
            - {name: old, title: 老, meaning: 套, unit: "{home}", whole: true}
            - {name: new, title: 新, meaning: 套, unit: "{home}", whole: true}
            - {name: gas, title: 燃气隐患, meaning: 套, unit: "{home}", whole: true, at_most: homes}
          """,
          "check/indicators/gas-share.yaml",
          """
          name: gas-share
          title: 燃气隐患占比
          version: "1"
          formula: 隐患套数 ÷ 套数
          unit: "%"
          direction: less-is-better
          levels: [city, county, street, community]
          computed: {of: figures.gas, by: figures.homes, cycle: year}
          validity: 全部审定
          source: 试
          """,
          "check/checkup.yaml",
          """
          title: 体检
          version: "1"
          rhythm: 一年一体检
          source: 试
          dimensions:
            - {id: housing, title: 住房, form: homes, items: [{indicator: gas-share}]}
          """,
          "check/indicators/safe-share.yaml",
          """
          name: safe-share
          title: 无隐患占比
          version: "1"
          formula: 1 − 占比
          unit: "1"
          direction: more-is-better
          levels: [city, county]
          computed: {of: params.whole - indicators.gas_share, cycle: year}
          validity: 全部审定
          source: 试
          """);

  Instant now = Instant.parse("2027-01-05T02:00:00Z");
  final MemoryReported store = new MemoryReported();
  final MemoryFormulas formulas = new MemoryFormulas();
  final MemoryIndicatorStore indicators = new MemoryIndicatorStore();
  final MemoryCounts counts = new MemoryCounts(ZONE);
  final MemoryDayStatStore days = new MemoryDayStatStore();
  final MemoryAudit audit = new MemoryAudit();
  final PackBook packs;
  final FormBook book;
  final FormTree tree = new FormTree(DivisionHistory.of(divisions()));
  final MemoryCampaigns campaigns = new MemoryCampaigns();
  final MemoryNotifications outbox = new MemoryNotifications(new MemoryAlerts());
  final MemoryUsers users = new MemoryUsers();
  final Supplier<Checkup> checkup;
  final FormSheets formSheets;
  final CampaignSheets sheets;
  final FormLetters formLetters;
  final CampaignLetters letters;
  final CampaignDesk campaignDesk;
  final FormulaBook formulaBook;
  final FormulaWork work;
  final FormDesk desk;

  final Caller one = caller("one", Role.STREET, ONE);
  final Caller two = caller("two", Role.STREET, TWO);
  final Caller three = caller("three", Role.STREET, THREE);
  final Caller first = caller("first", Role.OPERATOR, FIRST);
  final Caller second = caller("second", Role.OPERATOR, SECOND);
  final Caller county = caller("county", Role.OPERATOR, COUNTY);
  final Caller city = caller("city", Role.PLANNER, CITY);

  SmallReports() {
    this(Map.of());
  }

  /**
   * @param more files of packs beside or in place of {@link #TEXTS}
   */
  SmallReports(Map<String, String> more) {
    Map<String, String> texts = new HashMap<>(TEXTS);
    texts.putAll(more);
    texts.merge(
        "check/params.yaml",
        "whole: {title: 全部, value: 1, unit: \"1\", reason: 全部, source: 算术}\n",
        String::concat);
    packs = PackReader.read(new PackFiles("packs", texts)).orThrow();
    book = new FormBook(packs);
    FormulaInputs inputs =
        new FormulaInputs(
            book,
            store,
            formulas,
            indicators,
            counts,
            days,
            DivisionHistory.of(divisions()),
            Populations.none());
    formulaBook = FormulaBook.following(packs);
    work = new FormulaWork(formulaBook, inputs, formulas, () -> now);
    checkup = Checkup.following(packs);
    desk =
        new FormDesk(
            book,
            tree,
            new Campaigns(checkup, book, campaigns),
            store,
            work,
            audit,
            new AtOnce(),
            ZONE,
            () -> now);
    formSheets = new FormSheets(tree, store, cityProfile());
    sheets = new CampaignSheets(checkup, book, formSheets);
    SheetLetters written =
        new SheetLetters(
            tree, users, new Letters(outbox, new AtOnce(), ZONE, (user, division) -> {}));
    letters = new CampaignLetters(campaigns, sheets, written, ZONE, () -> now);
    formLetters =
        new FormLetters(
            book,
            tree,
            new Campaigns(checkup, book, campaigns),
            formSheets,
            written,
            audit,
            new AtOnce(),
            ZONE,
            () -> now);
    campaignDesk =
        new CampaignDesk(checkup, tree, campaigns, letters, audit, new AtOnce(), ZONE, () -> now);
    for (Caller who : List.of(one, two, three, first, second, county, city)) {
      users.add(who.user(), "", now);
    }
  }

  /** Communities have an organisation of their own; nobody else has. */
  static CityProfile cityProfile() {
    return CityProfile.of(
        "small",
        Text.of("小城", "Small city"),
        WorkCalendar.of(
            ZONE,
            List.of(new WorkCalendar.Session(LocalTime.of(9, 0), LocalTime.of(17, 0))),
            Set.of(),
            Set.of()),
        divisions(),
        divisions().list(DivisionLevel.COMMUNITY).stream()
            .map(d -> Organisation.of("community", Text.of("居委会" + d.code(), d.code()), d))
            .toList(),
        List.of(),
        Map.of());
  }

  static Divisions divisions() {
    return Divisions.of(
        List.of(
            BoxCity.division(CITY, ""),
            BoxCity.division(COUNTY, CITY),
            BoxCity.division(FIRST, COUNTY),
            BoxCity.division(SECOND, COUNTY),
            BoxCity.division(ONE, FIRST),
            BoxCity.division(TWO, FIRST),
            BoxCity.division(THREE, SECOND)),
        Map.of());
  }

  static Caller caller(String id, Role role, String scope) {
    return new Caller(
        new User(id, id, Text.of(id, id), Set.of(role), Scope.of(scope), null), "10.0.0.1");
  }

  static SheetKey key(String division) {
    return new SheetKey(FORM, division, YEAR);
  }

  Sheet sheet(String division) {
    return store.find(key(division)).orElse(Sheet.empty(key(division)));
  }

  static Cell cell(String figure, @Nullable Double value) {
    return new Cell("check." + figure, value, "");
  }

  Result<Sheet> fill(Caller who, String division, double old, double young, double gas) {
    return fill(who, division, YEAR, old + young, old, young, gas, "");
  }

  Result<Sheet> fill(
      Caller who,
      String division,
      Period period,
      double homes,
      double old,
      double young,
      double gas,
      String note) {
    SheetKey key = new SheetKey(FORM, division, period);
    return desk.save(
        who,
        key,
        store.find(key).map(Sheet::version).orElse(0L),
        List.of(
            new Cell("check.homes", homes, note),
            cell("old", old),
            cell("new", young),
            cell("gas", gas)));
  }

  Result<Sheet> does(Caller who, String division, SheetAct act) {
    return desk.act(who, key(division), act, sheet(division).version(), "请核对");
  }

  /** Filled, handed in and approved by the street. */
  void approved(Caller who, Caller street, String division, double old, double young, double gas) {
    fill(who, division, old, young, gas).orThrow();
    does(who, division, SheetAct.SUBMIT).orThrow();
    does(street, division, SheetAct.APPROVE).orThrow();
  }

  /** All communities, both streets and the county are through. */
  SmallReports through() {
    approved(one, first, ONE, 60, 40, 5);
    approved(two, first, TWO, 100, 100, 10);
    approved(three, second, THREE, 50, 50, 25);
    up(first, county, FIRST);
    up(second, county, SECOND);
    up(county, city, COUNTY);
    return this;
  }

  void up(Caller who, Caller above, String division) {
    does(who, division, SheetAct.SUBMIT).orThrow();
    does(above, division, SheetAct.APPROVE).orThrow();
  }

  @Nullable Double value(String indicator, String division) {
    return formulas
        .find("check." + indicator, division, YEAR)
        .map(FormulaValue::value)
        .orElse(null);
  }

  List<String> audited() {
    return audit.list(new AuditTrail.Query(null, null, null, null, 0, 1_000)).reversed().stream()
        .map(AuditEntry::action)
        .toList();
  }

  static List<String> codes(Result<?> result) {
    return result instanceof Result.Refused<?>(var refusal, var notices)
        ? notices.stream().map(n -> n.code() + " " + n.place()).toList()
        : List.of();
  }
}
