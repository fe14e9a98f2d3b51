package furong.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import opennlp.tools.doccat.DoccatModel;
import opennlp.tools.doccat.DocumentCategorizerME;

/**
 * Guesses the kind of matter that words speak of.
 *
 * <pre>{@code
 * model.guess("路边的井盖不见了", 3)   // [part-0102 0.83, event-0113 0.06, ...]
 * }</pre>
 *
 * It knows the kinds that it has seen and no others, and nothing of the place or the picture. Safe
 * for many threads; a guess costs some tens of microseconds.
 */
public final class KindModel {

  private final ModelCard card;
  private final DoccatModel model;

  KindModel(ModelCard card, DoccatModel model) {
    this.card = card;
    this.model = model;
  }

  public ModelCard card() {
    return card;
  }

  DoccatModel model() {
    return model;
  }

  /** The likeliest kinds, the best first; none for words in which it knows nothing. */
  public List<Guess> guess(String words, int most) {
    return guesses(model, card.temperature(), Grams.of(Nameless.words(words, "")), most);
  }

  static List<Guess> guesses(DoccatModel model, double temperature, String[] pieces, int most) {
    DocumentCategorizerME categorizer = new DocumentCategorizerME(model);
    // a word that no case had tells nothing; with no other the answer would be the commonest kind
    if (!knowsOne(model, pieces)) {
      return List.of();
    }
    double[] raw = scaled(categorizer.categorize(pieces), temperature);
    List<Guess> all = new ArrayList<>();
    for (int i = 0; i < raw.length; i++) {
      all.add(new Guess(categorizer.getCategory(i), raw[i]));
    }
    all.sort(
        Comparator.comparingDouble(Guess::confidence).reversed().thenComparing(Guess::category));
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }

  /** With an unknown piece the scores are those of no piece at all. */
  private static boolean knowsOne(DoccatModel model, String[] pieces) {
    double[] nothing = model.getMaxentModel().eval(new String[0]);
    double[] now = new DocumentCategorizerME(model).categorize(pieces);
    return !Arrays.equals(nothing, now);
  }

  /** Scores raised to one over the temperature, of sum 1: above 1 it makes them less sure. */
  static double[] scaled(double[] scores, double temperature) {
    double[] out = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      out[i] = Math.pow(Math.max(scores[i], Double.MIN_NORMAL), 1 / temperature);
      sum += out[i];
    }
    for (int i = 0; i < out.length; i++) {
      out[i] /= sum;
    }
    return out;
  }
}
