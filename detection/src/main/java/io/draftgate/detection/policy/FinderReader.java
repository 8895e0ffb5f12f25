package io.draftgate.detection.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what a rule looks for. Confined to one reader. */
final class FinderReader {

    /** The keys of a rule that say what it looks for. */
    static final List<String> KEYS = List.of("words", "patterns", "detects", "protected", "classifier");

    private static final List<String> CLASSIFIER_KEYS = List.of("file", "label", "from");
    private static final int MAX_PATTERN = 1_000;

    private final FieldReader fields;
    private final Problems problems;
    private final Attachments attachments;

    FinderReader(FieldReader fields, Problems problems, Attachments attachments) {
        this.fields = fields;
        this.problems = problems;
        this.attachments = attachments;
    }

    List<Finder> read(String path, JsonNode rule) {
        List<Finder> finders = new ArrayList<>();
        if (KEYS.stream().noneMatch(rule::has)) {
            problems.add(path, "nothing to look for", "at least one of " + String.join(", ", KEYS));
        }
        List<String> words = fields.texts(path + ".words", rule.get("words"));
        if (!words.isEmpty()) {
            finders.add(new PhraseFinder(words));
        }
        List<String> patterns = fields.texts(path + ".patterns", rule.get("patterns"));
        for (int i = 0; i < patterns.size(); i++) {
            pattern(path + ".patterns[" + i + "]", patterns.get(i), finders);
        }
        detects(path + ".detects", rule, finders);
        if (rule.has("protected")) {
            protectedTexts(path + ".protected", rule.get("protected"), finders);
        }
        if (rule.has("classifier")) {
            classifier(path + ".classifier", rule.get("classifier"), finders);
        }
        return finders;
    }

    private void detects(String path, JsonNode rule, List<Finder> finders) {
        JsonNode detects = rule.get("detects");
        if (detects == null) {
            return;
        }
        if (!detects.isArray()) {
            problems.add(path, Problems.shown(detects), "a list of " + Problems.names(Recogniser.class));
        }
        for (int i = 0; i < detects.size(); i++) {
            finders.add(fields.choice(path + "[" + i + "]", detects.get(i), Recogniser.class)
                    .finder());
        }
    }

    private void protectedTexts(String path, JsonNode node, List<Finder> finders) {
        String file = fields.text(path, node, "a file that 'draftgate policy protect' wrote");
        if (!file.isEmpty()) {
            try {
                finders.add(ProtectedCorpus.read(attachments.read(file)).finder());
            } catch (IOException e) {
                problems.add(path, "'" + file + "' (" + e.getMessage() + ")", "an index of protected texts");
            }
        }
    }

    private void classifier(String path, JsonNode node, List<Finder> finders) {
        if (!node.isObject()) {
            problems.add(path, Problems.shown(node), "a mapping with file, label and from");
            return;
        }
        problems.checkKeys(path + ".", node, CLASSIFIER_KEYS);
        String file = fields.text(path + ".file", node.get("file"), "a file that 'draftgate policy train' wrote");
        String label = fields.text(path + ".label", node.get("label"), "a category that it knows");
        double from = node.path("from").asDouble(-1);
        if (!(from > 0 && from <= 1)) {
            problems.add(
                    path + ".from", Problems.shown(node.get("from")), "a probability above 0 and at most 1, e.g. 0.9");
        }
        if (file.isEmpty() || label.isEmpty()) {
            return;
        }
        try {
            TextClassifier classifier = TextClassifier.read(attachments.read(file));
            if (!classifier.categories().contains(label)) {
                problems.add(path + ".label", "'" + label + "'", "one of " + classifier.categories());
            }
            finders.add(classifier.finder(label, from));
        } catch (IOException e) {
            problems.add(path + ".file", "'" + file + "' (" + e.getMessage() + ")", "a classifier");
        }
    }

    private void pattern(String path, String expression, List<Finder> finders) {
        if (expression.length() > MAX_PATTERN) {
            problems.add(path, expression.length() + " characters", "at most " + MAX_PATTERN);
            return;
        }
        try {
            finders.add(new PatternFinder(Pattern.compile(expression, flags(expression))));
        } catch (PatternSyntaxException e) {
            problems.add(
                    path,
                    "'" + expression + "'",
                    "a Java regular expression (" + e.getDescription() + " at " + e.getIndex() + ")");
        }
    }

    /** An expression in ASCII finds the same without Unicode's cases in half the time: normalised text has no long s. */
    private static int flags(String expression) {
        boolean ascii = expression.chars().allMatch(unit -> unit < 128);
        return ascii ? Pattern.CASE_INSENSITIVE : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    }
}
