package io.draftgate.cli.screening;

import io.draftgate.cli.page.HtmlPage;
import io.draftgate.detection.DetectorCard;
import io.draftgate.detection.ExplainedDetection;
import io.draftgate.detection.ExplainedDetection.FeatureNote;
import io.draftgate.detection.ExplainedDetection.RankedToken;
import io.draftgate.detection.SentenceScores.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Verdicts as a page: each text with a colour a token (Gehrmann et al. 2019, <a
 * href="https://arxiv.org/abs/1906.04043">GLTR</a>), a bar a sentence, the features in words, and what the detector is worth.
 * Confined to one thread.
 */
final class ScreeningPage {

    /** Upper ends of the ranks of one colour. */
    private static final int[] RANKS = {10, 100, 1_000};

    private final HtmlPage page = new HtmlPage("Screened texts");

    ScreeningPage() {
        page.markup(
                "<p class=\"note tokens\"><span class=\"g1\"> among the 10 likeliest tokens </span> <span class=\"g2\"> 100 </span> "
                        + "<span class=\"g3\"> 1,000 </span> <span class=\"g4\"> less likely </span> to the detector's language model; "
                        + "without colour: not looked at</p>");
    }

    void add(ScreenedDocument document, String text, ExplainedDetection explained) {
        String probability = document.probability() == null
                ? ""
                : String.format(Locale.ROOT, ", probability %.3f", document.probability());
        page.heading(document.id() + ": " + document.verdict() + probability);
        document.reasons().forEach(reason -> page.paragraph(reason.text()));
        if (document.humanShare() != null) {
            page.note(String.format(
                    Locale.ROOT,
                    "%.2f %% of human texts of this length score as high. Operating point: %s.",
                    100 * document.humanShare(),
                    document.operatingPoint()));
        }
        page.markup("<div class=\"tokens\">" + coloured(text, explained.tokens()) + "</div>");
        if (!explained.features().isEmpty()) {
            page.table(
                    List.of("speaks for", "weight", "the text ..."),
                    explained.features().stream().map(ScreeningPage::row).toList());
        }
        page.markup("<div>" + bars(text, explained.sentences().sentences()) + "</div>");
    }

    void add(ScreenedSender sender) {
        page.heading(sender.sender() + ", all texts: " + sender.verdict());
        sender.reasons().forEach(reason -> page.paragraph(reason.text()));
    }

    /** The whole page, closed with what the detector did on texts that it had not learned from. */
    HtmlPage finish(DetectorCard card) {
        List<List<String>> rows = new ArrayList<>();
        for (DetectorCard.Figures figures : card.measured()) {
            rows.add(List.of(
                    figures.set(),
                    Integer.toString(figures.human()),
                    Integer.toString(figures.machine()),
                    String.format(Locale.ROOT, "%.3f", figures.auroc()),
                    String.format(Locale.ROOT, "%.3f", figures.truePositiveRateAt1()),
                    String.format(Locale.ROOT, "%.3f", figures.truePositiveRateAt5())));
        }
        return page.heading("How far to trust this")
                .note(
                        "Texts that were left out of the training together. A verdict on text of a kind that is not here is worth "
                                + "less than these figures say.")
                .table(List.of("texts", "human", "machine", "AUROC", "TPR at FPR 1 %", "at 5 %"), rows);
    }

    private static List<String> row(FeatureNote note) {
        return List.of(
                note.weight() > 0 ? "a machine" : "a person",
                String.format(Locale.ROOT, "%+.2f", note.weight()),
                note.text());
    }

    private static String coloured(String text, List<RankedToken> tokens) {
        StringBuilder markup = new StringBuilder();
        int at = 0;
        for (RankedToken token : tokens) {
            int start = Math.max(at, token.start());
            int end = Math.max(start, token.end());
            markup.append(HtmlPage.escape(text.substring(at, start)))
                    .append("<span class=\"g")
                    .append(colour(token.rank()))
                    .append("\" title=\"rank ")
                    .append(token.rank())
                    .append(", probability ")
                    .append(String.format(Locale.ROOT, "%.2g", Math.exp(token.logProbability())))
                    .append("\">")
                    .append(HtmlPage.escape(text.substring(start, end)))
                    .append("</span>");
            at = end;
        }
        return markup.append(HtmlPage.escape(text.substring(at))).toString();
    }

    private static int colour(int rank) {
        int colour = 1;
        for (int limit : RANKS) {
            colour += rank > limit ? 1 : 0;
        }
        return colour;
    }

    private static String bars(String text, List<Sentence> sentences) {
        StringBuilder markup = new StringBuilder();
        for (Sentence sentence : sentences) {
            double probability = sentence.probability().orElse(0);
            markup.append("<div><span class=\"rail\"><span class=\"bar\" style=\"width:")
                    .append(Math.round(100 * probability))
                    .append("%\"></span></span>")
                    .append(
                            sentence.probability().isPresent()
                                    ? String.format(Locale.ROOT, "%.2f ", probability)
                                    : "too short to tell ")
                    .append(HtmlPage.escape(text.substring(sentence.start(), sentence.end())))
                    .append("</div>\n");
        }
        return markup.toString();
    }
}
