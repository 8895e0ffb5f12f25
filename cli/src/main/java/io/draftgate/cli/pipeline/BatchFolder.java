package io.draftgate.cli.pipeline;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.cli.command.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What a batch keeps beside its output until it is complete, so that it can be taken up again: which file, which run, and where
 * in the topics its outcomes begin. Without a Kafka elsewhere, the broker's own folder too. Confined to one thread.
 */
final class BatchFolder {
    private static final String SUFFIX = ".batch";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    private BatchFolder(Path folder) {
        this.folder = folder;
    }

    /** The folder of an output file: its name with {@code .batch} behind it. */
    static BatchFolder of(Path output) {
        return new BatchFolder(output.resolveSibling(output.getFileName() + SUFFIX));
    }

    /**
     * What a batch has to remember.
     *
     * @param batch names the run; stands in the headers of its prompts
     * @param promptDigest of the prompt file: a changed file is another batch
     * @param bootstrap where the prompts went; empty for the embedded broker
     * @param outcomesFrom where to begin to read outcomes
     * @param promptsFrom where to look for prompts that were submitted
     */
    record Memory(
            String batch,
            String promptDigest,
            String bootstrap,
            Map<TopicPartition, Long> outcomesFrom,
            Map<TopicPartition, Long> promptsFrom) {}

    /** Where the embedded broker of this batch keeps its topics and the services their stores. */
    Path path() {
        return folder;
    }

    /** Whether a batch was begun and is not complete. */
    boolean exists() {
        return Files.isDirectory(folder);
    }

    void create() throws IOException {
        Files.createDirectories(folder);
    }

    /** What the batch remembers, if it came as far as to submit prompts. */
    Optional<Memory> read() throws IOException {
        if (!Files.exists(file())) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(file().toFile());
            return Optional.of(new Memory(
                    tree.required("batch").asText(),
                    tree.required("promptDigest").asText(),
                    tree.required("bootstrap").asText(),
                    offsets(tree.required("outcomesFrom")),
                    offsets(tree.required("promptsFrom"))));
        } catch (JacksonException | IllegalArgumentException e) {
            throw CommandException.couldNotRun(
                    "bad-batch-folder",
                    file() + " is damaged: " + e.getMessage(),
                    "Remove " + folder + " and the output, and start again");
        }
    }

    /** Writes at once or not at all. */
    void write(Memory memory) throws IOException {
        ObjectNode tree = JSON.createObjectNode()
                .put("batch", memory.batch())
                .put("promptDigest", memory.promptDigest())
                .put("bootstrap", memory.bootstrap());
        tree.set("outcomesFrom", tree(memory.outcomesFrom()));
        tree.set("promptsFrom", tree(memory.promptsFrom()));
        Path draft = folder.resolve("batch.json.new");
        JSON.writeValue(draft.toFile(), tree);
        Files.move(draft, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The batch is complete. */
    void delete() throws IOException {
        new TemporaryFolder(folder).close();
    }

    private Path file() {
        return folder.resolve("batch.json");
    }

    private static ObjectNode tree(Map<TopicPartition, Long> offsets) {
        ObjectNode tree = JSON.createObjectNode();
        offsets.forEach((partition, offset) ->
                tree.withObjectProperty(partition.topic()).put(Integer.toString(partition.partition()), offset));
        return tree;
    }

    private static Map<TopicPartition, Long> offsets(JsonNode tree) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        tree.properties()
                .forEach(topic -> topic.getValue()
                        .properties()
                        .forEach(partition -> offsets.put(
                                new TopicPartition(topic.getKey(), Integer.parseInt(partition.getKey())),
                                partition.getValue().asLong())));
        return offsets;
    }
}
