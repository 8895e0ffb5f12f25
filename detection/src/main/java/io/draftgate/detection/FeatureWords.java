package io.draftgate.detection;

import java.util.Locale;
import java.util.Map;

/** Says in words how a text differs from human text in one feature. */
final class FeatureWords {

    /** Differences of shares and rates are told in percent of the human one; a smaller one than this has no percentage. */
    private static final double SMALLEST_BASE = 1e-3;

    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("article", "articles"),
            Map.entry("demonstrative", "demonstratives (this, those)"),
            Map.entry("first-person", "words for I and we"),
            Map.entry("second-person", "words for you"),
            Map.entry("third-person", "words for he, she and they"),
            Map.entry("it", "words for it"),
            Map.entry("question", "question words"),
            Map.entry("preposition", "prepositions"),
            Map.entry("coordination", "coordinating words (and, but)"),
            Map.entry("subordination", "subordinating words (because, while)"),
            Map.entry("negation", "negations"),
            Map.entry("modal", "modal verbs"),
            Map.entry("being", "forms of to be"),
            Map.entry("having", "forms of to have and to do"),
            Map.entry("contraction", "contractions"),
            Map.entry("quantity", "words of quantity"),
            Map.entry("degree", "words of degree (very, quite)"),
            Map.entry("place-time", "words of place and time"),
            Map.entry("number", "number words"));

    private static final Map<String, String> MODELS = Map.of(
            "truncated-human", "drawn from the likeliest tokens than to a person's",
            "untruncated-human", "drawn from the whole distribution than to a person's",
            "machine-human", "by machines than to a person's",
            "truncated-untruncated", "drawn from the likeliest tokens than to text drawn from the whole distribution",
            "books-human", "from books than to other people's",
            "human", "by people",
            "books", "from books");

    private FeatureWords() {}

    /** What features are about: of those that are about the same, one is told. */
    static String subject(String feature) {
        String name = feature.substring(feature.indexOf('.') + 1);
        return switch (room(feature)) {
            case "vocabulary" -> "vocabulary." + name.replaceAll("[0-9]", "");
            case "classes" -> feature;
            case "books" -> name.startsWith("band") ? rarity(name) : "rarity";
            case "masked", "bytepair" -> room(feature) + "." + series(name);
            default -> room(feature) + "." + (name.startsWith("rank-within") ? "rank" : series(name));
        };
    }

    /** One line, e.g. {@code uses 31 % fewer rare words than human text of this length}. */
    static String of(String feature, double value, double human) {
        String name = feature.substring(feature.indexOf('.') + 1);
        boolean more = value > human;
        return switch (room(feature)) {
            case "vocabulary" -> vocabulary(name, value, human);
            case "classes" -> "uses " + amount(value, human) + " " + wordClass(name) + than();
            case "books" ->
                name.startsWith("band")
                        ? "uses " + amount(value, human) + " " + rarity(name) + than()
                        : "uses words that are " + (more ? "commoner" : "rarer") + " in books" + than();
            case "masked" -> likeness("The order of its words", name, more);
            case "bytepair" -> likeness("Its wording", name, more);
            case "contrast" ->
                "surprises n-grams of books " + (surprises(name, more) ? "more" : "less")
                        + " than the language model, compared with human text of this length";
            default -> view(name, value, human);
        };
    }

    private static String vocabulary(String name, double value, double human) {
        String number = name.replaceAll("[^0-9]", "");
        String kind = name.replaceAll("-[0-9]+$", "");
        String difference = difference(value, human);
        boolean more = value > human;
        return switch (kind) {
            case "types" ->
                "varies its words " + difference + (more ? " more" : " less") + " within " + number + " words" + than();
            case "content-types" -> "varies its content words " + difference + (more ? " more" : " less") + than();
            case "once-in" -> "uses " + amount(value, human) + " words only once in forty" + than();
            case "again-within" ->
                "comes back to a word within " + number + " words " + difference
                        + (more ? " more often" : " less often") + than();
            case "repeated" ->
                "repeats sequences of " + number + " words " + difference + (more ? " more often" : " less often")
                        + than();
            case "letters-mean" -> "uses words that are " + difference + (more ? " longer" : " shorter") + than();
            case "letters-sd" -> "varies the length of its words " + difference + (more ? " more" : " less") + than();
            case "brief-words" -> "uses " + amount(value, human) + " words of up to three letters" + than();
            case "long-words" -> "uses " + amount(value, human) + " words of eight letters and more" + than();
            case "closed-share" -> "uses " + amount(value, human) + " grammatical words" + than();
            case "deflate" -> "compresses " + difference + (more ? " worse" : " better") + than();
            default -> "spreads its letters " + difference + (more ? " more" : " less") + " evenly" + than();
        };
    }

    private static String likeness(String what, String name, boolean more) {
        if (name.startsWith("known-length")) {
            return what + " follows " + (more ? "longer" : "shorter") + " known sequences" + than();
        }
        String moment = name.substring(name.lastIndexOf('-') + 1);
        String model = MODELS.getOrDefault(series(name), "by people");
        if (moment.equals("sd") || name.endsWith("block-sd")) {
            return what + " is " + (more ? "less" : "more") + " evenly close to text " + model + than();
        }
        if (moment.equals("lag1")) {
            return what + " is close to text " + model + (more ? " in longer" : " in shorter") + " stretches" + than();
        }
        return what + " is " + (more ? "closer" : "less close") + " to text " + model + where(moment) + than();
    }

    private static String view(String name, double value, double human) {
        boolean more = value > human;
        if (name.startsWith("rank-within")) {
            return "uses " + amount(value, human) + " of the language model's "
                    + name.substring(name.lastIndexOf('-') + 1) + " likeliest tokens at each place" + than();
        }
        if (name.startsWith("entropy")) {
            return "leads to places where the language model is " + (more ? "less" : "more") + " sure" + than();
        }
        if (name.endsWith("sd") || name.endsWith("lag1")) {
            return "surprises the language model " + (more ? "less" : "more") + " evenly" + than();
        }
        boolean likely = name.startsWith("log-rank") ? !more : more;
        String measure = name.startsWith("excess") || name.equals("curvature")
                ? " to the language model than it expected"
                : " to the language model";
        return "uses tokens that are " + (likely ? "likelier" : "less likely") + measure
                + ", compared with human text of this" + " length";
    }

    /** The difference of the two models and a gain of their mixture point opposite ways. */
    private static boolean surprises(String name, boolean more) {
        return name.startsWith("difference") == more;
    }

    private static String where(String moment) {
        return switch (moment) {
            case "q05", "q10", "q25" -> " in its least usual places";
            case "q75", "q90", "q95" -> " in its most usual places";
            default -> "";
        };
    }

    private static String rarity(String band) {
        int number = band.charAt(band.length() - 1) - '0';
        if (number <= 2) {
            return "rare words";
        }
        return number <= 5 ? "uncommon words" : "very common words";
    }

    private static String wordClass(String name) {
        return name.startsWith("-") ? "words in " + name : CLASSES.getOrDefault(name, name);
    }

    private static String amount(double value, double human) {
        return difference(value, human) + (value > human ? " more" : " fewer");
    }

    private static String difference(double value, double human) {
        if (Math.abs(human) < SMALLEST_BASE) {
            return "many times";
        }
        return Math.round(100 * Math.abs(value - human) / Math.abs(human)) + " %";
    }

    private static String than() {
        return " than human text of this length";
    }

    private static String series(String name) {
        for (String model : MODELS.keySet()) {
            if (name.startsWith(model + "-")
                    && !name.startsWith(model + "-human")
                    && !name.startsWith(model + "-untruncated")) {
                return model;
            }
        }
        return name.replaceAll("-(?:mean|sd|q[0-9]+|positive|lag1|block-sd)$", "")
                .toLowerCase(Locale.ROOT);
    }

    private static String room(String feature) {
        return feature.substring(0, feature.indexOf('.'));
    }
}
