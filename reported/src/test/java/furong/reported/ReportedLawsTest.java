package furong.reported;

import static furong.reported.SmallReports.CITY;
import static furong.reported.SmallReports.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Notice;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.pack.PackReader;
import furong.reported.CampaignDesk.Draft;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The small city's pack after people reported, and changes of it that would harm what they did. */
class ReportedLawsTest {

  private static final String FORM = "check/forms/homes.yaml";
  private static final String CHECKUP = "check/checkup.yaml";
  private final SmallReports reports = new SmallReports();

  private PackBook with(String path, String old, String now) {
    Map<String, String> texts = new HashMap<>(reports.packs.files().texts());
    texts.computeIfPresent(path, (p, text) -> text.replace(old, now));
    return PackReader.read(new PackFiles("packs", texts)).book();
  }

  private List<String> kept(PackBook next) {
    return ReportedLaws.kept(reports.packs, next, "check", reports.store, reports.campaigns)
        .stream()
        .map(n -> n.code() + " " + n.place())
        .toList();
  }

  @Test
  void aFigureOfWhichNothingIsReportedMayVanishAndChange() {
    assertThat(kept(with(FORM, "name: gas,", "name: fire,"))).isEmpty();
    assertThat(kept(with(FORM, "cycle: year", "cycle: month"))).isEmpty();
  }

  @Test
  void aReportedFigureKeepsItsNameItsUnitAndItsPeriod() {
    reports.through();
    assertThat(kept(reports.packs.inForce())).isEmpty();
    assertThat(kept(with(FORM, "title: 燃气隐患", "title: 燃气"))).isEmpty();
    assertThat(kept(with(FORM, "name: gas,", "name: fire,")))
        .containsExactly("release.reported packs/check/forms/homes.yaml:12:5");
    PackBook flats =
        with(
            FORM,
            "{name: gas, title: 燃气隐患, meaning: 套, unit: \"{home}\"",
            "{name: gas, title: 燃气隐患, meaning: 套, unit: \"{flat}\"");
    assertThat(kept(flats)).containsExactly("release.reported packs/check/forms/homes.yaml:12:5");
    assertThat(kept(with(FORM, "cycle: year", "cycle: month"))).hasSize(4);
    Notice told =
        ReportedLaws.kept(reports.packs, flats, "check", reports.store, reports.campaigns)
            .getFirst();
    // three communities
    assertThat(told.message()).startsWith("3 values of 'check.gas' are reported");
    assertThat(told.zh()).startsWith("“check.gas”已填报 3 个数");
  }

  @Test
  void aDimensionStaysWhileACollectionThatAsksItIsOpen() {
    PackBook renamed = with(CHECKUP, "id: housing", "id: homes");
    assertThat(kept(renamed)).isEmpty();
    Campaign open =
        reports
            .campaignDesk
            .open(
                reports.city,
                new Draft(
                    YEAR,
                    List.of("housing"),
                    List.of(CITY),
                    reports.now.plus(Duration.ofDays(20)),
                    7))
            .orThrow()
            .campaign();
    assertThat(kept(renamed)).containsExactly("release.collected packs/check/checkup.yaml:1:1");
    reports
        .campaignDesk
        .act(reports.city, open.id(), CampaignAct.CLOSE, open.version(), null, "")
        .orThrow();
    assertThat(kept(renamed)).isEmpty();
  }

  @Test
  void aFaultyCheckupScoreAndProofAreNamedAtTheirPlaces() {
    assertThat(ReportedLaws.faults(reports.packs.inForce(), "check")).isEmpty();
    assertThat(places(with(CHECKUP, "indicator: gas-share", "indicator: none")))
        .containsExactly("law.reference packs/check/checkup.yaml:6:51");
    Map<String, String> texts = new HashMap<>(reports.packs.files().texts());
    texts.put(
        "check/scores.yaml",
        "scores:\n  - {id: a, title: 分, division: \"1\", versions: [{version: \"1\", source: 试, terms: [{indicator: none}]}]}\n");
    assertThat(places(PackReader.read(new PackFiles("packs", texts)).book()))
        .singleElement()
        .asString()
        .startsWith("law.reference packs/check/scores.yaml:2:");
    texts.remove("check/scores.yaml");
    // 5 of 100 homes are 5 %
    String proof =
        "source: 算术\nvalues:\n  - {indicator: gas-share, inputs: {gas: 5, homes: 100}, expected: %s, tolerance: 0.001, why_tolerance: 算术}\n";
    texts.put("check/proofs/shares.yaml", proof.formatted("5"));
    assertThat(places(PackReader.read(new PackFiles("packs", texts)).book())).isEmpty();
    texts.put("check/proofs/shares.yaml", proof.formatted("6"));
    assertThat(places(PackReader.read(new PackFiles("packs", texts)).book()))
        .containsExactly("proof.failed packs/check/proofs/shares.yaml:3:5");
  }

  private static List<String> places(PackBook book) {
    return ReportedLaws.faults(book, "check").stream()
        .map(n -> n.code() + " " + n.place())
        .toList();
  }

  @Test
  void aReleasedFormIsAskedAndAReleasedScoreCountsAtOnce() {
    reports.through();
    ScoreCard.Reader cards =
        new ScoreCard.Reader(
            reports.packs.follow(Score::read), reports.formulaBook, reports.work, reports.formulas);
    assertThat(cards.scores()).isEmpty();
    Map<String, String> texts = new HashMap<>(reports.packs.files().texts());
    texts.put(
        "check/scores.yaml",
        "scores:\n  - {id: safe, title: 分, division: \"510104\", versions: [{version: \"1\", source: 试, terms: [{indicator: safe-share}]}]}\n");
    texts.put(
        "check/forms/trees.yaml",
        """
        name: trees
        title: 树
        version: "1"
        cycle: year
        asked: community
        due: params.due
        source: 试
        figures:
          - {name: trees, title: 树, meaning: 棵, unit: "{tree}", whole: true}
        """);
    PackBook before = reports.packs.inForce();
    reports.packs.take(PackReader.read(new PackFiles("packs", texts)).orThrow());
    assertThat(reports.book.find("check.trees")).isPresent();
    assertThat(reports.book.asking("check.trees")).isPresent();
    // 1 - 10 %: see FormulaRenewalTest
    assertThat(
            cards
                .card(
                    cards.find("check.safe").orElseThrow(),
                    SmallReports.divisions().find(SmallReports.COUNTY).orElseThrow(),
                    YEAR)
                .value())
        .isEqualTo(0.9);
    reports.packs.take(before);
    assertThat(reports.book.find("check.trees")).isEmpty();
    assertThat(cards.scores()).isEmpty();
  }
}
