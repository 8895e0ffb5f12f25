package io.draftgate.cli.cluster;

import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who works with a pipeline, and which of its topics each needs: a user of Kafka each. */
@SuppressWarnings("ImmutableEnumChecker") // the list is one of List.of
enum ServiceRole {
    /** {@code run generator}. */
    GENERATOR(List.of("generator")) {
        @Override
        List<Topic<?>> reads(TopicCatalogue topics) {
            return List.of(topics.prompts(), topics.cancellations(), topics.completions());
        }

        @Override
        List<Topic<?>> writes(TopicCatalogue topics) {
            return List.of(
                    topics.completions(),
                    topics.generations(),
                    topics.rejected(),
                    topics.unfulfilled(),
                    topics.usage(),
                    topics.auditEvents(),
                    topics.generatorDeadLetters());
        }
    },
    /** {@code run detector}: the screening and the audit application. */
    DETECTOR(List.of("detector", "audit")) {
        @Override
        List<Topic<?>> reads(TopicCatalogue topics) {
            List<Topic<?>> reads = new ArrayList<>(topics.deadLetters());
            reads.addAll(List.of(
                    topics.generations(),
                    topics.decisions(),
                    topics.documents(),
                    topics.documentReports(),
                    topics.gates(),
                    topics.gateStates(),
                    topics.auditEvents(),
                    topics.auditRecords()));
            return reads;
        }

        @Override
        List<Topic<?>> writes(TopicCatalogue topics) {
            return List.of(
                    topics.published(),
                    topics.review(),
                    topics.blocked(),
                    topics.documentReports(),
                    topics.documentsScreened(),
                    topics.documentsFlagged(),
                    topics.gateStates(),
                    topics.auditEvents(),
                    topics.auditRecords(),
                    topics.auditCheckpoints(),
                    topics.detectorDeadLetters(),
                    topics.auditDeadLetters());
        }
    },
    /** {@code submit}, {@code cancel}, and whatever sends documents. */
    SUBMITTER(List.of()) {
        @Override
        List<Topic<?>> reads(TopicCatalogue topics) {
            return List.of();
        }

        @Override
        List<Topic<?>> writes(TopicCatalogue topics) {
            return List.of(topics.prompts(), topics.cancellations(), topics.documents());
        }
    },
    /** {@code review} and the review console. */
    REVIEWER(List.of()) {
        @Override
        List<Topic<?>> reads(TopicCatalogue topics) {
            return List.of(topics.review(), topics.published(), topics.blocked(), topics.auditRecords());
        }

        @Override
        List<Topic<?>> writes(TopicCatalogue topics) {
            return List.of(topics.decisions());
        }
    },
    /** Whoever takes the results. */
    READER(List.of()) {
        @Override
        List<Topic<?>> reads(TopicCatalogue topics) {
            return List.of(
                    topics.published(),
                    topics.rejected(),
                    topics.unfulfilled(),
                    topics.documentsScreened(),
                    topics.documentsFlagged());
        }

        @Override
        List<Topic<?>> writes(TopicCatalogue topics) {
            return List.of();
        }
    },
    /** {@code audit verify} and accounting. */
    AUDITOR(List.of()) {
        @Override
        List<Topic<?>> reads(TopicCatalogue topics) {
            return List.of(topics.auditRecords(), topics.auditCheckpoints(), topics.usage());
        }

        @Override
        List<Topic<?>> writes(TopicCatalogue topics) {
            return List.of();
        }
    },
    /** {@code dlq} and {@code gate}: may put dead letters back into what the services read. */
    OPERATOR(List.of()) {
        @Override
        List<Topic<?>> reads(TopicCatalogue topics) {
            List<Topic<?>> reads = new ArrayList<>(topics.deadLetters());
            reads.add(topics.deadLetterSettlements());
            return reads;
        }

        @Override
        List<Topic<?>> writes(TopicCatalogue topics) {
            return List.of(
                    topics.deadLetterSettlements(),
                    topics.auditEvents(),
                    topics.prompts(),
                    topics.cancellations(),
                    topics.completions(),
                    topics.generations(),
                    topics.decisions(),
                    topics.documents(),
                    topics.documentReports(),
                    topics.gates());
        }

        @Override
        Optional<String> transactionalId() {
            return Optional.of("dlq");
        }
    };

    private final List<String> applications;

    ServiceRole(List<String> applications) {
        this.applications = applications;
    }

    /** Its user in Kafka. */
    String user() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Kafka Streams applications that it runs, without the prefix. */
    List<String> applications() {
        return applications;
    }

    abstract List<Topic<?>> reads(TopicCatalogue topics);

    abstract List<Topic<?>> writes(TopicCatalogue topics);

    /** Under which it writes transactions outside of Kafka Streams, without the prefix. */
    Optional<String> transactionalId() {
        return Optional.empty();
    }
}
