package io.draftgate.cli.release;

import io.draftgate.release.agreement.CohenKappa;
import io.draftgate.release.agreement.KrippendorffAlpha;
import io.draftgate.release.agreement.Ratings;
import io.draftgate.release.gate.EvidenceFile;
import io.draftgate.release.gate.Statement;
import io.draftgate.release.sampling.CurvePlot;
import io.draftgate.release.sampling.OperatingCharacteristic;
import io.draftgate.release.sampling.PlanSearch;
import io.draftgate.release.sampling.Risks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The release report as one HTML document: no script, nothing from outside, and a policy that forbids both. Immutable.
 *
 * @param card of the model, in Markdown
 */
record ReportPage(
        String release,
        Instant writtenAt,
        ReleaseFigures figures,
        OpenedLog.Reading reading,
        Optional<SampleCheck> redrawn,
        List<RecallCheck> recalls,
        Optional<String> card,
        List<Attachment> attachments) {
    private static final String STYLE = """
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; margin: 1rem 0; }
            th, td { border-bottom: 1px solid #8886; padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
            .number { text-align: right; font-variant-numeric: tabular-nums; }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 3px solid #8886; padding-left: 1rem; }
            svg { max-width: 100%; height: auto; }
            """;

    /** A checkpoint or a proof, as it was given. */
    record Attachment(String name, String text) {}

    String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Release "
                + Html.text(release) + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<h1>Release "
                + Html.text(release) + "</h1>\n" + Html.paragraph(summary()) + counts() + sampling() + agreement()
                + detector() + gate() + cardSection() + log() + "</body>\n</html>\n";
    }

    private String summary() {
        return "Written " + writtenAt + " from " + reading.records() + " audit records; the chain is "
                + (reading.intact() ? "intact" : "BROKEN") + ". " + reading.remark() + "The gate is "
                + (figures.gate().opening().isPresent() ? "open." : "not open.");
    }

    private String counts() {
        return Html.section(
                "Counts and verdicts",
                Html.paragraph(figures.drafts() + " drafts screened, " + figures.published() + " published, of these "
                        + figures.approved() + " approved by a reviewer; " + figures.rejected() + " rejected by one."),
                Html.counts("route after screening", figures.routes()),
                Html.counts("verdict", figures.verdicts()),
                Html.counts("reason", figures.reasons()),
                Html.counts("model", figures.models()),
                Html.counts("policy version", figures.policies()));
    }

    private String sampling() {
        EvidenceFile evidence = figures.gate().evidence();
        Optional<Risks> risks = figures.rule().evidence().sampling();
        StringBuilder text = new StringBuilder();
        risks.ifPresent(wanted -> text.append(plan(wanted, evidence.result())));
        if (evidence.sample().isEmpty()) {
            return Html.section("Sampling", text.toString(), Html.paragraph("No sample was drawn."));
        }
        Statement.Sample sample = evidence.sample().get();
        return Html.section(
                "Sampling",
                text.toString(),
                Html.paragraph(sample.items().size() + " of " + sample.population() + " drafts drawn, "
                        + evidence.result().inspected() + " inspected, "
                        + evidence.result().defective()
                        + " defective, " + figures.gate().uncounted()
                        + " inspections not counted because their reviewer did not sign them. Drawn again from the log: "
                        + redrawn.map(check -> check.holds() ? "the same drafts." : check.objection() + ".")
                                .orElse("not tried.")),
                Html.paragraph("Seed " + sample.seed() + ", made of:"),
                Html.pre(String.join("\n", sample.heads())),
                Html.table(
                        List.of("draft", "finding", "reviewer", "reason"),
                        evidence.inspections().stream()
                                .map(found -> List.<Object>of(
                                        found.item(), found.finding(), found.reviewer(), found.reason()))
                                .toList()));
    }

    private static String plan(Risks risks, EvidenceFile.SampleResult result) {
        PlanSearch.Found found = new PlanSearch(OptionalInt.empty()).find(risks);
        OperatingCharacteristic curve = OperatingCharacteristic.of(found.plan());
        return Html.paragraph(String.format(
                        Locale.ROOT,
                        "Plan %s for AQL %s and LTPD %s: producer's risk %.4f, consumer's risk %.4f. The sample %s.",
                        found.plan(),
                        risks.aql(),
                        risks.ltpd(),
                        found.producersRisk(),
                        found.consumersRisk(),
                        found.plan().accepts(result.inspected(), result.defective())
                                ? "accepts the release"
                                : "does not accept the release"))
                + new CurvePlot(curve, risks).svg();
    }

    private String agreement() {
        return Html.section(
                "Agreement of reviewers",
                agreement("Inspections of the sample", figures.inspections()),
                agreement("Decisions about drafts in review", figures.decisions()));
    }

    private static String agreement(String what, Ratings ratings) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of("Krippendorff's alpha, nominal", shown(KrippendorffAlpha.NOMINAL.of(ratings))));
        rows.add(List.of("Krippendorff's alpha, ordinal", shown(KrippendorffAlpha.ORDINAL.of(ratings))));
        List<String> raters = ratings.raters();
        for (int i = 0; i < raters.size(); i++) {
            for (int j = i + 1; j < raters.size(); j++) {
                CohenKappa kappa = CohenKappa.of(ratings, raters.get(i), raters.get(j));
                if (kappa.units() > 0) {
                    rows.add(List.of(
                            "Cohen's kappa of " + raters.get(i) + " and " + raters.get(j) + " over " + kappa.units()
                                    + " drafts",
                            shown(kappa.value())));
                }
            }
        }
        return Html.paragraph(what + ": " + ratings.pairable().size() + " drafts were judged by two or more.")
                + Html.table(List.of("measure", "value"), rows);
    }

    private static String shown(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : "cannot be told";
    }

    private String detector() {
        return Html.section(
                "Detector",
                Html.paragraph("Of the drafts in the log, all of them machine-written, the detector recognised:"),
                Html.table(
                        List.of(
                                "model",
                                "detector",
                                "judged",
                                "recognised",
                                "recall at least (95 %)",
                                "at a false-positive rate of",
                                "counted again from the log"),
                        recalls.stream().map(ReportPage::recall).toList()),
                figures.gate().figures().isEmpty()
                        ? ""
                        : Html.paragraph("Measured elsewhere, by the word of who filed it:")
                                + Html.table(
                                        List.of("detector", "recall", "at a false-positive rate of", "texts"),
                                        figures.gate().figures().stream()
                                                .map(figure -> List.<Object>of(
                                                        figure.detectorDigest(),
                                                        figure.recall(),
                                                        figure.falsePositiveRate(),
                                                        figure.texts()))
                                                .toList()));
    }

    private static List<Object> recall(RecallCheck check) {
        Statement.LoggedRecall claimed = check.claimed();
        return List.of(
                claimed.modelDigest(),
                claimed.detectorDigest(),
                claimed.judged(),
                claimed.recognised(),
                String.format(Locale.ROOT, "%.3f", claimed.lowerBound()),
                claimed.falsePositiveRate(),
                check.holds() ? "the same" : check.objection());
    }

    private String gate() {
        return Html.section(
                "What was filed",
                Html.table(
                        List.of("at", "step", "what"),
                        figures.gate().steps().stream()
                                .map(GateRecords.Step::event)
                                .map(event ->
                                        List.<Object>of(event.getOccurredAt(), event.getStep(), event.getSummary()))
                                .toList()));
    }

    private String cardSection() {
        return Html.section("Model card", card.map(Html::pre).orElse(Html.paragraph("The model has none.")));
    }

    private String log() {
        return Html.section(
                "Log, checkpoints and proofs",
                Html.counts("step", figures.steps()),
                attachments.stream()
                        .map(attachment ->
                                "<h3>" + Html.text(attachment.name()) + "</h3>\n" + Html.pre(attachment.text()))
                        .collect(Collectors.joining()));
    }
}
