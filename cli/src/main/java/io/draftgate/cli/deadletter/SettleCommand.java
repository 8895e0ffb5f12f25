package io.draftgate.cli.deadletter;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.Settlement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What redriving and dropping have in common. Confined to one thread. */
abstract class SettleCommand extends DraftgateCommand {
    private final Console console;
    private final Settlement settlement;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Which, e.g. generator.dlq-0@17.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "All that wait.")
    private boolean all;

    @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who decides.")
    private String by = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Mixin
    private final LetterOptions letterOptions = new LetterOptions();

    SettleCommand(Console console, Settlement settlement) {
        this.console = console;
        this.settlement = settlement;
    }

    /** What {@code --json} prints. */
    private record Document(String settlement, int settled, List<String> letters) {}

    @Override
    protected final ExitCode run() {
        if (all == !ids.isEmpty()) {
            throw CommandException.usage(
                    all ? "--all and single letters were named" : "no dead letter is named", "Name letters, or --all");
        }
        List<LetterId> named = ids.stream().map(LetterId::parse).distinct().toList();
        TopicCatalogue topics = letterOptions.topics();
        Map<String, Object> client = letterOptions.client();
        List<DeadLetter> chosen;
        try (SettlementDesk desk = SettlementDesk.open(topics, client, InstantSource.system())) {
            DeadLetterBox box = DeadLetterBox.read(topics, client);
            chosen = all ? box.open() : box.open(named);
            SettlementDesk.Decision decision = new SettlementDesk.Decision(settlement, by, reason);
            chosen.forEach(letter -> desk.settle(letter, decision));
        }
        report(chosen.stream().map(letter -> letter.id().toString()).toList());
        return ExitCode.DONE;
    }

    private void report(List<String> settled) {
        String word = LetterDocument.words(settlement);
        if (json()) {
            console.json(new Document(word, settled.size(), settled));
            return;
        }
        settled.forEach(id -> console.line(id + " " + word + "."));
        console.line(settled.size() + " dead letters " + word + ".");
    }
}
