package io.draftgate.detection.surface;

import io.draftgate.detection.feature.FeatureRoom;
import io.draftgate.detection.feature.Passage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many of a hundred words belong to a closed class of English words, or end like a class of open ones. */
public final class WordClasses implements FeatureRoom {

    private static final List<String> CLASSES = List.of(
            "article a an the",
            "demonstrative this that these those",
            "first-person i me my mine myself we us our ours ourselves",
            "second-person you your yours yourself yourselves",
            "third-person he him his himself she her hers herself they them their theirs themselves",
            "it it its itself",
            "question who whom whose which what where when why how",
            "preposition of in to for with on at from by about as into through after over between under against during"
                    + " without within among toward towards upon across behind beyond near",
            "coordination and or but nor yet so",
            "subordination because although though while if unless until since whereas whether than once",
            "negation not no never none nothing nobody nowhere neither don't doesn't didn't isn't wasn't won't can't"
                    + " couldn't wouldn't shouldn't aren't weren't",
            "modal can could may might must shall should will would",
            "being be am is are was were been being",
            "having have has had having do does did doing done",
            "contraction i'm i've i'll i'd you're you've you'll you'd he's she's it's that's there's we're we've we'll"
                    + " they're they've they'll what's let's who's",
            "quantity all some any many much more most few less least several every each both half enough other another",
            "degree very too quite rather just only even also still almost really perhaps maybe always often again ever",
            "place-time here there now then today yesterday tomorrow soon already later before ago back away down up out",
            "number one two three four five six seven eight nine ten first second third hundred thousand million");

    private static final List<String> ENDINGS = List.of("ing", "ed", "ly", "s", "tion", "ness", "ment", "er", "able");

    private static final Map<String, Integer> CLASS_OF = classOf();

    private static final List<String> NAMES = columnNames();

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public double[] measure(Passage passage) {
        double[] rates = new double[NAMES.size()];
        List<String> words = passage.lowerWords();
        if (words.size() < Passage.MIN_WORDS) {
            Arrays.fill(rates, Double.NaN);
            return rates;
        }
        for (String word : words) {
            Integer known = CLASS_OF.get(word);
            int column = known != null ? known : ending(word);
            if (column >= 0) {
                rates[column] += 100.0 / words.size();
            }
        }
        return rates;
    }

    /** Whether a word belongs to a closed class, so that it carries grammar rather than matter. */
    static boolean isClosed(String lowerWord) {
        return CLASS_OF.containsKey(lowerWord);
    }

    private static int ending(String word) {
        for (int i = 0; i < ENDINGS.size(); i++) {
            if (word.length() > ENDINGS.get(i).length() + 2 && word.endsWith(ENDINGS.get(i))) {
                return CLASSES.size() + i;
            }
        }
        return -1;
    }

    private static Map<String, Integer> classOf() {
        Map<String, Integer> classOf = new HashMap<>();
        for (int i = 0; i < CLASSES.size(); i++) {
            List<String> words = Arrays.asList(CLASSES.get(i).split(" ", -1));
            for (String word : words.subList(1, words.size())) {
                classOf.put(word, i);
            }
        }
        return Map.copyOf(classOf);
    }

    private static List<String> columnNames() {
        List<String> names = new ArrayList<>();
        CLASSES.forEach(line -> names.add("classes." + line.substring(0, line.indexOf(' '))));
        ENDINGS.forEach(ending -> names.add("classes.-" + ending));
        return List.copyOf(names);
    }
}
