package io.draftgate.cli.screening;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.pipeline.PolicyOption;
import io.draftgate.detection.policy.Policy;
import io.draftgate.detection.policy.RuleHit;
import io.draftgate.detection.training.LabelledText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate policy evaluate}. */
@Command(
        name = "evaluate",
        description = "Count how many texts of people break a rule, each rule by itself and all together.",
        footer = {
            "",
            "Examples:",
            "  draftgate policy evaluate --data train.jsonl.gz",
            "  draftgate policy evaluate --data train.jsonl.gz --policy own.yaml --json"
        })
final class PolicyEvaluateCommand extends DraftgateCommand {

    private final Console console;

    @Mixin
    private final LabelledData data = new LabelledData();

    @Mixin
    private final PolicyOption policyOption = new PolicyOption();

    PolicyEvaluateCommand(Console console) {
        this.console = console;
    }

    /**
     * What was found.
     *
     * @param n human texts
     * @param hit of those, how many break at least one rule for drafts
     * @param byRule texts that break a rule, by its id
     */
    private record Figures(int n, int hit, Map<String, Integer> byRule, String policyVersion, String policyDigest) {}

    @Override
    protected ExitCode run() throws Exception {
        Policy policy = policyOption.open();
        int n = 0;
        int hit = 0;
        Map<String, Integer> byRule = new TreeMap<>();
        for (LabelledText text : data.read()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while screening");
            }
            if (!text.machine()) {
                List<RuleHit> hits = policy.screenDraft(text.text());
                hits.forEach(broken -> byRule.merge(broken.ruleId(), 1, Integer::sum));
                n++;
                hit += hits.isEmpty() ? 0 : 1;
            }
        }
        print(new Figures(n, hit, byRule, policy.version(), policy.digest()));
        return ExitCode.DONE;
    }

    private void print(Figures figures) {
        if (json()) {
            console.json(figures);
            return;
        }
        console.line(String.format(
                Locale.ROOT,
                "%d of %d human texts break a rule (%.2f %%)",
                figures.hit(),
                figures.n(),
                100.0 * figures.hit() / Math.max(1, figures.n())));
        figures.byRule().forEach((rule, texts) -> console.line(String.format("%7d  %s", texts, rule)));
    }
}
