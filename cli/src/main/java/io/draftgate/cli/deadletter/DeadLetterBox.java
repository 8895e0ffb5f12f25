package io.draftgate.cli.deadletter;

import io.draftgate.cli.cluster.CommittedRecords;
import io.draftgate.cli.command.CommandException;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.DeadLetterSettled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All dead letters of a pipeline as they lay there when they were read. Immutable. */
final class DeadLetterBox {
    private final Map<LetterId, DeadLetter> letters;

    private DeadLetterBox(Map<LetterId, DeadLetter> letters) {
        this.letters = letters;
    }

    /** @param client how to reach the brokers: {@code bootstrap.servers}, security */
    static DeadLetterBox read(TopicCatalogue topics, Map<String, Object> client) {
        Topic<DeadLetterSettled> settlements = topics.deadLetterSettlements();
        Map<LetterId, DeadLetterSettled> settled = new HashMap<>();
        Map<LetterId, DeadLetter> letters = new TreeMap<>();
        try (CommittedRecords records = new CommittedRecords(client)) {
            records.read(List.of(settlements.name()), record -> {
                DeadLetterSettled settlement =
                        settlements.value().deserializer().deserialize(settlements.name(), record.value());
                settled.put(LetterId.of(settlement.getLetter()), settlement);
            });
            records.read(topics.deadLetters().stream().map(Topic::name).toList(), record -> {
                DeadLetter letter = DeadLetter.of(record);
                letters.put(letter.id(), letter.settledBy(settled.get(letter.id())));
            });
        }
        return new DeadLetterBox(letters);
    }

    /** Every letter, in the order of topic, partition and offset. */
    Collection<DeadLetter> all() {
        return List.copyOf(letters.values());
    }

    /** Those that wait. */
    List<DeadLetter> open() {
        return letters.values().stream().filter(DeadLetter::isOpen).toList();
    }

    /** @throws CommandException if there is no such letter */
    DeadLetter get(LetterId id) {
        @Nullable DeadLetter letter = letters.get(id);
        if (letter == null) {
            throw CommandException.couldNotRun(
                    "no-such-letter",
                    "there is no dead letter " + id + "; it may be older than the topic keeps",
                    "See 'draftgate dlq list'");
        }
        return letter;
    }

    /** @throws CommandException if one does not exist or is settled already */
    List<DeadLetter> open(Collection<LetterId> ids) {
        List<DeadLetter> chosen = new ArrayList<>();
        for (LetterId id : ids) {
            DeadLetter letter = get(id);
            DeadLetterSettled settled = letter.settled();
            if (settled != null) {
                throw CommandException.couldNotRun(
                        "already-settled",
                        id + " was " + LetterDocument.words(settled.getSettlement()) + " by " + settled.getSettledBy()
                                + " at " + settled.getSettledAt(),
                        "Nothing was changed");
            }
            chosen.add(letter);
        }
        return chosen;
    }
}
