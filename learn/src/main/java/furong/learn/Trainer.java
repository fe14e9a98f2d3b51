package furong.learn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import opennlp.tools.doccat.BagOfWordsFeatureGenerator;
import opennlp.tools.doccat.DoccatFactory;
import opennlp.tools.doccat.DoccatModel;
import opennlp.tools.doccat.DocumentCategorizerME;
import opennlp.tools.doccat.DocumentSample;
import opennlp.tools.doccat.FeatureGenerator;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;

/**
 * Makes a {@link KindModel} of cases: maximum entropy over {@link Grams}.
 *
 * <p>A fifth of the cases is held back, always the same ones by their number; a first model that
 * has not seen them says how good it is and how sure it may be. The model that is used then learns
 * from all. The same words told twice count once, else a copy would be tested with its original.
 * Cost: some ten seconds of one core for {@link #MOST_CASES} cases of a hundred kinds.
 */
public final class Trainer {

  /** With fewer, the fifth that is tested has under 40 cases and its share says little. */
  public static final int FEWEST_CASES = 200;

  /** A kind with fewer has one or two cases in the test, or none. */
  public static final int FEWEST_OF_A_KIND = 8;

  /** What ten seconds of training take; the newest speak as people speak today. */
  public static final int MOST_CASES = 8_000;

  /** A piece that fewer reports hold is left out: it may be a name, and teaches nothing. */
  public static final int CUTOFF = 3;

  /** One in five is held back: the usual share. */
  private static final int TEST_SHARE = 5;

  /** Where the published examples of the library stand; more learns the cases by heart. */
  private static final int ITERATIONS = 100;

  /** A model that counts n-grams is too sure by a factor of 2 to 5; 1 leaves it as it is. */
  private static final double[] TEMPERATURES = {0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8};

  private Trainer() {}

  /** A model, or nothing when {@link #enough} says so. @param at when it is made */
  public static Optional<KindModel> train(List<Told> cases, Instant at) {
    List<Told> usable = usable(cases);
    if (!enough(usable)) {
      return Optional.empty();
    }
    List<Told> learn = usable.stream().filter(told -> !tested(told.number())).toList();
    List<Told> test = usable.stream().filter(told -> tested(told.number())).toList();
    if (test.isEmpty() || learn.stream().map(Told::category).distinct().count() < 2) {
      return Optional.empty();
    }
    DoccatModel first = model(learn);
    double temperature = temperature(first, test);
    int top1 = 0;
    int top3 = 0;
    for (Told told : test) {
      List<String> guessed =
          KindModel.guesses(first, temperature, Grams.of(told.words()), 3).stream()
              .map(Guess::category)
              .toList();
      top1 += !guessed.isEmpty() && guessed.getFirst().equals(told.category()) ? 1 : 0;
      top3 += guessed.contains(told.category()) ? 1 : 0;
    }
    int kinds = (int) usable.stream().map(Told::category).distinct().count();
    ModelCard card = new ModelCard(at, usable.size(), kinds, test.size(), top1, top3, temperature);
    return Optional.of(new KindModel(card, model(usable)));
  }

  /** What can be learnt from: something is said, once, of a kind that is not too rare. */
  static List<Told> usable(List<Told> cases) {
    Map<String, List<Told>> byKind = new TreeMap<>();
    Set<List<String>> known = new HashSet<>();
    for (Told told : cases.subList(0, Math.min(MOST_CASES, cases.size()))) {
      String[] pieces = Grams.of(told.words());
      if (pieces.length > 0 && known.add(List.of(pieces))) {
        byKind.computeIfAbsent(told.category(), kind -> new ArrayList<>()).add(told);
      }
    }
    byKind.values().removeIf(of -> of.size() < FEWEST_OF_A_KIND);
    return byKind.values().stream().flatMap(List::stream).toList();
  }

  private static boolean enough(List<Told> usable) {
    return usable.size() >= FEWEST_CASES
        && usable.stream().map(Told::category).distinct().count() >= 2;
  }

  /** Whether a case is held back: by its number alone, so always the same. */
  static boolean tested(String number) {
    CRC32 sum = new CRC32();
    sum.update(number.getBytes(StandardCharsets.UTF_8));
    return sum.getValue() % TEST_SHARE == 0;
  }

  private static DoccatModel model(List<Told> cases) {
    TrainingParameters how = new TrainingParameters();
    how.put(TrainingParameters.ITERATIONS_PARAM, ITERATIONS);
    how.put(TrainingParameters.CUTOFF_PARAM, CUTOFF);
    how.put("PrintMessages", false);
    List<DocumentSample> samples =
        cases.stream().map(t -> new DocumentSample(t.category(), Grams.of(t.words()))).toList();
    try {
      return DocumentCategorizerME.train(
          "zh",
          ObjectStreamUtils.createObjectStream(samples),
          how,
          new DoccatFactory(new FeatureGenerator[] {new BagOfWordsFeatureGenerator()}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The temperature under which the held back cases are likeliest. */
  private static double temperature(DoccatModel model, List<Told> test) {
    DocumentCategorizerME categorizer = new DocumentCategorizerME(model);
    List<double[]> scores =
        test.stream().map(t -> categorizer.categorize(Grams.of(t.words()))).toList();
    double best = 1;
    double least = Double.MAX_VALUE;
    for (double temperature : TEMPERATURES) {
      double loss = 0;
      for (int i = 0; i < test.size(); i++) {
        int right = categorizer.getIndex(test.get(i).category());
        if (right >= 0) {
          loss -= Math.log(KindModel.scaled(scores.get(i), temperature)[right]);
        }
      }
      if (loss < least) {
        least = loss;
        best = temperature;
      }
    }
    return best;
  }
}
