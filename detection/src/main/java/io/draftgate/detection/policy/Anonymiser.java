package io.draftgate.detection.policy;

import io.draftgate.detection.text.NormalisedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Changes what the rules with an operator find in a text. Immutable, thread-safe. */
final class Anonymiser {

    private final List<Rule> rules;
    private final Optional<Operator> instead;
    private final String salt;

    /**
     * An anonymiser.
     *
     * @param instead an operator in place of those of the rules
     */
    Anonymiser(List<Rule> rules, Optional<Operator> instead, String salt) {
        this.rules = rules.stream().filter(rule -> rule.operator().isPresent()).toList();
        this.instead = instead;
        this.salt = salt;
    }

    Anonymised anonymise(String original) {
        NormalisedText text = NormalisedText.of(original);
        List<Anonymised.Found> all = new ArrayList<>();
        for (Rule rule : rules) {
            for (Span span : spans(rule, text)) {
                all.add(new Anonymised.Found(
                        rule.id(),
                        rule.category(),
                        span,
                        instead.or(rule::operator).orElseThrow()));
            }
        }
        all.sort(Comparator.<Anonymised.Found>comparingInt(found -> found.span().start())
                .thenComparingInt(found -> -found.span().end()));
        StringBuilder changed = new StringBuilder();
        List<Anonymised.Found> used = new ArrayList<>();
        int at = 0;
        for (Anonymised.Found found : all) {
            if (found.span().start() >= at) {
                String piece =
                        original.substring(found.span().start(), found.span().end());
                changed.append(original, at, found.span().start())
                        .append(found.operator().apply(piece, found.ruleId(), salt));
                used.add(found);
                at = found.span().end();
            }
        }
        // What was not looked at may hold anything.
        int end = text.isCut() ? NormalisedText.MAX_CHARACTERS : original.length();
        changed.append(original, Math.min(at, end), end);
        return new Anonymised(changed.toString(), used);
    }

    /** Every place, not only the first ones that are evidence enough for a decision. */
    private static List<Span> spans(Rule rule, NormalisedText text) {
        List<Span> spans = new ArrayList<>();
        for (Finder finder : rule.finders()) {
            int from = 0;
            List<Span> more = finder.find(text.text()).spans();
            while (!more.isEmpty()) {
                int offset = from;
                more.forEach(span -> spans.add(
                        new Span(text.origin(offset + span.start()), text.origin(offset + span.end() - 1) + 1)));
                from += more.get(more.size() - 1).end();
                more = finder.find(text.text().substring(from)).spans();
            }
        }
        return spans;
    }
}
