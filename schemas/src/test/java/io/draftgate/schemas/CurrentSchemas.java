package io.draftgate.schemas;

import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditRecord;
import io.draftgate.schemas.event.DeadLetterSettled;
import io.draftgate.schemas.event.DocumentReceived;
import io.draftgate.schemas.event.DocumentScreened;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.GenerationCompleted;
import io.draftgate.schemas.event.GenerationProgressed;
import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.PromptCancelled;
import io.draftgate.schemas.event.PromptRejected;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.PromptUnfulfilled;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.UsageRecorded;
import io.draftgate.schemas.event.WorkReported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * The schemas that are written today. Run as a program with the folder of the released ones and a release number, it adds them
 * there; CONTRIBUTING.md has the command.
 */
final class CurrentSchemas {
    private CurrentSchemas() {}

    static List<Schema> all() {
        return List.of(
                PromptSubmitted.getClassSchema(),
                PromptCancelled.getClassSchema(),
                PromptRejected.getClassSchema(),
                PromptUnfulfilled.getClassSchema(),
                DraftGenerated.getClassSchema(),
                GenerationCompleted.getClassSchema(),
                GenerationProgressed.getClassSchema(),
                DraftScreened.getClassSchema(),
                ReviewDecided.getClassSchema(),
                DocumentReceived.getClassSchema(),
                DocumentScreened.getClassSchema(),
                AuditEvent.getClassSchema(),
                AuditRecord.getClassSchema(),
                InFlightWork.getClassSchema(),
                WorkReported.getClassSchema(),
                DeadLetterSettled.getClassSchema(),
                UsageRecorded.getClassSchema());
    }

    public static void main(String[] arguments) throws IOException {
        Path released = Path.of(arguments[0]);
        String release = Integer.toString(Integer.parseInt(arguments[1]));
        Files.createDirectories(released.resolve(release));
        List<String> index = new ArrayList<>();
        Path indexFile = released.resolve("index");
        if (Files.exists(indexFile)) {
            index.addAll(Files.readAllLines(indexFile));
        }
        for (Schema schema : all()) {
            String path = release + "/" + schema.getName() + ".avsc";
            Files.writeString(released.resolve(path), SchemaFormatter.format("json/pretty", schema) + "\n");
            if (!index.contains(path)) {
                index.add(path);
            }
        }
        Files.write(indexFile, index);
    }
}
